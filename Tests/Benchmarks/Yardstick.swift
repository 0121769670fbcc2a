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

  /// The seconds of processor time for one pass over all points, the best of several.
  func seconds(_ points: [Window.Point], repeats: Int) -> Double {
    let batch = 512
    let widest = layers.map(\.outputCount).max() ?? 1
    let input = points.flatMap { [$0.x, $0.y] }
    let weights = layers.map(\.weights.transposed.elements)
    let (one, other) = (
      UnsafeMutablePointer<Double>.allocate(capacity: batch * widest), UnsafeMutablePointer<Double>.allocate(capacity: batch * widest)
    )
    defer {
      one.deallocate()
      other.deallocate()
    }
    var best = Double.infinity
    for _ in 0..<repeats {
      let start = clock()
      for first in stride(from: 0, to: points.count, by: batch) {
        let count = min(batch, points.count - first)
        input.withUnsafeBufferPointer { input in
          var (from, to) = (UnsafePointer(input.baseAddress! + 2 * first), one)
          for (layer, weights) in zip(layers, weights) {
            blas.multiply(from, weights, into: to, m: count, k: layer.inputCount, n: layer.outputCount)
            for row in 0..<count {
              layer.bias.withUnsafeBufferPointer { bias in
                let values = to + row * layer.outputCount
                for j in 0..<layer.outputCount { values[j] = max(values[j] + bias[j], 0) }
              }
            }
            from = UnsafePointer(to)
            to = to == one ? other : one
          }
        }
      }
      best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    return best
  }
}
