import Diagnostics
import Linear

/// Cutting a cell along the upper envelope of several rows.
extension Walk {
  /// A part of a cell on the stack, and the row that is the largest on it.
  typealias EnvelopePart = (row: Crossing, start: Int, count: Int)

  /// Cuts the loaded loop; its parts are put on top of the stack.
  mutating func cutByEnvelope(
    _ rows: [Crossing], _ cell: SplitCell, loop: Int, _ count: Int
  ) throws(Diagnostic) -> [EnvelopePart] {
    var envelope = Envelope(points: (0..<count).map { cornerPoint($0, loop, count) })
    for form in rows.indices { clip(&envelope, rows, form, cell, loop, count) }
    mergePoints(&envelope)
    var vertices = [Int32](repeating: -1, count: envelope.points.count)
    for i in 0..<count { vertices[i] = stack[loop + i].vertex }
    var edges: [[Int32]] = []
    for i in 0..<count { edges.append(try cutEdge(stack[loop + i], at: envelope.chain(ofEdge: i), envelope, &vertices)) }
    for part in envelope.parts {
      for corner in part.corners where vertices[corner.point] < 0 {
        patch.vertices.append(envelope.points[corner.point].vertex)
        vertices[corner.point] = Int32(patch.vertices.count - 1)
      }
    }
    return try pushParts(envelope, rows, cell, loop, vertices, edges)
  }

  private func cornerPoint(_ i: Int, _ loop: Int, _ count: Int) -> Envelope.Point {
    let corner = stack[loop + i], before = stack[loop + (i == 0 ? count - 1 : i - 1)]
    return Envelope.Point(
      vertex: patch.vertices[corner.vertex], p: patch.lines[patch.edges[before.edge].line].origin,
      q: patch.lines[patch.edges[corner.edge].line].origin, corner: i)
  }

  /// Adds the part on which a row is the largest, if it has an interior.
  private mutating func clip(_ envelope: inout Envelope, _ rows: [Crossing], _ form: Int, _ cell: SplitCell, _ loop: Int, _ count: Int) {
    var corners: [(point: Int, side: Envelope.Side)] = (0..<count).map { ($0, .edge($0)) }
    for other in rows.indices where other != form {
      let origin = Patch.Origin(stage: Int32(cell.level), row: rows[form].row, other: rows[other].row)
      var signs: [Int8] = []
      for corner in corners {
        let point = envelope.points[corner.point]
        let vertex = point.vertex
        signs.append(
          filteredSign(of: rows[form], minus: rows[other], vertex.x, vertex.y, error: vertex.error)
            ?? prover.sign(of: origin, at: point.p, and: point.q, pattern: pattern))
      }
      guard signs.contains(where: { $0 > 0 }) else { return }
      if !signs.contains(where: { $0 < 0 }) { continue }
      var kept: [(point: Int, side: Envelope.Side)] = []
      for (i, corner) in corners.enumerated() {
        let (sign, next) = (signs[i], signs[(i + 1) % signs.count])
        if sign > 0 || sign == 0 && next > 0 { kept.append(corner) }
        if sign == 0 && next < 0 { kept.append((corner.point, .tie(other))) }
        if sign * next < 0 {
          let line = line(of: corner.side, rows, form, cell, loop)
          let tie = tie(rows[form], rows[other], stage: cell.level)
          let following = corners[(i + 1) % corners.count].point
          let vertex = crossing(tie, line, envelope.points[corner.point].vertex, envelope.points[following].vertex)
          envelope.points.append(Envelope.Point(vertex: vertex, p: line.origin, q: tie.origin, corner: nil))
          kept.append((envelope.points.count - 1, sign > 0 ? .tie(other) : corner.side))
        }
      }
      corners = kept
    }
    envelope.parts.append(Envelope.Part(form: form, corners: corners))
  }

  private func line(of side: Envelope.Side, _ rows: [Crossing], _ form: Int, _ cell: SplitCell, _ loop: Int) -> Patch.Line {
    switch side {
    case .edge(let i): patch.lines[patch.edges[stack[loop + i].edge].line]
    case .tie(let other): tie(rows[form], rows[other], stage: cell.level)
    }
  }

