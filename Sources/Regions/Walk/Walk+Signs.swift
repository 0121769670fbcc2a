import CKernels

/// Signs of forms at the corners of a loop.
extension Walk {
  /// Loads the corners of a loop and a bound of all their errors.
  @inline(__always)
  mutating func load(_ loop: UnsafePointer<Patch.Corner>, _ count: Int) {
    xs.reserve(count &+ 8)
    ys.reserve(count &+ 8)
    let (xs, ys, vertices) = (xs.base, ys.base, patch.vertices.base)
    var error = 0.0
    for i in 0..<count {
      let vertex = vertices[Int(loop[i].vertex)]
      xs[i] = vertex.x
      ys[i] = vertex.y
      error = larger(error, vertex.error)
    }
    // The kernels take whole vectors of corners: copies of the last one fill them.
    let (x, y) = (SIMD8(repeating: xs[count &- 1]), SIMD8(repeating: ys[count &- 1]))
    UnsafeMutableRawPointer(xs + count).storeBytes(of: x, as: SIMD8<Double>.self)
    UnsafeMutableRawPointer(ys + count).storeBytes(of: y, as: SIMD8<Double>.self)
    cornerError = error
  }

  /// Sets the verdicts of doubles on the undecided rows from one on at the corners of the loaded loop (see `facet_signs`).
  @inline(__always)
  mutating func filterSigns(_ count: Int, from first: Int) {
    let rowCount = undecided.count
    verdicts.reserve(rowCount)
    sides.reserve(2 &* rowCount)
    if isExactOnly {
      verdicts.base.update(repeating: 0, count: rowCount)
      return
    }
    let proved = facet_signs(
      UnsafeRawPointer(crossings.base).assumingMemoryBound(to: Double.self), MemoryLayout<Crossing>.stride / MemoryLayout<Double>.stride,
      undecided.base + first, rowCount &- first, xs.base, ys.base, count, cornerError, verdicts.base + first,
      sides.base + 2 &* first)
    prover.addFiltered(proved &* count)
  }

  /// The sign of a form all over the loaded loop, 0 where it vanishes at every corner, where doubles left a corner open; `nil` if it takes
  /// both strict signs.
  mutating func exactSign(
    of form: Crossing, stage: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int
  ) -> Int8? {
    if !isExactOnly, form.doubt == 0, form.slope == 0, form.c == 0 { return 0 }
    var found: Int8 = 0
    for i in 0..<count {
      let sign = sign(of: form, stage: stage, at: i, loop, count)
      if sign == 0 || sign == found { continue }
      if found != 0 { return nil }
      found = sign
    }
    return found
  }

  /// The sign of a form at one corner of the loaded loop.
  @inline(__always)
  private mutating func sign(
    of form: Crossing, stage: Int, at i: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int
  ) -> Int8 {
    let value = form.a * xs.base[i] + form.b * ys.base[i] + form.c
    let doubt = form.doubt + form.slope * cornerError
    if !isExactOnly, abs(value) > doubt {
      prover.addFiltered(1)
      return value > 0 ? 1 : -1
    }
    let origin = Patch.Origin(stage: Int32(stage), row: form.row)
    return sign(of: origin, at: i, loop, count)
  }

  /// The exact sign of what an origin names at a corner of a loop.
  mutating func sign(
    of origin: Patch.Origin, at i: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int
  ) -> Int8 {
    let before = loop[i == 0 ? count - 1 : i - 1].edge
    let p = patch.lines[patch.edges[before].line].origin
    let q = patch.lines[patch.edges[loop[i].edge].line].origin
    return prover.sign(of: origin, at: p, and: q, pattern: wholePattern())
  }

  /// Sets at which corners of the loaded loop the form of the first undecided row is above and below zero.
  @inline(__always)
  mutating func setSigns(_ form: UnsafePointer<Crossing>, stage: Int, loop: Int, _ count: Int) {
    let words = (count &+ 63) >> 6, proved: Int
    above.reserve(words)
    below.reserve(words)
    if !isExactOnly, count <= 64 {
      // The filter has found them already.
      let corners = UInt64.max >> UInt64(64 &- count)
      (above.base[0], below.base[0]) = (sides.base[2 &* firstSides] & corners, sides.base[2 &* firstSides &+ 1] & corners)
      proved = (above.base[0] | below.base[0]).nonzeroBitCount
    } else {
      proved = facet_corner_signs(
        UnsafeRawPointer(form).assumingMemoryBound(to: Double.self), xs.base, ys.base, count, isExactOnly ? .infinity : cornerError,
        above.base, below.base)
    }
    prover.addFiltered(proved)
    if proved < count { proveSigns(Patch.Origin(stage: Int32(stage), row: form.pointee.row), loop: loop, count) }
  }

  /// Proves the signs at corners where doubles left them open.
  private mutating func proveSigns(_ origin: Patch.Origin, loop: Int, _ count: Int) {
    for i in 0..<count {
      let (word, bit) = (i >> 6, UInt64(1) << UInt64(i & 63))
      if (above.base[word] | below.base[word]) & bit != 0 { continue }
      let sign = sign(of: origin, at: i, stack.base + loop, count)
      if sign > 0 { above.base[word] |= bit } else if sign < 0 { below.base[word] |= bit }
    }
  }
}
