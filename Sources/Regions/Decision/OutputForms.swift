import Linear

/// Forms of a complex in one arithmetic, computed when first asked for.
struct OutputForms<Form: PathForm> {
  private let complex: RegionComplex
  private let sides: [Form]
  private var path: FormPath<Form>
  /// The forms of the classes on one cell, the last that was asked for.
  private var cell = -1
  private var forms: [Form?] = []
  private var points: [Int32: ExactPoint] = [:]
  private var incidence: VertexIncidence?

  init(_ complex: RegionComplex) {
    self.complex = complex
    let corners = complex.window.corners
    sides = corners.indices.map { Form(from: corners[$0], to: complex.window.cornerAfter($0)) }
    path = FormPath(complex.prepared)
  }

  /// The form of a class on a cell; of one output f the classes are 0 and f.
  mutating func form(_ number: Int, on cell: Int) -> Form {
    let outputCount = complex.network.outputCount
    if outputCount == 1 && number == 0 { return .zero }
    if self.cell != cell {
      self.cell = cell
      forms = [Form?](repeating: nil, count: outputCount)
    }
    let output = outputCount == 1 ? 0 : number
    if let known = forms[output] { return known }
    let stage = complex.prepared.stages.count - 1
    let form = withPattern(of: cell) { path, words in path.value(stage: stage, index: output, pattern: words) }
    forms[output] = form
    return form
  }

  /// The tie of two classes on a cell: positive where the first is larger.
  mutating func tie(_ one: Int, _ other: Int, on cell: Int) -> Form { form(one, on: cell) - form(other, on: cell) }

  /// The line that an edge lies on.
  ///
  /// A unit's form depends only on the stages before its own, whose pattern the cells on both sides share.
  mutating func line(ofEdge edge: Int32, seenFrom cell: Int) -> Form {
    let record = complex.edgeRecords[Int(edge)]
    let origin = record.origin
    if origin.stage < 0 { return sides[Int(origin.row)] }
    let side = Int(record.left) == cell || Int(record.right) == cell ? cell : Int(max(record.left, record.right))
    return withPattern(of: side) { path, words in path.line(origin, words) }
  }

  /// The lines of the edges that meet at a corner of a cell.
  mutating func lines(atCorner number: Int, of cell: Int) -> (Form, Form) {
    let range = complex.range(cell)
    let before = complex.cells.edges[number == 0 ? range.upperBound - 1 : range.lowerBound + number - 1]
    return (line(ofEdge: complex.cells.edges[range.lowerBound + number], seenFrom: cell), line(ofEdge: before, seenFrom: cell))
  }

  private mutating func withPattern<T>(of cell: Int, _ body: (inout FormPath<Form>, UnsafePointer<UInt64>) -> T) -> T {
    complex.cells.patterns.withUnsafeBufferPointer { words in
      withUnsafePointer(to: UInt64(0)) { empty in
        body(&path, words.baseAddress.map { $0 + cell * complex.prepared.wordCount } ?? empty)
      }
    }
  }
}

extension OutputForms<ExactForm> {
  /// A corner of a cell, where the lines of its edges there meet; where those are one line, that of another edge at the vertex.
  mutating func corner(_ number: Int, of cell: Int) -> ExactPoint? {
    let range = complex.range(cell)
    let vertex = complex.cells.vertices[range.lowerBound + number]
    if let known = points[vertex] { return known }
    let (first, before) = lines(atCorner: number, of: cell)
    var point = ExactPoint(first, before)
    if point == nil {
      let known = incidence ?? VertexIncidence(complex)
      incidence = known
      for edge in known.edges(at: vertex) {
        point = ExactPoint(first, line(ofEdge: edge, seenFrom: cell))
        if point != nil { break }
      }
    }
    points[vertex] = point
    return point
  }
}

/// The edges at each vertex of a complex.
private struct VertexIncidence {
  private var starts: [Int32]
  private var edges: [Int32]

  init(_ complex: RegionComplex) {
    var ends = [Int32](repeating: 0, count: complex.vertices.count + 1)
    for edge in complex.edgeRecords {
      ends[Int(edge.from)] += 1
      ends[Int(edge.to)] += 1
    }
    for vertex in 1..<ends.count { ends[vertex] += ends[vertex - 1] }
    edges = [Int32](repeating: 0, count: 2 * complex.edgeCount)
    for (number, edge) in complex.edgeRecords.enumerated().reversed() {
      for vertex in [Int(edge.from), Int(edge.to)] {
        ends[vertex] -= 1
        edges[Int(ends[vertex])] = Int32(number)
      }
    }
    starts = ends
  }

  func edges(at vertex: Int32) -> ArraySlice<Int32> { edges[Int(starts[Int(vertex)])..<Int(starts[Int(vertex) + 1])] }
}
