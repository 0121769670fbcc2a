import Diagnostics
import Networks

/// A network whose regions can be drawn: one of two inputs, or one of more on a slice.
struct PlanarNetwork {
  let network: PiecewiseLinearNetwork
  /// The inputs of the network itself.
  let inputCount: Int
  /// Operators at the end that were left out because they are not piecewise linear.
  let dropped: [PiecewiseLinearForm.Dropped]

  /// Reads the network that the options name and cuts the plane out of its input space that they ask for.
  init(_ options: Options, _ inputs: InputScope) throws(Diagnostic) {
    let range = options.range("model")
    let graph = try inputs.model(options.text("model") ?? "", activation: ModelOption.activation(options), at: range)
    let form: PiecewiseLinearForm
    do { form = try graph.piecewiseLinear() } catch { throw error.located(at: range) }
    let whole = form.network
    dropped = form.dropped
    inputCount = whole.inputCount
    if let slice = options.slice("slice"), options.through("through") != nil {
      throw Diagnostic(
        id: "bad-slice", "'slice' and 'through' both give a plane of \(slice.dimension) dimensions",
        at: options.range("through").map { .text($0) } ?? .none, fix: "give one of them")
    }
    let name = options.slice("slice") == nil ? "through" : "slice"
    guard let plane = options.slice("slice") ?? options.through("through")?.plane else {
      do { try Self.checkPlanar(whole) } catch { throw error.located(at: range) }
      network = whole
      return
    }
    do { network = try whole.restricted(to: plane) } catch { throw error.located(at: options.range(name)) }
  }

  /// Throws a `Diagnostic` that says why not, unless regions of the network can be drawn on some plane.
  static func check(_ network: Network) throws(Diagnostic) {
    let network = try network.piecewiseLinear().network
    if network.inputCount < 2 { try checkPlanar(network) }
  }

  private static func checkPlanar(_ network: PiecewiseLinearNetwork) throws(Diagnostic) {
    let count = network.inputCount
    guard count != 2 else { return }
    throw Diagnostic(
      id: "not-planar", "the network takes \(count) input\(count == 1 ? "" : "s"); regions are drawn in a plane", at: .none,
      fix: count == 1 ? "name a network of 2 inputs or more" : "cut a plane out of its input space by 'slice' or 'through'")
  }
}
