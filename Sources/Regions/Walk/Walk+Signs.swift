import Diagnostics
import Linear

/// Signs of forms at the corners of a loop, and the cut of a loop along a line.
extension Walk {
  /// Loads the corners of a loop, and in the last place of `xs` a bound of all their errors.
  @inline(__always)
  mutating func load(_ loop: UnsafePointer<Patch.Corner>, _ count: Int) {
    xs.truncate(to: 0)
    ys.truncate(to: 0)
    xs.reserve(count + 1)
    ys.reserve(count)
    var error = 0.0
    for i in 0..<count {
      let vertex = patch.vertices[loop[i].vertex]
      xs.base[i] = vertex.x
      ys.base[i] = vertex.y
      error = max(error, vertex.error)
    }
    xs.base[count] = error
  }

  /// The sign of a form all over the loaded loop, 0 where it vanishes at every corner; `nil` if it takes both strict signs.
  @inline(__always)
  mutating func sign(
    of form: Crossing, stage: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int, _ pattern: UnsafePointer<UInt64>
  ) -> Int8? {
    let doubt = form.doubt + form.slope * xs.base[count]
    var (low, high) = (Double.infinity, -Double.infinity)
    for i in 0..<count {
      let value = form.a * xs.base[i] + form.b * ys.base[i] + form.c
      low = min(low, value)
      high = max(high, value)
    }
    if !isExactOnly {
      let isProved = low > doubt || high < -doubt || low < -doubt && high > doubt
      if isProved {
        prover.addFiltered(count)
        return low > doubt ? 1 : high < -doubt ? -1 : nil
      }
      if form.doubt == 0, form.slope == 0, form.c == 0 { return 0 }
    }
    return exactSign(of: form, stage: stage, loop, count, pattern)
  }

  /// The same where doubles leave a corner open.
  private mutating func exactSign(
    of form: Crossing, stage: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int, _ pattern: UnsafePointer<UInt64>
  ) -> Int8? {
    var found: Int8 = 0
    for i in 0..<count {
      let sign = sign(of: form, stage: stage, at: i, loop, count, pattern)
      if sign == 0 || sign == found { continue }
      if found != 0 { return nil }
      found = sign
    }
    return found
  }

  /// The sign of a form at one corner of the loaded loop.
  @inline(__always)
  private mutating func sign(
    of form: Crossing, stage: Int, at i: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int, _ pattern: UnsafePointer<UInt64>
  ) -> Int8 {
    let value = form.a * xs.base[i] + form.b * ys.base[i] + form.c
    let doubt = form.doubt + form.slope * xs.base[count]
    if !isExactOnly, abs(value) > doubt {
      prover.addFiltered(1)
      return value > 0 ? 1 : -1
    }
    let origin = Patch.Origin(stage: Int32(stage), row: form.row)
    return sign(of: origin, at: i, loop, count, pattern)
  }

  /// The exact sign of what an origin names at a corner of a loop.
  mutating func sign(
    of origin: Patch.Origin, at i: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int, _ pattern: UnsafePointer<UInt64>
  ) -> Int8 {
    let before = loop[i == 0 ? count - 1 : i - 1].edge
    let p = patch.lines[patch.edges[before].line].origin, q = patch.lines[patch.edges[loop[i].edge].line].origin
    return prover.sign(of: origin, at: p, and: q, pattern: pattern)
  }

  /// The signs of a form at all corners of the loaded loop.
  mutating func setSigns(_ form: Crossing, stage: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int) {
    signs.truncate(to: 0)
    for i in 0..<count { signs.append(sign(of: form, stage: stage, at: i, loop, count, pattern)) }
  }

