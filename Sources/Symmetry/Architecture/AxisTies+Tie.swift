extension AxisTies {
  /// Makes two layouts of the same length equal.
  ///
  /// Throws where blocks of different sizes overlap in a way that leaves no common block.
  mutating func tie(_ one: Layout, _ other: Layout) throws(Failure) {
    if isFixed(one) { return fix(other) }
    if isFixed(other) { return fix(one) }
    var left = Layout(resolve(one).reversed()), right = Layout(resolve(other).reversed())
    while true {
      expand(&left)
      expand(&right)
      guard let a = left.last, let b = right.last else { return }
      if a == b {
        left.removeLast()
        right.removeLast()
      } else if a.repeats == b.repeats {
        tieRuns(a, b, &left, &right)
      } else {
        try tieBlocks(a, b)
      }
    }
  }

  /// Replaces a bound variable at the end of a stack by what it stands for.
  private func expand(_ stack: inout Layout) {
    guard let last = stack.popLast() else { return }
    stack += resolve([last]).reversed()
  }

  /// Joins the units that two segments have in common; what is left of the longer one stays on its stack.
  private mutating func tieRuns(_ a: Segment, _ b: Segment, _ left: inout Layout, _ right: inout Layout) {
    let (m, n) = (size(a.variable), size(b.variable))
    if m == n {
      bind(a.variable, to: [Segment(variable: b.variable, repeats: 1)])
      left.removeLast()
      right.removeLast()
    } else if m < n {
      _ = split(b, at: m)
    } else {
      _ = split(a, at: n)
    }
  }

  /// Gathers the units of two segments into blocks that both can move as a whole; loops in `tie` join what is then equal.
  private mutating func tieBlocks(_ a: Segment, _ b: Segment) throws(Failure) {
    let block = Self.leastCommonMultiple(a.repeats, b.repeats)
    let length = min(self.length(a), self.length(b))
    guard length % block == 0 else {
      throw Failure(reason: "ties units that take \(a.repeats) elements each to units that take \(b.repeats)")
    }
    if self.length(a) > length {
      _ = split(a, at: length / a.repeats)
    } else if self.length(b) > length {
      _ = split(b, at: length / b.repeats)
    } else if a.repeats == block {
      bind(b.variable, to: [Segment(variable: a.variable, repeats: block / b.repeats)])
    } else {
      let common = variable(length / block)
      bind(a.variable, to: [Segment(variable: common, repeats: block / a.repeats)])
      bind(b.variable, to: [Segment(variable: common, repeats: block / b.repeats)])
    }
  }

  private static func leastCommonMultiple(_ a: Int, _ b: Int) -> Int {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return a / x * b
  }
}
