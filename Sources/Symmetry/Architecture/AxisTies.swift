/// Which units along tensor axes move together: a union–find whose members are runs of units.
///
/// A layout says what stands along an axis: segments, each a variable of some units with every unit repeated (the block of H·W rows that
/// flattening makes of a channel). Tying two layouts makes them equal: variables are joined, and cut or gathered into blocks where the
/// boundaries differ. The same structure serves for permutations (a variable of n units stands for S_n), for positive factors and for signs
/// (n independent numbers). Cost: close to linear in the number of segments.
struct AxisTies {
  struct Segment: Hashable {
    var variable: Int
    /// How many elements in a row belong to one unit.
    var repeats: Int
  }

  typealias Layout = [Segment]

  /// Layouts that can't be made equal by the rules; the text says why.
  struct Failure: Error { let reason: String }

  private enum Binding {
    case free
    case parts(Layout)
  }

  private var sizes: [Int] = []
  private var fixed: [Bool] = []
  private var bindings: [Binding] = []

  /// A new variable of some units.
  mutating func variable(_ size: Int, isFixed: Bool = false) -> Int {
    sizes.append(size)
    fixed.append(isFixed)
    bindings.append(.free)
    return sizes.count - 1
  }

  /// A layout of one new variable.
  mutating func fresh(_ size: Int, isFixed: Bool = false) -> Layout { [Segment(variable: variable(size, isFixed: isFixed), repeats: 1)] }

  func size(_ variable: Int) -> Int { sizes[variable] }
  func isFixed(_ variable: Int) -> Bool { fixed[variable] }
  func length(_ segment: Segment) -> Int { sizes[segment.variable] * segment.repeats }
  func length(_ layout: Layout) -> Int { layout.reduce(0) { $0 + length($1) } }

  /// The layout in terms of variables that are bound to nothing.
  func resolve(_ layout: Layout) -> Layout {
    var result: Layout = []
    var pending = Layout(layout.reversed())
    while let segment = pending.popLast() {
      switch bindings[segment.variable] {
      case .free: result.append(segment)
      case .parts(let parts):
        for part in parts.reversed() { pending.append(Segment(variable: part.variable, repeats: part.repeats * segment.repeats)) }
      }
    }
    return result
  }

  /// Whether no unit of a layout may move.
  func isFixed(_ layout: Layout) -> Bool { resolve(layout).allSatisfy { fixed[$0.variable] } }

  /// Lets no unit of a layout move.
  mutating func fix(_ layout: Layout) {
    for segment in resolve(layout) { fixed[segment.variable] = true }
  }

  /// The elements of a range of a layout as a layout of their own.
  mutating func cut(_ layout: Layout, _ range: Range<Int>) throws(Failure) -> Layout {
    var result: Layout = []
    var start = 0
    for segment in resolve(layout) {
      // What was cut from an earlier segment may have cut this one too.
      for piece in resolve([segment]) {
        let end = start + length(piece)
        let inside = max(start, range.lowerBound)..<max(max(start, range.lowerBound), min(end, range.upperBound))
        if !inside.isEmpty { result += try cut(piece, inside.lowerBound - start..<inside.upperBound - start) }
        start = end
      }
    }
    return result
  }

  private mutating func cut(_ segment: Segment, _ range: Range<Int>) throws(Failure) -> Layout {
    if range.count == length(segment) { return [segment] }
    let repeats = segment.repeats
    guard range.lowerBound % repeats == 0, range.upperBound % repeats == 0 else {
      if fixed[segment.variable] { return fresh(range.count, isFixed: true) }
      throw Failure(reason: "cuts through the block of \(repeats) elements that belongs to one unit")
    }
    var rest = segment
    var offset = range.lowerBound / repeats
    if offset > 0 { rest = split(rest, at: offset).1 }
    offset = range.count / repeats
    return [offset < sizes[rest.variable] ? split(rest, at: offset).0 : rest]
  }

  /// Cuts a variable in two; both inherit whether it is fixed.
  mutating func split(_ segment: Segment, at offset: Int) -> (Segment, Segment) {
    let variable = segment.variable
    let first = self.variable(offset, isFixed: fixed[variable]), second = self.variable(sizes[variable] - offset, isFixed: fixed[variable])
    bind(variable, to: [Segment(variable: first, repeats: 1), Segment(variable: second, repeats: 1)])
    return (Segment(variable: first, repeats: segment.repeats), Segment(variable: second, repeats: segment.repeats))
  }

  /// Makes a variable stand for others of as many elements, which are fixed if it is.
  mutating func bind(_ variable: Int, to parts: Layout) {
    if fixed[variable] { for part in parts { fixed[part.variable] = true } }
    bindings[variable] = .parts(parts)
  }
}
