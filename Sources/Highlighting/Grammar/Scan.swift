/// One pass over a text by a grammar, from its first byte to its last.
///
/// Linear in the text: a match costs a fixed multiple of what it reads, and a rule that read far in vain is not tried again before the
/// place where it stopped. Nothing depends on how deep the text nests but the stack of states, which is bounded.
struct Scan {
  /// Beyond this depth the text is still cut into tokens, but no state is entered.
  static let deepestNesting = 128
  /// How far a rule may read in vain any number of times.
  static let shortReading = 64
  /// How many states may be entered at one place without reading anything.
  static let entriesInPlace = 8

  private struct Frame {
    var state: Int
    /// What `\1` is.
    var captured: Range<Int>
  }

  private let grammar: Grammar
  private var match: PatternMatch
  private var stack: [Frame]
  /// States to enter at the next line.
  private var waiting: [Frame] = []
  /// By state and rule, where the rule may be tried again.
  private var rests: [[Int]]
  private var position = 0
  private var entriesHere = 0
  private var rounds = 0
  private(set) var tokens: [Token] = []

  /// How many matches, parts of patterns and characters were looked at.
  var steps: Int { match.steps + rounds }

  init(_ text: String, by grammar: Grammar) {
    self.grammar = grammar
    match = PatternMatch(Array(text.utf8))
    stack = grammar.states.isEmpty ? [] : [Frame(state: grammar.start, captured: 0..<0)]
    rests = grammar.states.map { Array(repeating: 0, count: $0.rules.count) }
  }

  mutating func run() {
    var line = -1
    while position < match.text.count, !stack.isEmpty {
      rounds += 1
      if position != line, match.isLineStart(position) {
        line = position
        startLine()
      } else if !applyRule(), let top = stack.last {
        advance(to: match.endOfCharacter(at: position), grammar.states[top.state].kind)
      }
    }
  }

  private mutating func startLine() {
    match.followsOperand = false
    // The last of several here-documents of a line lies lowest.
    while stack.count < Self.deepestNesting, let frame = waiting.popLast() { stack.append(frame) }
    // The outermost state that ends takes the inner ones with it, whatever they were in the middle of.
    for depth in stack.indices.dropFirst() {
      let state = grammar.states[stack[depth].state]
      guard let terminator = state.terminator else { continue }
      match.captured = stack[depth].captured
      guard let end = match.end(of: terminator, from: position) else { continue }
      stack.removeSubrange(depth...)
      advance(to: end, state.terminatorKind, trimmed: true)
      return
    }
  }

  /// Whether a rule of the current state fitted.
  private mutating func applyRule() -> Bool {
    guard let top = stack.last else { return false }
    for number in grammar.states[top.state].candidates(at: match.text[position]) where position >= rests[top.state][number] {
      let rule = grammar.states[top.state].rules[number]
      match.captured = top.captured
      guard let end = match.end(of: rule.pattern, from: position) else {
        if match.farthest - position > Self.shortReading { rests[top.state][number] = match.farthest }
        continue
      }
      guard let kind = kind(of: position..<end, by: rule), take(rule.step, inPlace: end == position) else { continue }
      advance(to: end, kind, trimmed: true)
      return true
    }
    return false
  }

  /// What a match is, or nothing if the rule is for words of which it is none.
  private func kind(of range: Range<Int>, by rule: Rule) -> Token.Kind?? {
    guard !rule.words.isEmpty else { return .some(rule.kind) }
    guard range.count <= Rule.longestWord, let kind = rule.words[match.text[range]] else { return nil }
    return .some(kind)
  }

  /// Goes where the rule says; or says no, if nothing would change, or states would be entered without end.
  private mutating func take(_ step: Rule.Step, inPlace: Bool) -> Bool {
    if !inPlace { entriesHere = 0 }
    switch step {
    case .stay: return !inPlace
    case .pop:
      if stack.count > 1 { stack.removeLast() } else { return !inPlace }
    case .push(let name), .replace(let name), .pushNextLine(let name):
      guard let state = grammar.number(of: name), !inPlace || entriesHere < Self.entriesInPlace else { return false }
      entriesHere += inPlace ? 1 : 0
      let frame = Frame(state: state, captured: match.captured)
      if case .replace = step, stack.count > 1 { stack.removeLast() }
      guard stack.count < Self.deepestNesting else { return !inPlace }
      if case .pushNextLine = step {
        if waiting.count < Self.entriesInPlace { waiting.append(frame) }
        return !inPlace
      }
      stack.append(frame)
    }
    return true
  }

  /// Moves on; adjacent text of one kind becomes one token, and blanks that a rule read on its way are no part of one.
  private mutating func advance(to end: Int, _ kind: Token.Kind?, trimmed: Bool = false) {
    var start = position
    position = end
    if trimmed { while start < end, ByteSet.blanks.contains(match.text[start]) { start += 1 } }
    guard start < end else { return }
    noteOperand(start..<end, kind)
    guard let kind else { return }
    if let last = tokens.last, last.kind == kind, last.range.upperBound == start {
      tokens[tokens.count - 1] = Token(range: last.range.lowerBound..<end, kind: kind)
    } else {
      tokens.append(Token(range: start..<end, kind: kind))
    }
  }

  private mutating func noteOperand(_ range: Range<Int>, _ kind: Token.Kind?) {
    let last = match.text[range.upperBound - 1]
    guard kind != .comment, !ByteSet.blanks.contains(last) else { return }
    match.followsOperand = kind != .keyword && kind != .attribute && grammar.operandEnds.first.contains(last)
  }
}
