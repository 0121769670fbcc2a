/// One way for a text to go on: a pattern, what the matched text is, and which state follows.
struct Rule: Sendable {
  enum Step: Sendable, Equatable {
    case stay
    /// Enters a state on top of this one. What the pattern kept is the state's `\1`; if it kept nothing, this state's goes on.
    case push(String)
    /// Enters a state where the next line starts, as a here-document does.
    case pushNextLine(String)
    /// Goes over to another state instead of this one.
    case replace(String)
    case pop
  }

  let pattern: Pattern
  /// `nil` leaves the text as it is, and keeps other rules from seeing it.
  let kind: Token.Kind?
  let step: Step
  /// If there are any, the rule fits only where the matched text is one of them, whose kind it then is.
  let words: [ArraySlice<UInt8>: Token.Kind]

  static let longestWord = 32

  init(_ pattern: String, _ kind: Token.Kind? = nil, _ step: Step = .stay) {
    self.init(Pattern(pattern), kind, step, words: [:])
  }

  /// - Parameter words: for each kind its words, with blanks between.
  init(_ pattern: String, words: [Token.Kind: String]) {
    let pairs = words.flatMap { kind, list in list.split(separator: " ").map { (Array($0.utf8)[...], kind) } }
    self.init(Pattern(pattern), nil, .stay, words: Dictionary(pairs) { a, b in a.rawValue < b.rawValue ? a : b })
  }

  private init(_ pattern: Pattern, _ kind: Token.Kind?, _ step: Step, words: [ArraySlice<UInt8>: Token.Kind]) {
    self.pattern = pattern
    self.kind = kind
    self.step = step
    self.words = words
  }
}
