/// The place in a work that a citation means: "p. 4", "Theorem 2", or free text.
package struct Locator: Sendable, Hashable {
  /// What a place in a work may be.
  package enum Kind: String, Sendable, CaseIterable {
    case page, chapter, section, part, volume, paragraph, line, note, figure, table, equation, algorithm, theorem, lemma, proposition,
      corollary, definition, example, remark, appendix, text
  }

  /// What the number counts; `text` for free text.
  package let kind: Kind
  /// Whether the number names several things: a range or a list.
  package let isPlural: Bool
  /// The number, or the free text.
  package let text: String

  /// A place of a known kind.
  package init(kind: Kind, isPlural: Bool = false, text: String) {
    self.kind = kind
    self.isPlural = isPlural
    self.text = text
  }

  /// Terms that are written, in lower case without a final full stop; a plural "s" may follow each.
  private static let terms: [(kind: Kind, words: [String])] = [
    (.page, ["p", "pp", "pg", "page"]), (.chapter, ["ch", "chap", "chapter"]), (.section, ["sec", "sect", "section", "§", "§§"]),
    (.part, ["part", "pt"]),
    (.volume, ["vol", "volume"]), (.paragraph, ["para", "paragraph", "¶"]), (.line, ["l", "ll", "line"]), (.note, ["n", "nn", "note", "fn"]),
    (.figure, ["fig", "figure", "图"]), (.table, ["tab", "table", "表"]), (.equation, ["eq", "eqn", "equation", "式"]),
    (.algorithm, ["alg", "algorithm", "算法"]), (.theorem, ["thm", "theorem", "定理"]), (.lemma, ["lem", "lemma", "lemmata", "引理"]),
    (.proposition, ["prop", "proposition", "命题"]), (.corollary, ["cor", "corollary", "corollarie", "推论"]),
    (.definition, ["def", "defn", "definition", "定义"]), (.example, ["ex", "example", "例"]), (.remark, ["rem", "remark", "注记"]),
    (.appendix, ["app", "appendix", "appendice", "附录"]),
  ]
  /// The kind of each term; of a word that is given twice, the first.
  private static let kinds: [String: Kind] = Dictionary(
    terms.flatMap { kind, words in words.flatMap { [($0, kind), ($0 + "s", kind)] } }
  ) { first, _ in first }
  private static let counters: [Character: Kind] = ["页": .page, "章": .chapter, "节": .section, "卷": .volume, "段": .paragraph, "行": .line]

  /// Reads a locator as people write it, in English or Chinese: "p. 4", "pp. 4-6", "chap. 3", "Theorem 2", "第 4 页", or a number,
  /// which is a page. Anything else is free text.
  package init(written: String) {
    let text = written.trimmed
    if let (kind, number) = Self.term(text) {
      self.init(kind: kind, number: number)
    } else if let number = Self.number(text[...]) {
      self.init(kind: .page, number: number)
    } else if text.hasPrefix("第"), let kind = text.last.flatMap({ Self.counters[$0] }),
      let number = Self.number(text.dropFirst().dropLast())
    {
      self.init(kind: kind, number: number)
    } else {
      self.init(kind: .text, text: text)
    }
  }

  private init(kind: Kind, number: String) {
    let isPlural = number.contains { "–,&、".contains($0) } || number.contains(" and ") || number.hasSuffix("f") || number.hasSuffix("ff.")
    self.init(kind: kind, isPlural: isPlural, text: number)
  }

  /// A term and the number after it.
  private static func term(_ text: String) -> (Kind, String)? {
    let end = text.firstIndex { $0.isNumber || $0.isWhitespace || $0 == "." || $0 == "(" } ?? text.endIndex
    guard let kind = kinds[text[..<end].lowercased()] else { return nil }
    var rest = text[end...]
    if rest.first == "." { rest = rest.dropFirst() }
    rest = rest.trimmed[...]
    // Letters number appendices and the like: "Appendix B"; "Theorem 2 and its proof" is free text.
    let isLetter = rest.count == 1 && rest.allSatisfy(\.isLetter)
    guard let number = number(rest) ?? (isLetter ? String(rest) : nil) else { return nil }
    return (kind, number)
  }

  /// Numbers such as "4", "4–6", "4, 7", "2.3", "A.1", "xii", "4ff.", ranges with an en dash; else `nil`.
  private static func number(_ text: Substring) -> String? {
    let words = text.split { $0.isWhitespace || "-–—,&、()".contains($0) }
    guard !words.isEmpty, words.count <= 40 else { return nil }
    for word in words where word != "and" && word != "和" {
      let isRoman = word.allSatisfy { "ivxlc".contains($0) }
      let isNumber =
        word.contains(where: \.isNumber) && word.count <= 12 && word.allSatisfy { $0.isNumber || $0 == "." || $0.isASCII && $0.isLetter }
      guard isRoman || isNumber else { return nil }
    }
    return PageRange.normalized(text.trimmed)
  }

  /// The locator in the words of a language.
  package func formatted(_ words: Words) -> String {
    kind == .text ? text : Words.fill(words.term(kind, isPlural: isPlural), text)
  }
}
