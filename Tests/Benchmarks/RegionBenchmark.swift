import Foundation
import Linear
import Networks
import Regions
import Seeded

@main
struct Benchmarks {
  static func main() throws {
    let widths = CommandLine.arguments.count > 1 ? CommandLine.arguments[1].split(separator: ",").map { Int($0)! } : [64, 128, 256]
    for width in widths {
      let network = PiecewiseLinearNetwork(he(width))
      let window = try Window(x: -1...1, y: -1...1)
      for threads in [1, 2] {
        var best = Double.infinity
        var summary = ""
        for _ in 0..<5 {
          let start = Date()
          let complex = try RegionComplex.enumerate(network, window: window, threads: threads)
          let seconds = Date().timeIntervalSince(start)
          if seconds < best { best = seconds }
          summary = "\(complex.cellCount) cells \(complex.vertices.count) \(complex.edgeCount) \(complex.cellsPerLayer) \(complex.signCounts)"
        }
        print("w=\(width) threads=\(threads) \(best) s \(summary)")
      }
    }
  }

  static func he(_ width: Int) -> LayeredNetwork {
    var generator = SeededGenerator(seed: UInt64(width))
    func gaussian() -> Double {
      let u = Double.random(in: 0x1p-53..<1, using: &generator), v = Double.random(in: 0..<1, using: &generator)
      return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
    }
    let sizes = [2, width, width, width, 1]
    return LayeredNetwork(
      layers: zip(sizes, sizes.dropFirst()).enumerated().map { index, pair in
        let (inputs, outputs) = pair
        let scale = (2 / Double(inputs)).squareRoot()
        return LayeredNetwork.Layer(
          weights: Matrix(rows: outputs, columns: inputs, elements: (0..<inputs * outputs).map { _ in gaussian() * scale }),
          bias: (0..<outputs).map { _ in 0.5 * gaussian() }, isRectified: index < 3)
      })
  }
}
