import Foundation
import Networks
import Regions

/// The yardstick for region counting: the time OpenBLAS takes, on one thread, to push every vertex of the finished complex once through
/// the hidden layers, in batches, with bias and ReLU.
struct Yardstick {
  private let blas: OpenBLAS
  private let layers: [LayeredNetwork.Layer]

  init?(_ network: LayeredNetwork) {
    guard let blas = OpenBLAS() else { return nil }
    self.blas = blas
    layers = network.layers.filter(\.isRectified)
  }

  /// Points that go through a layer at once. Which batch is the fastest depends on the caches: the fastest counts.
  private static let batches = [64, 128, 256, 512]

  /// The seconds of processor time for one pass over all points, the best of several sizes of batches, each after a pass that warms up.
  func seconds(_ points: [Window.Point]) -> Double {
    let input = points.flatMap { [$0.x, $0.y] }
    let weights = layers.map(\.weights.transposed.elements)
    return Self.batches.reduce(.infinity) { best, batch in
      pass(input, weights, batch: batch)
      return min(best, Stopwatch.processor { pass(input, weights, batch: batch) })
    }
  }

  /// Pushes all points through the hidden layers.
  private func pass(_ input: [Double], _ weights: [[Double]], batch: Int) {
    let widest = layers.map(\.outputCount).max() ?? 1
    let count = input.count / 2
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * batch * widest) { buffer in
      let (one, other) = (buffer.baseAddress!, buffer.baseAddress! + batch * widest)
      for first in stride(from: 0, to: count, by: batch) {
        let rows = min(batch, count - first)
        input.withUnsafeBufferPointer { input in
          var (from, to) = (UnsafePointer(input.baseAddress! + 2 * first), one)
          for (layer, weights) in zip(layers, weights) {
            blas.multiply(from, weights, into: to, m: rows, k: layer.inputCount, n: layer.outputCount)
            for row in 0..<rows { rectify(to + row * layer.outputCount, layer.bias) }
            from = UnsafePointer(to)
            to = to == one ? other : one
          }
        }
      }
    }
  }

  /// Adds the bias to the values of one point and takes the ReLU.
  @inline(__always)
  private func rectify(_ values: UnsafeMutablePointer<Double>, _ bias: [Double]) {
    bias.withUnsafeBufferPointer { bias in
      for j in bias.indices { values[j] = max(values[j] + bias[j], 0) }
    }
  }
}
