import Diagnostics
import Networks
import Symmetry

/// Two networks of one architecture, named by the options `a` and `b`.
struct NetworkPair: Sendable {
  let a: Network
  let b: Network

  static let declarations: [OptionDeclaration] = [
    .required("a", .model, .compute, help: "The first network."),
    .required("b", .model, .compute, help: "The second network, of the same architecture."),
    ModelOption.activation,
  ]

  /// Reads both, with what constants alone decide computed. Throws what is wrong with them; the first difference of the graphs at `b`.
  static func read(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> NetworkPair {
    var report = DiagnosticReport()
    let a = report.collect { try network("a", options, inputs) }
    let b = report.collect { try network("b", options, inputs) }
    guard let a, let b else { throw report }
    do { _ = try GraphPairing(a, b) } catch { throw DiagnosticReport([error.located(at: options.range("b"))]) }
    return NetworkPair(a: a, b: b)
  }

  /// The option that an error of a computation with both is about, if it is not the first network.
  static func option(for error: Diagnostic) -> String? {
    switch error.id {
    case "different-architecture": "b"
    case "bad-labels", "bad-rows", "not-finite": "data"
    default: nil
    }
  }

  private static func network(_ option: String, _ options: Options, _ inputs: InputScope) throws(Diagnostic) -> Network {
    let range = options.range(option)
    let network = try inputs.model(options.text(option) ?? "", activation: ModelOption.activation(options), at: range)
    do { return try network.folded() } catch { throw error.located(at: range) }
  }

  /// Throws, at `a`, where the ties of the units are not known.
  func checkTies(_ options: Options) throws(Diagnostic) {
    do { _ = try WeightAction(a) } catch { throw error.located(at: options.range("a")) }
  }
}
