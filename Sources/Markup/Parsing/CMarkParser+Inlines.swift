import Diagnostics

extension CMarkParser {
  /// Appends running text: formulas, citations and footnotes in it become inlines of their own. What is escaped stays masked until
  /// the element ends.
  mutating func append(text masked: String) {
    for piece in mask.pieces(of: masked) {
      switch piece {
      case .formula(let formula):
        endOpenBracket()
        append(Inline(.mathematics(formula), range: formula.range))
      case .text(let text):
        if isInLink { append(.text(text)) } else { append(prose: text) }
      }
    }
  }

  /// The most of an open bracket that is kept until the text goes on, in bytes.
  private static let longestCitation = 2_000

  private mutating func append(prose text: String) {
    let whole = (openBracket ?? "") + text
    openBracket = nil
    append(CitationReader.pieces(of: whole, mayGoOn: true))
    if let open = openBracket, open.utf8.count > Self.longestCitation { endOpenBracket() }
  }

  /// Appends a bracket that is open, now that something else than text follows: it is no citation.
  mutating func endOpenBracket() {
    guard let text = openBracket else { return }
    openBracket = nil
    append(CitationReader.pieces(of: text))
  }

  /// The end of a line within a paragraph; a citation may go on in the next.
  mutating func appendSoftBreak() {
    if openBracket != nil { openBracket? += "\n" } else { append(.softBreak) }
  }

  private mutating func append(_ pieces: [CitationReader.Piece]) {
    for piece in pieces {
      switch piece {
      case .text(let text):
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
          if number > 0 { append(.softBreak) }
          if !line.isEmpty { append(.text(String(line))) }
        }
      case .footnote(let label): append(.footnote(label), at: locator.literal("[^\(label)]"))
      case .citation(let items, let isNarrative): append(items, isNarrative: isNarrative)
      case .fault(let fault): report(fault)
      case .open(let text): openBracket = text
      }
    }
  }

  private mutating func append(_ items: [CitationReader.Item], isNarrative: Bool) {
    var placed: [Citation.Item] = []
    var places: [Range<Int>] = []
    for item in items {
      let found = locator.key(item.key)
      if let found { places.append(found) }
      placed.append(
        Citation.Item(
          key: item.key, range: found.map(self.text.range) ?? place, prefix: mask.finished(item.prefix),
          locator: mask.finished(item.locator), isAuthorSuppressed: item.isAuthorSuppressed))
    }
    let whole = places.first.flatMap { first in places.last.map { first.lowerBound..<max(first.upperBound, $0.upperBound) } }
    append(.citation(Citation(items: placed, isNarrative: isNarrative)), at: whole)
  }

  private mutating func report(_ fault: CitationFault) {
    var found = fault.before.compactMap { locator.key($0) }.last
    if let literal = fault.literal {
      found = locator.literal(literal) ?? found
    } else {
      found = locator.key("").map { $0.lowerBound - 1..<$0.lowerBound }
    }
    for key in fault.after { _ = locator.key(key) }
    report.add(
      Diagnostic(
        id: "bad-citation", mask.finished(fault.message), at: .text(found.map(text.range) ?? place), fix: mask.finished(fault.fix)))
  }

  /// Appends a code span, or the value that it stands for.
  mutating func append(code content: String) {
    let found = locator.code(content)
    let (text, place) = (text, place)
    let span = report.collect {
      try ValueSpan(content) { part in
        found.map { text.range($0.lowerBound + part.lowerBound..<$0.lowerBound + part.upperBound) } ?? place
      }
    }
    if let span, let span {
      append(.value(span), at: found)
    } else {
      // A cell of a table writes '|' as '\|' even in code (GitHub Flavored Markdown, section 4.10).
      append(.code(lines.isParagraphs ? content.replacing("\\|", with: "|") : content), at: found)
    }
  }

  mutating func append(link inlines: [Inline], isImage: Bool, address: String, title: String) {
    let kind: Inline.Kind =
      isImage ? .image(source: address, title: title, inlines) : .link(destination: address, title: title, inlines)
    append(kind, at: locator.destination(address))
  }

  /// The blocks of a list's item, with the box of a task where `[ ]` or `[x]` stands first.
  static func withCheckbox(_ blocks: [Block]) -> [Block] {
    guard let first = blocks.first, case .paragraph(let inlines) = first.kind, let box = inlines.first, case .text(let text) = box.kind,
      ["[ ] ", "[x] ", "[X] "].contains(where: text.hasPrefix)
    else { return blocks }
    let isChecked = !text.hasPrefix("[ ]")
    let rest = Inline(.text(String(text.dropFirst(3))), range: box.range)
    let all = [Inline(.checkbox(isChecked: isChecked), range: box.range), rest] + inlines.dropFirst()
    return [Block(.paragraph(all), range: first.range)] + blocks.dropFirst()
  }
}
