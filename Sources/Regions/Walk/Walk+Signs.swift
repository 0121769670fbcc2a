import CKernels

/// Signs of forms at the corners of a loop.
extension Walk {
  /// Loads the corners of a loop and a bound of all their errors.
  @inline(__always)
  mutating func load(_ loop: UnsafePointer<Patch.Corner>, _ count: Int) {
    xs.reserve(count + 8)
    ys.reserve(count + 8)
    var error = 0.0
    for i in 0..<count {
      let vertex = patch.vertices.base + Int(loop[i].vertex)
      xs.base[i] = vertex.pointee.x
      ys.base[i] = vertex.pointee.y
      error = max(error, vertex.pointee.error)
    }
    // The kernel takes whole vectors of corners: copies of the last one fill them.
    let (x, y) = (xs.base[count - 1], ys.base[count - 1])
    for i in count..<count + 8 { (xs.base[i], ys.base[i]) = (x, y) }
    cornerError = error
  }

  /// Sets the verdicts of doubles on the undecided rows from one on at the corners of the loaded loop (see `facet_signs`).
  @inline(__always)
  mutating func filterSigns(_ count: Int, from first: Int) {
    let rowCount = undecided.count
    verdicts.reserve(rowCount)
    if isExactOnly {
      verdicts.base.update(repeating: 0, count: rowCount)
      return
    }
    facet_signs(
      UnsafeRawPointer(crossings.base).assumingMemoryBound(to: Double.self), MemoryLayout<Crossing>.stride / MemoryLayout<Double>.stride,
      undecided.base + first, rowCount - first, xs.base, ys.base, count, cornerError, verdicts.base + first)
    var proved = 0
    for number in first..<rowCount where verdicts.base[number] != 0 { proved += count }
    prover.addFiltered(proved)
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

  /// Sets the signs of a form at all corners of the loaded loop, and behind the last that of the first again.
  mutating func setSigns(_ form: Crossing, stage: Int, _ loop: UnsafePointer<Patch.Corner>, _ count: Int) {
    signs.reserve(count + 1)
    let doubt = isExactOnly ? .infinity : form.doubt + form.slope * cornerError
    var proved = 0
    for i in 0..<count {
      let value = form.a * xs.base[i] + form.b * ys.base[i] + form.c
      if abs(value) > doubt {
        signs.base[i] = value > 0 ? 1 : -1
        proved &+= 1
      } else {
        signs.base[i] = sign(of: Patch.Origin(stage: Int32(stage), row: form.row), at: i, loop, count)
      }
    }
    signs.base[count] = signs.base[0]
    prover.addFiltered(proved)
  }
}
