import Networks

/// What sentences call the plane that regions are drawn in.
struct PlaneWords: Sendable {
  /// How many inputs the network has.
  let inputCount: Int
  let subject: String
  let x: String
  let y: String
  let notes: [String]

  init(_ network: PlanarNetwork, options: Options) {
    inputCount = network.inputCount
    let ends = network.dropped.map {
      "The \($0.operation) '\($0.name)' at the end is left out: regions and boundary are those of the values before it."
    }
    guard options.isSlice else {
      (subject, x, y, notes) = ("A part of the plane", "x", "y", ends)
      return
    }
    (subject, x, y) = ("A plane through the space of \(inputCount) inputs", "s", "t")
    let through = options.through("through")
    let formula =
      through == nil
      ? "The point (s, t) is the input origin + s·u + t·v."
      : "The point (s, t) is the input (1 − s − t)·a + s·b + t·c: the three points lie at (0, 0), (1, 0) and (0, 1)."
    let measures = "Areas, lengths, slopes and Lipschitz constants are with respect to s and t, not to distances in the space of the inputs."
    let rounded = through?.roundedCount ?? 0
    notes =
      ends + ["\(formula) \(measures)"]
      + (rounded == 0
        ? []
        : ["\(NumberFormat.grouped(rounded)) products with the scale were rounded to doubles; the slice goes through the rounded points."])
      + (options.window("domain") == nil ? ["The window is s and t from -0.5 to 1.5, because no domain is given."] : [])
  }
}

extension Options {
  /// Whether regions are those of a plane through a space of inputs.
  var isSlice: Bool { slice("slice") != nil || through("through") != nil }

  /// What the axes of a figure are called.
  var axes: (x: String, y: String) { isSlice ? ("s", "t") : ("x₁", "x₂") }
}
