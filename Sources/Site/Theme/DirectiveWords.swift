/// What directives say, in the language of a page.
///
/// Directives compose their sentences in English, for `facet run` as well as for pages, and know no other language. A theme's file of
/// phrases says them in others: a phrase is a sentence with places in braces, and what stands in a place is translated in turn, so that
/// "11 ReLU units in 2 layers" needs the phrases "{units} in {layers}", "{n} ReLU units" and "{n} layers" only. What no phrase fits
/// stays English.
struct DirectiveWords: Sendable {
  /// Conventions by the names of directives.
  let conventions: [String: String]
  /// What values mean, by `directive.value`.
  let values: [String: String]
  private let phrases: [(from: Phrase, to: String)]
  /// Phrases without places.
  private let fixed: [String: String]

  /// English as it is.
  static let english = DirectiveWords(conventions: [:], values: [:], phrases: [])

  init(conventions: [String: String], values: [String: String], phrases: [(english: String, other: String)]) {
    self.conventions = conventions
    self.values = values
    let read = phrases.map { (from: Phrase($0.english), to: $0.other) }
    fixed = Dictionary(read.filter { $0.from.names.isEmpty }.map { ($0.from.literals[0], $0.to) }) { first, _ in first }
    // The longer a phrase's own words are, the more it says of the sentence.
    self.phrases = read.enumerated().filter { !$0.element.from.names.isEmpty }.sorted {
      ($1.element.from.length, $0.offset) < ($0.element.from.length, $1.offset)
    }.map(\.element)
  }

  /// A text in the page's language: as a whole, else sentence by sentence.
  func text(_ english: String) -> String {
    if fixed.isEmpty, phrases.isEmpty { return english }
    if let found = phrase(english, depth: 0) { return found }
    let sentences = Self.sentences(english)
    guard sentences.count > 1 else { return english }
    return sentences.map { phrase($0, depth: 0) ?? $0 }.joined()
  }

  private static let deepest = 6

  private func phrase(_ english: String, depth: Int) -> String? {
    if let found = fixed[english] { return found }
    guard depth < Self.deepest else { return nil }
    for (from, to) in phrases {
      guard let places = from.places(in: english) else { continue }
      return Phrase(to).filled(places.mapValues { phrase($0, depth: depth + 1) ?? $0 })
    }
    return nil
  }

  /// A text cut after full stops and colons that a space follows.
  private static func sentences(_ text: String) -> [String] {
    var sentences: [String] = []
    var start = text.startIndex
    for range in text.ranges(of: ". ") {
      sentences.append(String(text[start...range.lowerBound]))
      start = range.upperBound
    }
    return sentences + [String(text[start...])]
  }

  /// A sentence with places in braces.
  struct Phrase: Sendable {
    /// What stands before, between and behind the places: one more than there are places.
    let literals: [String]
    let names: [String]

    var length: Int { literals.reduce(0) { $0 + $1.utf8.count } }

    init(_ text: String) {
      var (literals, names): ([String], [String]) = ([], [])
      var rest = text[...]
      while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        literals.append(String(rest[..<open]))
        names.append(String(rest[rest.index(after: open)..<close]))
        rest = rest[rest.index(after: close)...]
      }
      self.literals = literals + [String(rest)]
      self.names = names
    }

    /// What a sentence has in the places; `nil` where it is another one. A place holds something, and ends where the next words begin.
    func places(in text: String) -> [String: String]? {
      guard text.hasPrefix(literals[0]) else { return nil }
      var rest = text.dropFirst(literals[0].count)
      var places: [String: String] = [:]
      for (name, literal) in zip(names, literals.dropFirst()) {
        let isLast = name == names.last && literal == literals.last && places.count == names.count - 1
        var end = rest.endIndex
        if isLast {
          guard rest.hasSuffix(literal) else { return nil }
          end = rest.index(rest.endIndex, offsetBy: -literal.count)
        } else {
          guard let range = rest.firstRange(of: literal) else { return nil }
          end = range.lowerBound
        }
        guard end > rest.startIndex else { return nil }
        places[name] = String(rest[..<end])
        rest = rest[end...].dropFirst(literal.count)
      }
      return rest.isEmpty ? places : nil
    }

    func filled(_ places: [String: String]) -> String {
      zip(literals, names.map { places[$0] ?? "" } + [""]).reduce(into: "") { $0 += $1.0 + $1.1 }
    }
  }
}
