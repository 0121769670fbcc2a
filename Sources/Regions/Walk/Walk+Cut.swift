import Diagnostics

/// The cut of a loop along a line.
extension Walk {
  /// Cuts the loop on top of the stack, which is loaded, along a line on which it has the signs at hand. Both parts are put on top,
  /// the negative one last. The new edge has the positive part on its left.
  mutating func cut(
    _ loop: Int, _ count: Int, by line: Int32, stage: Int
  ) throws(Diagnostic) -> (positive: (start: Int, count: Int), negative: (start: Int, count: Int)) {
    try patch.checkEdgeCount()
    // First where the line enters and leaves, so that the new edge is there when the loops are built.
    var (entry, exit) = (Int32(-1), Int32(-1))
    let signs = signs.base
    for i in 0..<count {
      let (sign, next) = (signs[i], signs[i &+ 1])
      if sign == 0 {
        if next > 0 { entry = stack[loop + i].vertex } else if next < 0 { exit = stack[loop + i].vertex }
      } else if sign &* next < 0 {
        let vertex = middle(of: stack[loop + i], i, count, line)
        if sign > 0 { exit = vertex } else { entry = vertex }
      }
    }
    guard entry >= 0, exit >= 0, entry != exit else {
      throw Diagnostic(
        id: "internal", "the signs of a row of '\(network.network.stages[stage].name)' are not those of an affine function", at: .none)
    }
    let edge = patch.addEdge(from: exit, to: entry, line: line)
    var start = stack.count
    appendPart(loop, count, sign: 1, closing: 2 * edge + 1)
    let positive = stack.count - start
    appendPart(loop, count, sign: -1, closing: 2 * edge)
    let negative = stack.count - start - positive
    if count > Self.shortLoop {
      dropLoop(loop, count)
      start = loop
    }
    return ((start, positive), (start + positive, negative))
  }

  /// Loops of at most so many corners stay under their parts: that takes little for each row that cuts a cell, and longer ones are rare.
  private static var shortLoop: Int { 64 }

  /// Takes a loop away from under its parts.
  mutating func dropLoop(_ loop: Int, _ count: Int) {
    let parts = stack.count - loop - count
    (stack.base + loop).update(from: stack.base + loop + count, count: parts)
    stack.truncate(to: loop + parts)
  }

  /// The vertex that cuts a corner's edge, made where the cell on the other side did not make it before.
  private mutating func middle(of corner: Patch.Corner, _ i: Int, _ count: Int, _ line: Int32) -> Int32 {
    let edge = patch.edges[corner.edge]
    if edge.middle >= 0 { return edge.middle }
    let vertex = crossing(of: line, with: edge.line, i, count)
    patch.vertices.append(vertex)
    patch.cut(corner.edge, at: Int32(patch.vertices.count - 1))
    return Int32(patch.vertices.count - 1)
  }

  /// Where a line crosses the loaded loop's edge i.
  private mutating func crossing(of line: Int32, with edgeLine: Int32, _ i: Int, _ count: Int) -> Patch.Vertex {
    let j = i + 1 == count ? 0 : i + 1
    let p = Patch.Vertex(x: xs.base[i], y: ys.base[i], error: cornerError)
    let q = Patch.Vertex(x: xs.base[j], y: ys.base[j], error: cornerError)
    return placed(patch.lines[line], on: patch.lines[edgeLine], from: p, to: q)
  }

  /// Where a line crosses another between two points, in better arithmetic where doubles bound it too badly.
  mutating func placed(_ line: Patch.Line, on other: Patch.Line, from p: Patch.Vertex, to q: Patch.Vertex) -> Patch.Vertex {
    let vertex = frame.crossing(line, on: other, from: p, to: q)
    if vertex.error <= frame.largestVertexError { return vertex }
    return prover.vertex(line.origin, other.origin, pattern: wholePattern()) ?? vertex
  }

  /// Puts the part of a loop with a sign on top of the stack: its corners, the ends of the new edge, and the new edge itself.
  private mutating func appendPart(_ loop: Int, _ count: Int, sign side: Int8, closing: Int32) {
    stack.reserve(count + 2)
    let corners = stack.base + loop
    let signs = signs.base
    let edges = patch.edges.base
    stack.append(upTo: count + 2) { part in
      var end = 0
      for i in 0..<count {
        let corner = corners[i]
        let (sign, next) = (signs[i] &* side, signs[i &+ 1] &* side)
        if sign > 0 || sign == 0 && next > 0 {
          part[end] = corner
          end &+= 1
        } else if sign == 0 {
          part[end] = Patch.Corner(vertex: corner.vertex, step: closing)
          end &+= 1
        }
        guard sign &* next < 0 else { continue }
        // The edge is cut: the half on this side of the line stays.
        let edge = edges[Int(corner.edge)]
        let half = 2 * (edge.parts + ((sign < 0) == corner.isForward ? 1 : 0)) + (corner.step & 1)
        if sign < 0 {
          part[end] = Patch.Corner(vertex: edge.middle, step: half)
          end &+= 1
        } else {
          part[end &- 1].step = half
          part[end] = Patch.Corner(vertex: edge.middle, step: closing)
          end &+= 1
        }
      }
      return end
    }
  }
}
