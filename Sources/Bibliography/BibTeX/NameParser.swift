/// Splits lists of names and names by the rules of BibTeX (O. Patashnik, "BibTeXing", 1988, section 4): "First von Last",
/// "von Last, First", "von Last, Jr, First". Braces make one token of what they hold. Linear in the text.
package struct NameParser {
  /// What is wrong with one name, at scalars of the text.
  package enum Flaw: Sendable, Equatable {
    case empty
    case trailingComma
    case commas(Int)
  }

  private let text: [Unicode.Scalar]
  /// The names, in order; those that could not be understood are left out.
  package private(set) var list = NameList()
  /// In the order of the text; each with the scalars of the name.
  package private(set) var flaws: [(flaw: Flaw, scalars: Range<Int>)] = []

  /// Reads a list of names in LaTeX, joined by "and"; "others" as the last stands for more.
  package init(_ list: String) {
    text = Array(list.unicodeScalars)
    let names = split()
    for (index, range) in names.enumerated() {
      if index > 0, index == names.count - 1, text[range].elementsEqual("others".unicodeScalars) {
        self.list.isOpen = true
      } else if let name = name(range) {
        self.list.names.append(name)
      }
    }
  }

  /// The ranges between the words "and" that stand outside braces, without surrounding space.
  private func split() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var depth = 0
    var index = 0
    while index < text.count {
      switch text[index] {
      case "\\": index += 1
      case "{": depth += 1
      case "}": depth = max(0, depth - 1)
      case _ where depth == 0 && isAnd(at: index):
        ranges.append(trimmed(start..<index))
        start = index + 3
        index += 2
      default: break
      }
      index += 1
    }
    let last = trimmed(start..<text.count)
    return ranges.isEmpty && last.isEmpty ? [] : ranges + [last]
  }

  private func isAnd(at index: Int) -> Bool {
    guard index + 2 < text.count, index == 0 || text[index - 1].isTeXSpace, index + 3 == text.count || text[index + 3].isTeXSpace
    else { return false }
    return String(String.UnicodeScalarView(text[index..<index + 3])).lowercased() == "and"
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, text[first].isTeXSpace { range = range.dropFirst() }
    while let last = range.last, text[last].isTeXSpace { range = range.dropLast() }
    return range
  }

  private mutating func name(_ range: Range<Int>) -> PersonName? {
    if range.isEmpty {
      flaws.append((.empty, range))
      return nil
    }
    var parts = NameTokens(text[range]).parts
    if parts.count > 1, parts.last?.isEmpty == true {
      flaws.append((.trailingComma, range))
      parts.removeLast()
    }
    if parts.count > 3 {
      flaws.append((.commas(parts.count - 1), range))
      return nil
    }
    if parts.allSatisfy(\.isEmpty) {
      flaws.append((.empty, range))
      return nil
    }
    if parts.count == 1, parts[0].count == 1, parts[0][0].isBraced { return PersonName(literal: parts[0][0].decoded) }
    return PersonName(parts)
  }
}

extension PersonName {
  /// A name from its tokens in the parts between commas: one to three parts, not all empty.
  fileprivate init(_ parts: [[NameTokens.Token]]) {
    let join = { (tokens: ArraySlice<NameTokens.Token>) in tokens.map(\.decoded).joined(separator: " ") }
    let first = parts[0]
    if parts.count > 1 {
      // The particle reaches to the last token in lower case, but never over the last token.
      let end = first.dropLast().lastIndex(where: \.isParticle).map { $0 + 1 } ?? 0
      self.init(
        given: join(parts[parts.count - 1][...]), particle: join(first[..<end]), family: join(first[end...]),
        suffix: parts.count > 2 ? join(parts[1][...]) : "")
      return
    }
    let start = first.dropLast().firstIndex(where: \.isParticle) ?? first.count - 1
    let end = first.dropLast().lastIndex(where: \.isParticle).map { $0 + 1 } ?? start
    self.init(given: join(first[..<start]), particle: join(first[start..<end]), family: join(first[end...]))
  }
}
