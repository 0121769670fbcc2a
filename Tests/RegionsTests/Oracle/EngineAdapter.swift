import Linear
import Networks
import Regions

/// The one place where the tests against the oracle call the engine.
enum EngineAdapter {
  /// The engine's complex; `nil` where the engine cannot take the network.
  ///
  /// Once the engine takes networks in normal form, this is `try RegionComplex.enumerate(network, window: window)` and nothing more.
  static func complex(_ network: PiecewiseLinearNetwork, window: [(x: Double, y: Double)]) throws -> RegionComplex? {
    let window = try Window(polygon: window.map { Window.Point(x: $0.x, y: $0.y) })
    return try layered(network).map { try RegionComplex.enumerate($0, window: window) }
  }

  /// A chain of dense layers with ReLU or nothing between as the engine takes it today; `nil` for every other network.
  private static func layered(_ network: PiecewiseLinearNetwork) -> LayeredNetwork? {
    var layers: [LayeredNetwork.Layer] = []
    for (index, stage) in network.stages.enumerated() {
      guard stage.sources == [index], stage.map.divisors.allSatisfy({ $0 == 1 }) else { return nil }
      var weights = Matrix(rows: stage.map.rowCount, columns: stage.map.columnCount)
      for row in 0..<weights.rows {
        for (column, coefficient) in stage.map.terms(ofRow: row) {
          guard weights[row, column] == 0 else { return nil }
          weights[row, column] = coefficient
        }
      }
      switch stage.bend {
      case .none: layers.append(.init(weights: weights, bias: stage.map.bias, isRectified: false))
      case .slopes(let negative, let positive):
        guard negative.allSatisfy({ $0 == 0 }), positive.allSatisfy({ $0 == 1 }) else { return nil }
        layers.append(.init(weights: weights, bias: stage.map.bias, isRectified: true))
      case .maximum: return nil
      }
    }
    return LayeredNetwork(layers: layers)
  }
}
