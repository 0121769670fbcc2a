import Networks
import Regions

/// The one place where the tests against the oracle call the engine.
enum EngineAdapter {
  /// The engine's complex.
  static func complex(_ network: PiecewiseLinearNetwork, window: [(x: Double, y: Double)]) throws -> RegionComplex {
    try RegionComplex.enumerate(network, window: try Window(polygon: window.map { Window.Point(x: $0.x, y: $0.y) }))
  }
}
