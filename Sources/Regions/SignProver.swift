import Linear
import Networks

/// Decides the signs of units at vertices: first by doubles with an error bound, then exactly.
///
/// The two stages are those of Shewchuk's adaptive predicates ("Adaptive Precision Floating-Point Arithmetic and Fast Robust
/// Geometric Predicates", 1997): a filter that answers when it can prove its answer, and exact arithmetic when it can't.
struct SignProver {
  /// A vertex in doubles, and bounds of the distance of each coordinate from the exact one.
  struct Vertex {
    var point: Window.Point
    var errorX: Double
    var errorY: Double
  }

  /// The largest |x| and |y| in the window.
  let extent: Window.Point
  private let low: Window.Point
  private let high: Window.Point
  /// Coordinates whose bound is above this are computed exactly instead.
  private let largestVertexError: Double
  private let sides: [ExactForm]
  var exact: ExactForms
  private(set) var vertices: [Vertex] = []
  /// Whether every sign is decided in exact arithmetic: slow, and independent of all error bounds.
  private let isExactOnly: Bool
  /// How many signs each stage decided.
  private(set) var counts = SignCounts()

  init(_ network: LayeredNetwork, window: Window, isExactOnly: Bool) {
    self.isExactOnly = isExactOnly
    let (low, high) = (window.minimum, window.maximum)
    extent = window.extent
    (self.low, self.high) = (low, high)
    largestVertexError = min(high.x - low.x, high.y - low.y) * 0x1p-26
    sides = window.corners.indices.map { i in
      ExactForm(from: window.corners[i], to: window.corners[(i + 1) % window.corners.count])
    }
    exact = ExactForms(network)
    vertices = window.corners.map { Vertex(point: $0, errorX: 0, errorY: 0) }
  }

  /// The sign at corner i of a loop of the affine form of a unit; `forms` are those of the unit's layer on the loop.
  mutating func sign(layer: Int, unit: Int, forms: AffineForms, at i: Int, of loop: Subdivision.Loop, in edges: Subdivision) -> Int8 {
    let vertex = vertices[Int(loop[i].vertex)]
    let (a, b, c) = (forms.a[unit], forms.b[unit], forms.c[unit])
    let (ax, by) = (a * vertex.point.x, b * vertex.point.y)
    let value = ax + by + c
    // Error: that of the form, that of the coordinates, that of the two products and two sums (γ₄, taken as γ₈), underflow.
    let doubt =
      forms.error[unit] + abs(a) * vertex.errorX + abs(b) * vertex.errorY + Self.gamma8 * (abs(ax) + abs(by) + abs(c))
    if !isExactOnly, abs(value) > doubt * (1 + Self.gamma8) + Self.underflow {
      counts.filtered += 1
      return value > 0 ? 1 : -1
    }
    if !isExactOnly, doubt == 0, a == 0, b == 0, c == 0 {
      counts.filtered += 1
      return 0
    }
    counts.exact += 1
    guard let point = exactPoint(i, of: loop, in: edges) else {
      counts.undecided += 1
      return 0
    }
    return Int8(point.sign(of: exact.form(layer: layer, unit: unit)))
  }

  /// A box that holds the exact vertices of a loop: its centre and half its sides.
  struct Box {
    let centre: Window.Point
    let radius: Window.Point
  }

  func box(around loop: Subdivision.Loop) -> Box {
    var low = Window.Point(x: .infinity, y: .infinity)
    var high = Window.Point(x: -.infinity, y: -.infinity)
    for corner in loop {
      let vertex = vertices[Int(corner.vertex)]
      low.x = min(low.x, vertex.point.x - vertex.errorX)
      low.y = min(low.y, vertex.point.y - vertex.errorY)
      high.x = max(high.x, vertex.point.x + vertex.errorX)
      high.y = max(high.y, vertex.point.y + vertex.errorY)
    }
    let centre = Window.Point(x: low.x + (high.x - low.x) / 2, y: low.y + (high.y - low.y) / 2)
    // Rounding on the way is at most a few units of the largest coordinate.
    let slack = Window.Point(x: 8 * RoundingError.unit * extent.x, y: 8 * RoundingError.unit * extent.y)
    return Box(centre: centre, radius: Window.Point(x: (high.x - low.x) / 2 + slack.x, y: (high.y - low.y) / 2 + slack.y))
  }

