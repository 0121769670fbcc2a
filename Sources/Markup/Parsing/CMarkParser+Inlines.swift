import Diagnostics

extension CMarkParser {
  /// Appends running text: formulas, citations and footnotes in it become inlines of their own. What is escaped stays masked until
  /// the element ends.
  mutating func append(text masked: String) {
    for piece in mask.pieces(of: masked) {
      switch piece {
      case .formula(let formula): append(Inline(.mathematics(formula), range: formula.range))
      case .text(let text):
        if isInLink { append(.text(text)) } else { append(prose: text) }
      }
    }
  }

  private mutating func append(prose text: String) {
    for piece in CitationReader.pieces(of: text) {
      switch piece {
      case .text(let text): append(.text(text))
      case .footnote(let label): append(.footnote(label), at: locator.literal("[^\(label)]"))
      case .citation(let items, let isNarrative):
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
    }
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
