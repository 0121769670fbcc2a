/// A part of a language that has rules of its own: its code, the inside of a string, a nested comment.
struct State: Sendable {
  /// What text is that no rule fits.
  let kind: Token.Kind?
  /// At the start of a line, ends this state and all those on top of it.
  let terminator: Pattern?
  let terminatorKind: Token.Kind?
  /// The first that fits applies.
  let rules: [Rule]
  /// The rules that may fit at a byte are `candidates[starts[byte]..<starts[byte + 1]]`, as numbers in `rules`.
  private let starts: [Int]
  private let candidates: [Int]

  init(_ rules: [Rule] = []) { self.init(nil, rules) }

  init(_ kind: Token.Kind?, _ rules: [Rule]) { self.init(kind, terminator: nil, nil, rules) }

  init(_ kind: Token.Kind? = nil, until terminator: String, _ terminatorKind: Token.Kind? = nil, _ rules: [Rule] = []) {
    self.init(kind, terminator: Pattern(terminator), terminatorKind, rules)
  }

  private init(_ kind: Token.Kind?, terminator: Pattern?, _ terminatorKind: Token.Kind?, _ rules: [Rule]) {
    self.kind = kind
    self.terminator = terminator
    self.terminatorKind = terminatorKind
    self.rules = rules
    var (starts, candidates) = ([0], [Int]())
    for byte in UInt8.min...UInt8.max {
      candidates += rules.indices.filter { rules[$0].pattern.first.contains(byte) }
      starts.append(candidates.count)
    }
    (self.starts, self.candidates) = (starts, candidates)
  }

  func candidates(at byte: UInt8) -> ArraySlice<Int> { candidates[starts[Int(byte)]..<starts[Int(byte) + 1]] }
}
