import Diagnostics

/// An article as a tree of values: its front matter and its blocks.
package struct Document: Sendable {
  /// The text that all ranges point into.
  package let source: Source
  /// Empty where there is none.
  package let frontMatter: FrontMatter
  /// In the order of the text.
  package let blocks: [Block]
  /// The notes that the article defines, in the order of the text.
  package let footnotes: [Footnote]

  /// The largest article, in bytes: some inputs take cmark a time that grows with the square of their length.
  package static let mostBytes = 4 << 20

  /// Parses an article. Everything that is wrong is added to the report, and what can be read is returned all the same.
  ///
  /// `nesting` is how many blocks are around the text where it is included in another one.
  package static func parse(_ source: Source, nesting: Int = 0, into report: inout DiagnosticReport) -> Document {
    guard source.byteCount <= mostBytes else {
      report.add(
        Diagnostic(
          id: "too-large", "the article has \(source.byteCount) bytes; at most \(mostBytes) are read", at: .file(source.path),
          fix: "split the article"))
      return Document(source: source, frontMatter: FrontMatter(), blocks: [], footnotes: [])
    }
    let split = split(source, into: &report)
    let frontMatter = FrontMatter.parse(split.frontMatter, into: &report)
    let body = withoutCarriageReturns(split.body, of: source, into: &report)
    checkControlCharacters(body, of: source, into: &report)
    let (blocks, footnotes) = CMarkParser.article(body, in: source, smart: true, nesting: nesting, into: &report)
    return Document(source: source, frontMatter: frontMatter, blocks: blocks, footnotes: footnotes)
  }

  /// Parses Markdown that stands on its own in a source, such as a caption, as the lines of one paragraph.
  package static func inlines(of range: SourceRange, into report: inout DiagnosticReport) -> [Inline] {
    let (first, last) = (range.start.line, range.end.line)
    let lines = (first...max(first, last)).map { line in
      trimmed(range.source.bytes(ofLine: line).clamped(to: range.bytes), of: range.source)
    }
    let kept = lines.filter { !$0.isEmpty }
    let setting = CMarkParser.Setting(source: range.source, isSmart: true, definitions: ReferenceDefinitions())
    return kept.isEmpty ? [] : CMarkParser.inlines(of: [kept], setting, into: &report)[0]
  }

  /// Parses Markdown that stands in YAML, in a scalar of any style, as the lines of one paragraph. Every place is one in the YAML.
  package static func inlines(of node: YAMLNode, into report: inout DiagnosticReport) -> [Inline] {
    guard case .scalar(let scalar) = node.content else { return [] }
    let origin = node.origin
    let source = Source(path: node.range.source.path, text: scalar.text)
    var found = DiagnosticReport()
    let result = inlines(of: SourceRange(source: source, bytes: 0..<source.byteCount), into: &found)
    for diagnostic in found.diagnostics {
      var moved = diagnostic
      if case .text(let range) = diagnostic.location { moved.location = .text(origin.range(range)) }
      report.add(moved)
    }
    return result.map { $0.moved(to: origin) }
  }

  private static func trimmed(_ bytes: Range<Int>, of source: Source) -> Range<Int> {
    let text = source.substring(bytes)
    let lead = text.prefix { $0.isWhitespace }.utf8.count
    return bytes.lowerBound + lead..<bytes.lowerBound + lead + text.trimmed.utf8.count
  }

  /// The front matter, and the text with the front matter's lines blank, so that all others keep their numbers.
  private static func split(_ source: Source, into report: inout DiagnosticReport) -> (frontMatter: YAMLText?, body: String) {
    func isFence(_ line: Int, _ marks: [String]) -> Bool {
      let text = source.line(line)
      return marks.contains { text.hasPrefix($0) && text.dropFirst($0.count).allSatisfy(\.isWhitespace) }
    }
    guard isFence(1, ["---"]) else { return (nil, source.text) }
    guard let end = (1...source.lineCount).dropFirst().first(where: { isFence($0, ["---", "..."]) }) else {
      report.add(
        Diagnostic(
          id: "front-matter", "the front matter is not closed", at: .text(source.range(ofLine: 1)),
          fix: "add a line '---' after it"))
      return (nil, "")
    }
    let lines = (2..<end).map { source.bytes(ofLine: $0) }
    let body = source.substring(source.bytes(ofLine: end).upperBound..<source.byteCount)
    return (YAMLText(source, lines: lines), String(repeating: "\n", count: end - 1) + body)
  }

  /// The text with single carriage returns, which cmark but nothing else here takes for line ends, as spaces.
  private static func withoutCarriageReturns(_ text: String, of source: Source, into report: inout DiagnosticReport) -> String {
    var bytes = Array(text.utf8)
    let removed = source.byteCount - bytes.count
    var isReported = false
    for index in bytes.indices where bytes[index] == 13 && (index + 1 == bytes.count || bytes[index + 1] != 10) {
      bytes[index] = 32
      if isReported { continue }
      isReported = true
      report.add(
        Diagnostic(
          id: "carriage-return", "a carriage return without a line feed after it",
          at: .text(SourceRange(source: source, bytes: index + removed..<index + removed + 1)), fix: "end lines by a line feed")
      )
    }
    return isReported ? String(decoding: bytes, as: UTF8.self) : text
  }

  /// Reports the first control character of those that stand for hidden text while cmark works; text never needs them.
  private static func checkControlCharacters(_ text: String, of source: Source, into report: inout DiagnosticReport) {
    func isControl(_ value: UInt32) -> Bool { value < 9 || (14..<32).contains(value) }
    let written = text.utf8.firstIndex { isControl(UInt32($0)) }.map { index in
      (codePoint: UInt32(text.utf8[index]), offset: text.utf8.distance(from: text.utf8.startIndex, to: index))
    }
    // cmark itself makes a replacement character of `&#0;`.
    guard let found = written ?? CharacterReferences.codePoints(in: text).first(where: { $0.codePoint > 0 && isControl($0.codePoint) }) else {
      return
    }
    let offset = found.offset + source.byteCount - text.utf8.count
    let name = String(found.codePoint + 256, radix: 16, uppercase: true).dropFirst()
    report.add(
      Diagnostic(
        id: "control-character", "the control character U+00\(name) in the text",
        at: .text(SourceRange(source: source, bytes: offset..<offset + 1)), fix: "remove it"))
  }
}
