import Diagnostics

/// The options that every directive over the regions of a network has, declared once.
enum RegionOptions {
  /// The network, the plane, the window in it, and the limit.
  static let declarations: [OptionDeclaration] = [
    .required("model", .model, .compute, help: "A piecewise-linear network of two inputs; of more inputs with a slice."),
    .required(
      "domain", .window, .compute, unless: ["through"],
      help: "The window: a convex part of the input plane, or of the slice in its coordinates (s, t). Through three points it is "
        + "[-0.5, 1.5] × [-0.5, 1.5] if not given."),
    .optional("slice", .slice, .compute, help: "A plane through the input space: the points origin + s·u + t·v."),
    .optional(
      "through", .through, .compute,
      help: "The plane through three points of the input space, which lie at (0, 0), (1, 0) and (0, 1). Points are given as they are, or "
        + "as rows (from 0) of an `.npy`, `.npz` or `.csv` file, times `scale`; `array` names an array, `images` one of pictures, `columns` "
        + "lists columns of a table."),
    ModelOption.activation,
    limit,
  ]

  static let points = OptionDeclaration.optional(
    "points", .points, .presentation, help: "Points of a CSV file drawn over the figure, with a marker for each class.")

  static let limit = OptionDeclaration.optional(
    "max-regions", .integer(1...100_000_000), .compute, default: .integer(20_000_000), help: "Stops with an error beyond this many cells.")

  static func mostCells(_ options: Options) -> Int { options.integer(limit.name) ?? .max }

  /// Where the limit was written; `nil` for the default.
  static func limitRange(_ options: Options) -> SourceRange? { options.entries[limit.name]?.range }

  static func points(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> [ScatterPoint] {
    guard let option = options.points(points.name) else { return [] }
    return try ScatterPoint.read(option, at: options.range(points.name), inputs)
  }
}
