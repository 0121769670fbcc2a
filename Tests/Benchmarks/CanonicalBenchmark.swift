import Foundation
import Linear
import Networks
import Seeded
import SeededNetworks
import Symmetry

/// Canonical forms: refinement of the units of multilayer perceptrons, against one dgemm that multiplies each layer by a batch.
enum CanonicalBenchmark {
  private static let batch = 64

  static func run(repeats: Int) throws {
    for widths in [[784, 512, 512, 512, 10], [1024, 2048, 2048, 1740, 10]] { try measure(widths, repeats: repeats) }
  }

  /// Prints the seconds of refinement alone, and of all of a canonical form: degenerate units, refinement and digest.
  private static func measure(_ widths: [Int], repeats: Int) throws {
    let network = network(widths)
    let count = network.constants.values.reduce(0) { $0 + $1.count }
    let weights = ExactWeights(try WeightAction(network))
    var digest = ""
    let refinement = Stopwatch.best(of: repeats) { digest = UnitRefinement(weights).digest }
    let whole = try Stopwatch.best(of: repeats) { digest = try ParameterEquivalence.canonicalForm(network) }
    let product = multiply(widths, repeats: repeats)
    let ratio = product.map { String(format: ", %.0f times a dgemm of its layers with %d rows (%.4f s)", whole / $0, batch, $0) } ?? ""
    let name = widths.map { "\($0)" }.joined(separator: "-")
    print(String(format: "%@: %d weights, refinement %.3f s, canonical form %.3f s", name, count, refinement, whole) + ratio + ", \(digest)")
  }

  private static func network(_ widths: [Int]) -> Network {
    var random = SeededGenerator(seed: 11)
    func draw(_ count: Int) -> [Double] { (0..<count).map { _ in Double(Float.random(in: -1...1, using: &random)) } }
    return LayeredNetwork(
      layers: zip(widths, widths.dropFirst()).enumerated().map { layer, sizes in
        LayeredNetwork.Layer(
          weights: Matrix(rows: sizes.1, columns: sizes.0, elements: draw(sizes.0 * sizes.1)), bias: draw(sizes.1),
          isRectified: layer + 2 < widths.count)
      }
    ).network
  }

  /// The seconds of products of all layers with a batch; `nil` without OpenBLAS.
  private static func multiply(_ widths: [Int], repeats: Int) -> Double? {
    guard let blas = OpenBLAS() else { return nil }
    let matrices = zip(widths, widths.dropFirst()).map { [Double](repeating: 0.5, count: $0 * $1) }
    let input = [Double](repeating: 1, count: batch * (widths.max() ?? 1))
    var output = input
    return Stopwatch.best(of: repeats) {
      for (matrix, (inputs, outputs)) in zip(matrices, zip(widths, widths.dropFirst())) {
        output.withUnsafeMutableBufferPointer { output in
          blas.multiply(input, matrix, into: output.baseAddress!, m: batch, k: inputs, n: outputs)
        }
      }
    }
  }
}
