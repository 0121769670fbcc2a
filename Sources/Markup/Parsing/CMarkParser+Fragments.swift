import Diagnostics

extension CMarkParser {
  /// Blocks with the footnotes that are defined among them.
  typealias Fragment = (blocks: [Block], footnotes: [Footnote])

  /// The blocks of an article. Its lines must be those of the source (some may be blanked).
  static func article(
    _ text: String, in source: Source, smart: Bool, nesting: Int = 0, into report: inout DiagnosticReport
  ) -> Fragment {
    guard NestingCheck.isSafe(text, in: source, into: &report) else { return ([], []) }
    let setting = Setting(source: source, isSmart: smart, definitions: ReferenceDefinitions(in: text), nesting: nesting)
    return fragment(text, lines: ParsedLines(of: source), setting, into: &report)
  }

  /// The blocks of some lines of an article: the text of a container or a footnote.
  static func fragment(_ lines: [Range<Int>], _ setting: Setting, into report: inout DiagnosticReport) -> Fragment {
    var text = lines.map { setting.source.substring($0) + "\n" }.joined()
    text += setting.definitions.used(in: text)
    return fragment(text, lines: ParsedLines(lines, of: setting.source), setting, into: &report)
  }

  private static func fragment(
    _ text: String, lines: ParsedLines, _ setting: Setting, into report: inout DiagnosticReport
  ) -> Fragment {
    // A note in a note is text: notes within notes have no end.
    let found = setting.isNote ? FootnoteDefinitions(none: text) : FootnoteDefinitions(in: text, lines: lines)
    var parser = CMarkParser(found.text, lines: lines, setting: setting)
    let blocks = parser.parse()
    report.add(contentsOf: parser.report)
    var footnotes = parser.footnotes
    var inner = setting
    inner.isNote = true
    for definition in found.definitions {
      footnotes.append(Footnote(label: definition.label, blocks: fragment(definition.lines, inner, into: &report).blocks))
    }
    return (blocks, footnotes)
  }

  /// The inlines of paragraphs that are parsed on their own, such as the cells of a table: the lines of each, in order.
  static func inlines(of paragraphs: [[Range<Int>]], _ setting: Setting, into report: inout DiagnosticReport) -> [[Inline]] {
    var text = ""
    var lines: [ParsedLines.Line] = []
    for paragraph in paragraphs {
      for (index, line) in paragraph.enumerated() {
        let prefix = index == 0 ? ParsedLines.guardMark : ParsedLines.continuation
        text += prefix + setting.source.substring(line) + "\n"
        lines.append(ParsedLines.Line(bytes: line, prefix: prefix.utf8.count))
      }
      text += "\n"
      lines.append(ParsedLines.Line(bytes: paragraph.last ?? 0..<0))
    }
    text += setting.definitions.used(in: text)
    var parser = CMarkParser(text, lines: ParsedLines(paragraphs: lines, of: setting.source), setting: setting)
    let blocks = parser.parse()
    report.add(contentsOf: parser.report)
    let found = blocks.map { block in
      if case .paragraph(let inlines) = block.kind { withoutGuard(inlines) } else { [Inline]() }
    }
    // What looks like a link definition and is none stands after the paragraphs, as one more.
    return found.count >= paragraphs.count ? Array(found.prefix(paragraphs.count)) : paragraphs.map { _ in [] }
  }

  private static func withoutGuard(_ inlines: [Inline]) -> [Inline] {
    guard let first = inlines.first, case .text(let text) = first.kind else { return inlines }
    let rest = String(text.dropFirst(ParsedLines.guardMark.count))
    return (rest.isEmpty ? [] : [Inline(.text(rest), range: first.range)]) + inlines.dropFirst()
  }
}