  /// The sign that a unit keeps all over a box, proved in doubles; 0 where that can't be proved.
  mutating func sign(of unit: Int, forms: AffineForms, on box: Box) -> Int8 {
    let (a, b, c) = (forms.a[unit], forms.b[unit], forms.c[unit])
    let (ax, by) = (a * box.centre.x, b * box.centre.y)
    let value = ax + by + c
    let doubt =
      forms.error[unit] + abs(a) * box.radius.x + abs(b) * box.radius.y + Self.gamma8 * (abs(ax) + abs(by) + abs(c))
    guard !isExactOnly, abs(value) > doubt * (1 + Self.gamma8) + Self.underflow else { return 0 }
    counts.filtered += 1
    return value > 0 ? 1 : -1
  }

  private static let gamma8 = RoundingError.gamma(8)
  private static let underflow = RoundingError.underflow(8)

  /// Corner i of a loop as the exact intersection of the lines of its two edges.
  private mutating func exactPoint(_ i: Int, of loop: Subdivision.Loop, in edges: Subdivision) -> ExactPoint? {
    let before = loop[i == 0 ? loop.count - 1 : i - 1].edge
    return ExactPoint(line(edges.edges[Int(before)].origin), line(edges.edges[Int(loop[i].edge)].origin))
  }

  /// The exact line of an edge on the border of the present cell: its unit's form depends only on layers that all cells on
  /// both sides of the edge share with the present one.
  private mutating func line(_ origin: Subdivision.Origin) -> ExactForm {
    switch origin {
    case .side(let side): sides[side]
    case .unit(let layer, let index): exact.form(layer: layer, unit: index)
    }
  }

  /// Adds the vertex where a unit's zero line cuts an edge between two vertices, and returns its number.
  ///
  /// The doubles come from the signed values at both ends. Their error is bounded afterwards, whatever way they were found: if
  /// f and g are the unit's and the edge's exact functions, the exact vertex differs by G⁻¹·(f, g) at the rounded one, with G
  /// the matrix of both gradients. Where that bound is too wide the vertex is computed exactly and rounded.
  mutating func addCrossing(
    of origin: Subdivision.Origin, line: Line, on edge: Subdivision.Edge, edgeLine: Line
  ) -> Int32 {
    let (p, q) = (vertices[Int(edge.from)].point, vertices[Int(edge.to)].point)
    let (atP, atQ) = (line.a * p.x + line.b * p.y + line.c, line.a * q.x + line.b * q.y + line.c)
    let t = min(max(atP / (atP - atQ), 0), 1)
    // Error bounds of forms hold within the window's box, so the point must not leave it.
    let point = Window.Point(
      x: min(max(p.x + t * (q.x - p.x), low.x), high.x), y: min(max(p.y + t * (q.y - p.y), low.y), high.y))
    var vertex = line.bound(point, with: edgeLine, extent: extent)
    if !(max(vertex.errorX, vertex.errorY) <= largestVertexError),
      let exact = ExactPoint(self.line(origin), self.line(edge.origin))
    {
      let rounded = exact.rounded
      vertex = Vertex(
        point: rounded, errorX: abs(rounded.x) * RoundingError.unit + .leastNonzeroMagnitude,
        errorY: abs(rounded.y) * RoundingError.unit + .leastNonzeroMagnitude)
      counts.exactVertices += 1
    }
    vertices.append(vertex)
    return Int32(vertices.count - 1)
  }
}

/// How many decisions each stage of the sign prover took.
package struct SignCounts: Sendable, Equatable {
  /// Signs that doubles with their error bound proved.
  package var filtered = 0
  /// Signs that needed exact arithmetic.
  package var exact = 0
  /// Signs that neither proved. There are none unless the program is wrong: it happens only at a corner between parallel edges.
  package var undecided = 0
  /// Vertices whose coordinates needed exact arithmetic.
  package var exactVertices = 0
}
