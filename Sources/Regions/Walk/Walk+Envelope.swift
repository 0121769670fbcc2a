import Diagnostics
import Linear

/// The cell that is cut along an envelope: the rows that compete, their stage, and the cell's loop on the stack.
struct EnvelopeLoop {
  var rows: [Walk.Crossing] = []
  var stage = 0
  var start = 0
  var count = 0
}

/// Cutting a cell along the upper envelope of several rows.
extension Walk {
  /// A part of a cell on the stack, and the row that is the largest on it.
  typealias EnvelopePart = (row: Crossing, start: Int, count: Int)

  /// Cuts the loaded loop; its parts are put on top of the stack.
  mutating func cutByEnvelope(
    _ rows: [Crossing], _ cell: SplitCell, loop: Int, _ count: Int
  ) throws(Diagnostic) -> [EnvelopePart] {
    try patch.checkEdgeCount()
    envelopeLoop = EnvelopeLoop(rows: rows, stage: cell.level, start: loop, count: count)
    let envelope = UpperEnvelope(of: rows.count, corners: (0..<count).map { patch.vertices[stack[loop + $0].vertex] }, in: &self)
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

  /// Cuts an edge of the loop at points in order, unless the cell on the other side did so before. Returns the pieces in the order of the
  /// walk, each as a step.
  private func cutEdge(
    _ corner: Patch.Corner, at chain: [Int], _ envelope: UpperEnvelope, _ vertices: inout [Int32]
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
    _ envelope: UpperEnvelope, _ rows: [Crossing], _ cell: SplitCell, _ loop: Int, _ vertices: [Int32], _ edges: [[Int32]]
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
      throw Diagnostic(
        id: "internal", "the parts of a maximum of '\(network.network.stages[cell.level].name)' do not cover its cell", at: .none)
    }
    return result
  }
}
