import Foundation
import Inputs
import Linear
import ModelFiles
import Networks
import Regions
import Seeded

/// Networks for the tests: files made by PyTorch, and seeded random ones.
enum Fixture {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
    path: "Fixtures/models")

  private static var workspace: Workspace { Workspace(root: folder.path(percentEncoded: false)) }

  static func graph(_ path: String) throws -> Network { try ModelFile.load(path, from: workspace) }

  static func network(_ path: String) throws -> LayeredNetwork { try LayeredNetwork(try graph(path)) }

  static func array(_ path: String, name: String) throws -> Tensor { try DataFile.array(path, member: name, from: workspace) }

  /// A ReLU network whose weights are `number()`.
  static func random(_ widths: [Int], _ number: () -> Double) -> LayeredNetwork {
    LayeredNetwork(
      layers: zip(widths, widths.dropFirst()).enumerated().map { index, sizes in
        LayeredNetwork.Layer(
          weights: Matrix(rows: sizes.1, columns: sizes.0, elements: (0..<sizes.0 * sizes.1).map { _ in number() }),
          bias: (0..<sizes.1).map { _ in number() }, isRectified: index + 2 < widths.count)
      })
  }

  static func square(_ radius: Double) throws -> Window { try Window(x: -radius...radius, y: -radius...radius) }
}

/// Seeded weights.
final class SeededWeights {
  private var generator: SeededGenerator

  init(_ seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// From −1 to 1.
  func uniform() -> Double { Double.random(in: -1...1, using: &generator) }
  /// A whole number from −bound to bound.
  func integer(_ bound: Int) -> Double { Double(Int.random(in: -bound...bound, using: &generator)) }
}
