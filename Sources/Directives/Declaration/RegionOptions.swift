import Diagnostics
import Regions

/// The options that every directive over the regions of a network has, declared once.
enum RegionOptions {
  static let model = OptionDeclaration.required("model", .model, .compute, help: "A ReLU network of two inputs.")
  static let domain = OptionDeclaration.required(
    "domain", .window, .compute, help: "The window: a convex part of the input plane.")
  static let mostCells = OptionDeclaration.optional(
    "max-cells", .integer(1...100_000_000), .compute, default: .integer(5_000_000), help: "Stops with an error beyond this many cells.")
  static let points = OptionDeclaration.optional(
    "points", .points, .presentation, help: "Points of a CSV file drawn over the figure, with a marker for each class.")

  static func mostCells(_ options: Options) -> Int { options.integer(mostCells.name) ?? .max }

  static func points(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> [ScatterPoint] {
    guard let option = options.points(points.name) else { return [] }
    return try ScatterPoint.read(option, at: options.range(points.name), inputs)
  }
}
