import Diagnostics

/// The cut of a loop along a line.
extension Walk {
  /// Where a line passes through a loop: through an edge, which it cuts, or through a corner.
  private struct Passage {
    let vertex: Int32
    /// How many corners come before it, and the first that comes after.
    let before: Int
    let after: Int
    /// The steps that lead to it, where an edge is cut, and on from it.
    let stepTo: Int32?
    let stepOn: Int32
  }

  /// Cuts the loop on top of the stack, which is loaded, along a line on which it has the signs at hand. Both parts are put on top,
  /// the negative one last. The new edge has the positive part on its left.
  ///
  /// Corners of one sign follow one another. Of both parts one has the corners between the two passages, the other those before and behind.
  mutating func cut(
    _ loop: Int, _ count: Int, by line: Int32, stage: Int
  ) throws(Diagnostic) -> (positive: (start: Int, count: Int), negative: (start: Int, count: Int)) {
    try patch.checkEdgeCount()
    let entry = Self.place(before: above.base, count), exit = Self.place(before: below.base, count)
    guard entry >= 0, exit >= 0 else { throw notAffine(stage) }
    let first = passage(min(entry, exit), loop, count, line), second = passage(max(entry, exit), loop, count, line)
    guard first.vertex != second.vertex else { throw notAffine(stage) }
    let isPositiveInside = entry < exit
    let edge = patch.addEdge(
      from: isPositiveInside ? second.vertex : first.vertex, to: isPositiveInside ? first.vertex : second.vertex, line: line)
    let inside = second.before &- first.after &+ 2, outside = first.before &+ count &- second.after &+ 2
    let positive = isPositiveInside ? inside : outside
    // Room between both, because they are copied in blocks.
    var start = stack.extend(by: count &+ 4 &+ Self.gap)
    let negativeStart = start &+ positive &+ Self.gap
    let corners = stack.base + loop
    let (closing, reverse) = (2 &* edge &+ 1, 2 &* edge)
    Self.copyInside(
      corners, first, second, closing: isPositiveInside ? closing : reverse, to: stack.base + (isPositiveInside ? start : negativeStart))
    Self.copyOutside(
      corners, count, first, second, closing: isPositiveInside ? reverse : closing,
      to: stack.base + (isPositiveInside ? negativeStart : start))
    if count > Self.shortLoop {
      dropLoop(loop, count)
      start &-= count
    }
    return ((start, positive), (start &+ positive &+ Self.gap, inside &+ outside &- positive))
  }

  /// The corners of a block (see `copyBlocks`).
  private static var gap: Int { 64 / MemoryLayout<Patch.Corner>.stride }

  private func notAffine(_ stage: Int) -> Diagnostic {
    Diagnostic(
      id: "internal", "the signs of a row of '\(network.network.stages[stage].name)' are not those of an affine function", at: .none)
  }

  /// The first of `count` bits that is not set while the next one is, all around; −1 if there is none.
  @inline(__always)
  private static func place(before bits: UnsafePointer<UInt64>, _ count: Int) -> Int {
    let last = (count &- 1) >> 6
    for word in 0...last {
      let next = word == last ? (bits[0] & 1) << UInt64((count &- 1) & 63) : bits[word &+ 1] << 63
      let change = ~bits[word] & (bits[word] >> 1 | next)
      if change != 0 { return word &* 64 &+ change.trailingZeroBitCount }
    }
    return -1
  }

  /// The passage at corner i or through the edge that leads on from it. The edge is cut if the cell on the other side did not cut it before.
  @inline(__always)
  private mutating func passage(_ i: Int, _ loop: Int, _ count: Int, _ line: Int32) -> Passage {
    let corner = stack.base[loop &+ i]
    if (above.base[i >> 6] | below.base[i >> 6]) >> UInt64(i & 63) & 1 == 0 {
      return Passage(vertex: corner.vertex, before: i, after: i &+ 1, stepTo: nil, stepOn: corner.step)
    }
    if patch.edges.base[Int(corner.edge)].middle < 0 {
      let number = patch.vertices.count
      let vertex = crossing(of: line, with: patch.edges.base[Int(corner.edge)].line, i, count)
      patch.vertices.append(vertex)
      patch.cut(corner.edge, at: Int32(truncatingIfNeeded: number))
    }
    let edge = patch.edges.base + Int(corner.edge)
    let (parts, forward) = (2 &* edge.pointee.parts, corner.step & 1)
    return Passage(
      vertex: edge.pointee.middle, before: i &+ 1, after: i &+ 1, stepTo: parts &+ 2 &- forward, stepOn: parts &+ 3 &* forward)
  }

  /// Writes the part between two passages, which ends with the new edge.
  @inline(__always)
  private static func copyInside(
    _ corners: UnsafePointer<Patch.Corner>, _ first: Passage, _ second: Passage, closing: Int32, to part: UnsafeMutablePointer<Patch.Corner>
  ) {
    let count = second.before &- first.after
    (part + 1).copyBlocks(from: corners + first.after, count: count)
    part[0] = Patch.Corner(vertex: first.vertex, step: first.stepOn)
    if let step = second.stepTo { part[count].step = step }
    part[count &+ 1] = Patch.Corner(vertex: second.vertex, step: closing)
  }

  /// Writes the part before the first passage and behind the second; the new edge leads from that to this.
  @inline(__always)
  private static func copyOutside(
    _ corners: UnsafePointer<Patch.Corner>, _ count: Int, _ first: Passage, _ second: Passage, closing: Int32,
    to part: UnsafeMutablePointer<Patch.Corner>
  ) {
    part.copyBlocks(from: corners, count: first.before)
    if let step = first.stepTo { part[first.before &- 1].step = step }
    (part + (first.before &+ 2)).copyBlocks(from: corners + second.after, count: count &- second.after)
    part[first.before] = Patch.Corner(vertex: first.vertex, step: closing)
    part[first.before &+ 1] = Patch.Corner(vertex: second.vertex, step: second.stepOn)
  }

  /// Loops of at most so many corners stay under their parts: that takes little for each row that cuts a cell, and longer ones are rare.
  private static var shortLoop: Int { 64 }

  /// Takes a loop away from under its parts.
  mutating func dropLoop(_ loop: Int, _ count: Int) {
    let parts = stack.count - loop - count
    (stack.base + loop).update(from: stack.base + loop + count, count: parts)
    stack.truncate(to: loop + parts)
  }

  /// Where a line crosses the loaded loop's edge i.
  @inline(__always)
  private mutating func crossing(of line: Int32, with edgeLine: Int32, _ i: Int, _ count: Int) -> Patch.Vertex {
    let j = i &+ 1 == count ? 0 : i &+ 1
    let p = Patch.Vertex(x: xs.base[i], y: ys.base[i], error: cornerError)
    let q = Patch.Vertex(x: xs.base[j], y: ys.base[j], error: cornerError)
    let lines = patch.lines.base
    return placed(lines[Int(line)], on: lines[Int(edgeLine)], from: p, to: q)
  }

  /// Where a line crosses another between two points, in better arithmetic where doubles bound it too badly.
  @inline(__always)
  mutating func placed(_ line: Patch.Line, on other: Patch.Line, from p: Patch.Vertex, to q: Patch.Vertex) -> Patch.Vertex {
    let vertex = frame.crossing(line, on: other, from: p, to: q)
    if vertex.error <= frame.largestVertexError { return vertex }
    return prover.vertex(line.origin, other.origin, pattern: wholePattern()) ?? vertex
  }
}