  /// Cuts the loaded loop along a line on which it has the signs at hand; both parts are put on top of the stack, negative first. The new
  /// edge has the positive part on its left.
  mutating func cut(
    _ loop: Int, _ count: Int, by line: Int32, stage: PreparedStage
  ) throws(Diagnostic) -> (negative: (start: Int, count: Int), positive: (start: Int, count: Int)) {
    // First where the line enters and leaves, so that the new edge is there when the loops are built.
    var (start, end) = (Int32(-1), Int32(-1))
    for i in 0..<count {
      let (sign, next) = (signs[i], signs[i + 1 == count ? 0 : i + 1])
      if sign == 0 {
        if next > 0 { start = stack[loop + i].vertex } else if next < 0 { end = stack[loop + i].vertex }
      } else if sign * next < 0 {
        let vertex = middle(of: stack[loop + i], i, count, line)
        if sign > 0 { end = vertex } else { start = vertex }
      }
    }
    guard start >= 0, end >= 0, start != end else {
      throw Diagnostic(id: "internal", "the signs of a row of '\(stage.stage.name)' are not those of an affine function", at: .none)
    }
    let edge = patch.addEdge(from: end, to: start, line: line)
    let negative = stack.count
    appendPart(loop, count, sign: -1, closing: 2 * edge)
    let positive = stack.count
    appendPart(loop, count, sign: 1, closing: 2 * edge + 1)
    return ((negative, positive - negative), (positive, stack.count - positive))
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

  /// Where a line crosses the loaded loop's edge i, at p + t·(q − p) with t = u / (u + v), u and v the magnitudes of its form at both ends.
  ///
  /// With errors of at most δ in u and v, t is off by at most δ / (u + v): the numerator of the difference of both quotients is at most
  /// δ·(u + v) of the exact ones, which cancel. The distance from the edge's own line bounds the error as well (`WalkFrame.distance`), and
  /// the better bound is taken. Where it is too wide the vertex is placed in better arithmetic.
  mutating func crossing(of line: Int32, with edgeLine: Int32, _ i: Int, _ count: Int) -> Patch.Vertex {
    let (one, other) = (patch.lines[line], patch.lines[edgeLine])
    let j = i + 1 == count ? 0 : i + 1
    let (px, py, qx, qy) = (xs.base[i], ys.base[i], xs.base[j], ys.base[j])
    let atP = one.a * px + one.b * py + one.c, atQ = one.a * qx + one.b * qy + one.c
    guard atP != atQ else {
      return prover.vertex(one.origin, other.origin, pattern: pattern) ?? Patch.Vertex(x: px, y: py, error: .infinity)
    }
    let t = min(max(atP / (atP - atQ), 0), 1)
    let (x, y) = frame.clamped(px + t * (qx - px), py + t * (qy - py))
    var error = frame.distance(x, y, one, other)
    if !(error <= frame.largestVertexError) {
      let doubt = one.error + (abs(one.a) + abs(one.b)) * xs.base[count]
      let slip = min(doubt / abs(atP - atQ), 1) * max(abs(qx - px), abs(qy - py))
      let rounding = WalkFrame.gamma8 * max(frame.extent.x, frame.extent.y)
      error = min(error, (xs.base[count] + slip) * (1 + 2 * WalkFrame.gamma8) + rounding)
    }
    if error <= frame.largestVertexError { return Patch.Vertex(x: x, y: y, error: error) }
    return prover.vertex(one.origin, other.origin, pattern: pattern) ?? Patch.Vertex(x: x, y: y, error: error)
  }

  /// Puts the part of a loop with a sign on top of the stack: its corners, the ends of the new edge, and the new edge itself.
  private mutating func appendPart(_ loop: Int, _ count: Int, sign side: Int8, closing: Int32) {
    stack.reserve(count + 2)
    for i in 0..<count {
      let corner = stack[loop + i]
      let (sign, next) = (signs[i] * side, signs[i + 1 == count ? 0 : i + 1] * side)
      if sign < 0 {
        if next > 0 { stack.append(Patch.Corner(vertex: patch.edges[corner.edge].middle, step: part(of: corner, second: true))) }
      } else if sign == 0 {
        if next > 0 {
          stack.append(corner)
        } else {
          stack.append(Patch.Corner(vertex: corner.vertex, step: closing))
        }
      } else if next < 0 {
        stack.append(Patch.Corner(vertex: corner.vertex, step: part(of: corner, second: false)))
        stack.append(Patch.Corner(vertex: patch.edges[corner.edge].middle, step: closing))
      } else {
        stack.append(corner)
      }
    }
  }

  /// The first or second half of a cut edge on the walk round the loop.
  @inline(__always)
  private func part(of corner: Patch.Corner, second: Bool) -> Int32 {
    let parts = patch.edges[corner.edge].parts
    return 2 * (second == corner.isForward ? parts + 1 : parts) + (corner.step & 1)
  }
}
