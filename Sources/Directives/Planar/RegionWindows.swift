import Diagnostics
import Networks
import Regions

/// Checks of the options of `{regions}` that need the network or one another.
enum RegionWindows {
  /// The window; where none is given, which only slices through three points allow, one that shows the points at 0 and 1.
  static func domain(_ options: Options) throws(Diagnostic) -> Window {
    if let window = options.window("domain") { return window }
    return try Window(x: -0.5...1.5, y: -0.5...1.5)
  }

  /// Adds what is wrong with insets, outputs and layers.
  static func check(_ options: Options, _ network: PiecewiseLinearNetwork, _ window: Window, into report: inout DiagnosticReport) {
    for (index, inset) in options.windows("inset").enumerated() where !window.contains(inset) {
      let count = options.windows("inset").count
      report.add(
        Diagnostic(
          id: "bad-window",
          "\(count == 1 ? "the inset" : "inset \(index + 1)") \(OptionValue.window(inset).description) does not lie within the domain "
            + OptionValue.window(window).description,
          at: place(options, "inset"), fix: "choose a window within the domain"))
    }
    if let output = options.integer("output"), output >= network.outputCount {
      report.add(
        Diagnostic(
          id: "no-such-output",
          "there is no output \(output): the network has \(network.outputCount) output\(network.outputCount == 1 ? "" : "s")",
          at: place(options, "output"), fix: network.outputCount == 1 ? "write 0" : "count from 0 to \(network.outputCount - 1)"))
    }
    if options.boolean("float32") {
      do throws(Diagnostic) { try SinglePrecisionCells.check(network) } catch {
        report.add(options.range("float32").map { error.located(at: $0) } ?? error)
      }
    }
    let layers = network.bendingStages.count
    for layer in options.integers("layers") ?? [] where layer > layers {
      report.add(
        Diagnostic(
          id: "no-such-layer",
          "there is no layer \(layer): the network has \(layers) layer\(layers == 1 ? "" : "s") that bend\(layers == 1 ? "s" : "")",
          at: place(options, "layers"), fix: layers == 1 ? "write [1]" : "count from 1 to \(layers)"))
    }
  }

  private static func place(_ options: Options, _ name: String) -> Diagnostic.Location { options.range(name).map { .text($0) } ?? .none }
}
