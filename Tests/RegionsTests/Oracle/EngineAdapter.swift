import Networks
import Regions

/// The one place where the tests against the oracle call the engine.
enum EngineAdapter {
  /// The engine's complex; `nil` where the engine cannot take the network.
  static func complex(_ network: PiecewiseLinearNetwork, window: [(x: Double, y: Double)]) throws -> RegionComplex? {
    let hasMaxima = network.stages.contains { if case .maximum = $0.bend { true } else { false } }
    if hasMaxima { return nil }
    return try RegionComplex.enumerate(network, window: try Window(polygon: window.map { Window.Point(x: $0.x, y: $0.y) }))
  }
}