  /// Where two lines cross between two points of the second.
  private mutating func crossing(_ one: Patch.Line, _ other: Patch.Line, _ p: Patch.Vertex, _ q: Patch.Vertex) -> Patch.Vertex {
    let atP = one.a * p.x + one.b * p.y + one.c, atQ = one.a * q.x + one.b * q.y + one.c
    let t = min(max(atP / (atP - atQ), 0), 1)
    let (x, y) = frame.clamped(p.x + t * (q.x - p.x), p.y + t * (q.y - p.y))
    let error = frame.distance(x, y, one, other)
    if error <= frame.largestVertexError { return Patch.Vertex(x: x, y: y, error: error) }
    return prover.vertex(one.origin, other.origin, pattern: pattern) ?? Patch.Vertex(x: x, y: y, error: error)
  }

  /// Finds the points that are the same, and keeps the first of each.
  private mutating func mergePoints(_ envelope: inout Envelope) {
    var numbers = Array(envelope.points.indices)
    for i in envelope.points.indices where envelope.points[i].corner == nil {
      for j in 0..<i where numbers[j] == j && envelope.points[j].corner == nil {
        if prover.isSame(envelope.points[i], envelope.points[j], pattern: pattern) {
          numbers[i] = j
          break
        }
      }
    }
    envelope.merge(numbers)
  }

  /// Cuts an edge of the loop at points in order, unless the cell on the other side did so before. Returns the pieces in the order of the
  /// walk, each as a step.
  private func cutEdge(
    _ corner: Patch.Corner, at chain: [Int], _ envelope: Envelope, _ vertices: inout [Int32]
  ) throws(Diagnostic) -> [Int32] {
    // Both sides cut from the edge's own first end on.
    var pieces: [Int32] = []
    var edge = corner.edge
    for point in corner.isForward ? chain : chain.reversed() {
      if patch.edges[edge].middle < 0 {
        patch.vertices.append(envelope.points[point].vertex)
        patch.cut(edge, at: Int32(patch.vertices.count - 1))
      }
      vertices[point] = patch.edges[edge].middle
      pieces.append(2 * patch.edges[edge].parts + (corner.step & 1))
      edge = patch.edges[edge].parts + 1
    }
    pieces.append(2 * edge + (corner.step & 1))
    return corner.isForward ? pieces : pieces.reversed()
  }

  /// Puts the parts on the stack; a tie's edge is made by the first part that it bounds.
  private mutating func pushParts(
    _ envelope: Envelope, _ rows: [Crossing], _ cell: SplitCell, _ loop: Int, _ vertices: [Int32], _ edges: [[Int32]]
  ) throws(Diagnostic) -> [EnvelopePart] {
    var ties: [[Int32]: Int32] = [:]
    var used = [Int](repeating: 0, count: edges.count)
    var result: [EnvelopePart] = []
    let chains = edges.indices.map { envelope.chain(ofEdge: $0) }
    for part in envelope.parts {
      let start = stack.count
      for (i, corner) in part.corners.enumerated() {
        let (from, to) = (vertices[corner.point], vertices[part.corners[(i + 1) % part.corners.count].point])
        let step: Int32
        switch corner.side {
        case .edge(let edge):
          let piece = corner.point < edges.count ? 0 : (chains[edge].firstIndex(of: corner.point) ?? -1) + 1
          used[edge] += 1
          step = edges[edge][piece]
        case .tie(let other):
          if let known = ties[[to, from]] {
            step = 2 * known
          } else {
            let line = tie(rows[part.form], rows[other], stage: cell.level)
            patch.lines.append(line)
            let edge = patch.addEdge(from: from, to: to, line: Int32(patch.lines.count - 1))
            ties[[from, to]] = edge
            step = 2 * edge + 1
          }
        }
        stack.append(Patch.Corner(vertex: from, step: step))
      }
      result.append((rows[part.form], start, stack.count - start))
    }
    guard zip(used, edges).allSatisfy({ $0 == $1.count }) else {
      throw Diagnostic(id: "internal", "the parts of a maximum of '\(cell.stage.stage.name)' do not cover its cell", at: .none)
    }
    return result
  }
}
