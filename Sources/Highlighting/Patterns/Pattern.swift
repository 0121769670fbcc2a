/// A pattern for the start of a text, written much like a regular expression but matched without ever going back:
/// a repetition takes all it can and keeps it, and a choice keeps the first alternative that fits.
///
/// So a match costs a fixed multiple of the bytes that it reads, whatever the text (a parsing expression without recursion;
/// B. Ford, "Parsing Expression Grammars", 2004).
///
/// | Notation | Matches |
/// |---|---|
/// | `[a-z_]`, `[^"]`, `.` | a character by its first byte; `.` is any but a line feed |
/// | `\d`, `\h`, `\a`, `\w`, `\s` | a digit; a hexadecimal digit or `_`; a letter or `_`; either; a blank (space, tab, carriage return) |
/// | `(?:…)`, `a\|b`, `*`, `+`, `?`, `{2}`, `{0,3}` | as usual |
/// | `(…)` | keeps the text for `\1` and `\i`: here, and in the state that the rule enters; at most 255 bytes |
/// | `\1` | the text that was kept, here or by the rule that led into this state |
/// | `\i` | more blanks than the text kept has bytes |
/// | `(?=…)`, `(?!…)`, `(?<=[…])`, `(?<![…])` | nothing, if what follows fits or not, or the byte before is in the set or not |
/// | `^`, `$`, `\A`, `\b` | nothing, at the start or end of a line, the start of the text, or where no word goes on |
/// | `\O` | nothing, where no operand went before (so that `/` starts a regular expression, and a word is a command) |
struct Pattern: Sendable {
  enum Node: Sendable {
    case empty
    case never
    case byte(UInt8)
    /// From `least` to `most` characters whose first bytes are in the set.
    case run(ByteSet, least: Int, most: Int)
    case sequence(Int, Int)
    case choice(Int, Int)
    case repetition(Int, least: Int, most: Int)
    case ahead(Int, Bool)
    case behind(ByteSet, Bool)
    case capture(Int)
    case captured
    case indentedMore
    case textStart
    case lineStart
    case lineEnd
    case noOperandBefore
  }

  static let longestCapture = 255

  let nodes: [Node]
  let root: Int
  /// The bytes that a match can start with; all of them if it may be empty.
  let first: ByteSet
  /// What is wrong with the notation, which then matches nothing. Tests hold every language to `nil`.
  let problem: String?

  init(_ notation: String) {
    var parser = PatternParser(notation)
    let root = parser.parse()
    problem = parser.problem.map { "\($0) in \(notation)" }
    nodes = problem == nil ? parser.nodes : [.never]
    self.root = problem == nil ? root : 0
    let start = Self.first(of: self.root, in: nodes)
    first = start.mayBeEmpty ? .all : start.set
  }

  private static func first(of node: Int, in nodes: [Node]) -> (set: ByteSet, mayBeEmpty: Bool) {
    switch nodes[node] {
    case .empty, .ahead, .behind, .textStart, .lineStart, .noOperandBefore: return (ByteSet(), true)
    case .captured: return (.all, true)
    case .never: return (ByteSet(), false)
    case .byte(let byte): return (ByteSet([byte]), false)
    case .run(let set, let least, _): return (set, least == 0)
    case .indentedMore: return (.blanks, false)
    case .lineEnd: return (.lineEnds, false)
    case .capture(let inner): return first(of: inner, in: nodes)
    case .repetition(let inner, let least, _):
      let inner = first(of: inner, in: nodes)
      return (inner.set, inner.mayBeEmpty || least == 0)
    case .choice(let a, let b):
      let (a, b) = (first(of: a, in: nodes), first(of: b, in: nodes))
      return (a.set.union(b.set), a.mayBeEmpty || b.mayBeEmpty)
    case .sequence(let a, let b):
      let a = first(of: a, in: nodes)
      guard a.mayBeEmpty else { return a }
      let b = first(of: b, in: nodes)
      return (a.set.union(b.set), b.mayBeEmpty)
    }
  }
}
