import Foundation
import Linear
import Networks
import Seeded

/// Networks as they are before training: weights from N(0, 2/inputs) (He et al., 2015), biases from N(0, 0.5²).
enum HeNetwork {
  /// A network 2-w-w-w-outputs; the same for the same width everywhere.
  static func seeded(width: Int, outputs: Int = 1) -> LayeredNetwork {
    seeded(sizes: [2, width, width, width, outputs], seed: UInt64(width))
  }

  /// A network of the given widths, from the inputs to the outputs.
  static func seeded(sizes: [Int], seed: UInt64) -> LayeredNetwork {
    var generator = SeededGenerator(seed: seed)
    func gaussian() -> Double {
      let u = Double.random(in: 0x1p-53..<1, using: &generator), v = Double.random(in: 0..<1, using: &generator)
      return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
    }
    return LayeredNetwork(
      layers: zip(sizes, sizes.dropFirst()).enumerated().map { index, pair in
        let (inputs, outputs) = pair
        let scale = (2 / Double(inputs)).squareRoot()
        return LayeredNetwork.Layer(
          weights: Matrix(rows: outputs, columns: inputs, elements: (0..<inputs * outputs).map { _ in gaussian() * scale }),
          bias: (0..<outputs).map { _ in 0.5 * gaussian() }, isRectified: index < sizes.count - 2)
      })
  }
}
