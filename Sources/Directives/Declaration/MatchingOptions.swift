import Diagnostics
import Linear
import Symmetry

/// The options that say how units are matched, declared once for every directive that matches them.
enum MatchingOptions {
  static let declarations: [OptionDeclaration] = [
    .optional(
      "method", .choice([("weights", "inner products of weights"), ("activations", "correlations of activations on the data")]), .compute,
      default: .text("weights"), help: "What units are compared by."),
    .optional(
      "balance", .boolean, .compute, default: .boolean(true),
      help: "Whether units are rescaled first, so that what goes in and what comes out have the same norm, where activations allow it."),
    .optional(
      "restarts", .integer(1...1000), .compute, default: .integer(1),
      help: "How many starts are tried: the units as they are, then seeded random permutations. The best is kept; `activations` need one."),
    .optional(
      "seed", .integer(0...Int(Int32.max)), .compute, default: .integer(0),
      help: "Seeds starts, orders and the random permutations of the control."),
  ]

  /// How many random permutations the objective is held against.
  static let controls = WeightMatching.Settings().controls

  static func usesActivations(_ options: Options) -> Bool { options.text("method") == "activations" }

  /// Throws where an option is given that changes nothing.
  static func check(_ options: Options) throws(Diagnostic) {
    guard usesActivations(options), (options.integer("restarts") ?? 1) > 1 else { return }
    throw Diagnostic(
      id: "unused-option", "option 'restarts' has no meaning where units are compared by activations, which need one start",
      at: options.range("restarts").map { .text($0) } ?? .none, fix: "remove it, or write 'method: weights'")
  }

  /// How units were matched, in words.
  static func describe(_ settings: WeightMatching.Settings) -> String {
    let method =
      switch settings.method {
      case .weights: "weights"
      case .activations: "activations"
      }
    return method + (settings.isBalanced ? ", balanced" : "") + ", seed \(settings.seed), \(settings.restarts) "
      + (settings.restarts == 1 ? "start" : "starts")
  }

  /// `rows` are those that activations are compared on.
  static func settings(_ options: Options, rows: Matrix?) -> WeightMatching.Settings {
    var method = WeightMatching.Method.weights
    if usesActivations(options), let rows { method = .activations(rows) }
    return WeightMatching.Settings(
      method: method, isBalanced: options.boolean("balance"), restarts: options.integer("restarts") ?? 1,
      seed: UInt64(options.integer("seed") ?? 0), controls: controls)
  }
}
