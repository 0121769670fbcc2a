/// What stands between brackets, as a citation: `see @a, p. 4; -@b`.
///
/// Brackets are meant as a citation where a part between semicolons has an at sign at its start, after white space or after a hyphen,
/// with a key behind it, or begins with an at sign that has none. Others, such as `[3 kg @ 5 €]` or `[me@example.org]`, are text.
enum CitationBracket {
  /// Text in brackets.
  case ordinary
  /// Every part has a key.
  case citation([CitationReader.Item])
  /// Meant as a citation, but a part has no key.
  case fault(CitationFault)

  private enum Part {
    case item(CitationReader.Item)
    case withoutSign(Substring)
    case withoutKey
  }

  init(_ inner: Substring) {
    guard inner.contains("@") else {
      self = .ordinary
      return
    }
    let parts = inner.split(separator: ";", omittingEmptySubsequences: false).map(Self.part)
    var items: [CitationReader.Item] = []
    var wrong: (part: Part, before: Int)?
    for part in parts {
      if case .item(let item) = part { items.append(item) } else { wrong = wrong ?? (part, items.count) }
    }
    guard let wrong else {
      self = .citation(items)
      return
    }
    let isMeant = parts.contains { if case .withoutSign = $0 { false } else { true } }
    self = isMeant ? .fault(Self.fault(wrong.part, before: wrong.before, of: items)) : .ordinary
  }

  private static func fault(_ part: Part, before: Int, of items: [CitationReader.Item]) -> CitationFault {
    let keys = items.map(\.key)
    var fault = CitationFault(
      message: "no key follows '@'", fix: "write the key of a work or a label, as in [@key], or '\\@' for the sign itself",
      before: Array(keys.prefix(before)), literal: nil, after: Array(keys.dropFirst(before)))
    guard case .withoutSign(let text) = part else { return fault }
    let written = text.trimmed
    if written.isEmpty {
      (fault.message, fault.fix) = ("a part of the citation is empty", "remove the ';'")
      return fault
    }
    fault.literal = written
    fault.message = "'\(written)' names no work"
    fault.fix =
      before > 0
      ? "write ',' before a page or a section, as in [@\(keys[before - 1]), \(written)]"
      : "write no ';' behind words that stand before a key, as in [\(written) @\(keys.first ?? "key")]"
    return fault
  }

  /// One part: `see -@key, locator`.
  private static func part(_ part: Substring) -> Part {
    var search = part
    while let at = search.firstIndex(of: "@") {
      let before = part[..<at]
      let isSuppressed = before.last == "-"
      let prefix = isSuppressed ? before.dropLast() : before
      let rest = part[part.index(after: at)...]
      let key = rest.first == "{" ? rest.dropFirst().prefix { $0 != "}" } : rest.prefix { $0 != "," && !$0.isWhitespace }
      if prefix.last.map(\.isWhitespace) ?? true {
        if !key.isEmpty {
          var locator = part[key.endIndex...].drop { $0 == "}" }
          if locator.first == "," { locator = locator.dropFirst() }
          return .item(
            CitationReader.Item(key: String(key), prefix: oneLine(prefix), locator: oneLine(locator), isAuthorSuppressed: isSuppressed))
        }
        if prefix.allSatisfy(\.isWhitespace) { return .withoutKey }
      }
      search = rest
    }
    return .withoutSign(part)
  }

  private static func oneLine(_ text: Substring) -> String { text.trimmed.replacing("\n", with: " ") }

  /// Whether a text after `[`, which nothing closes, may begin a citation: words and an at sign with a key, or words alone where more
  /// text follows. `[0, 1)` and other intervals have no words.
  static func mayOpen(_ rest: Substring, mayGoOn: Bool) -> Bool {
    let words = rest.prefix { $0.isLetter || $0.isWhitespace || ".,;-".contains($0) }
    guard words.endIndex < rest.endIndex else { return mayGoOn && words.utf8.count < longestPrefix }
    let next = rest.index(after: words.endIndex)
    guard rest[words.endIndex] == "@", words.last.map({ $0.isWhitespace || $0 == "-" }) ?? true, next < rest.endIndex else { return false }
    return rest[next].isLetter || rest[next].isNumber || rest[next] == "_" || rest[next] == "{"
  }

  private static let longestPrefix = 100

  /// Whether brackets behind a key in running text hold a place in a work: `p. 3`, `section 2`, `14`.
  static func isLocator(_ inner: Substring) -> Bool {
    let text = inner.trimmed
    let word = text.prefix { $0.isLetter }.lowercased()
    let rest = text.drop { $0.isLetter || $0 == "." || $0 == "§" || $0.isWhitespace }
    return (word.isEmpty || locatorWords.contains(word)) && rest.first?.isNumber == true
  }

  private static let locatorWords: Set<String> = [
    "p", "pp", "page", "pages", "s", "ch", "chap", "chapter", "sec", "sect", "section", "sections", "fig", "figure", "tab", "table", "thm",
    "theorem", "lemma", "prop", "proposition", "cor", "corollary", "def", "definition", "eq", "equation", "no", "vol", "volume", "第",
  ]
}
