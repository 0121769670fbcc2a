import Diagnostics
import Networks
import Regions

/// A network whose regions can be drawn: one of two inputs.
struct PlanarNetwork {
  let network: PiecewiseLinearNetwork

  /// Reads the network that the options name.
  init(_ options: Options, _ inputs: InputScope) throws(Diagnostic) {
    let range = options.range("model")
    let graph = try inputs.model(options.text("model") ?? "", activation: ModelOption.activation(options), at: range)
    do { network = try Self.planar(graph) } catch { throw error.located(at: range) }
  }

  /// Throws a `Diagnostic` that says why not, unless regions of the network can be drawn.
  static func check(_ network: Network) throws(Diagnostic) { _ = try planar(network) }

  private static func planar(_ graph: Network) throws(Diagnostic) -> PiecewiseLinearNetwork {
    let network = PiecewiseLinearNetwork(try LayeredNetwork(graph))
    try RegionComplex.check(network)
    return network
  }
}
