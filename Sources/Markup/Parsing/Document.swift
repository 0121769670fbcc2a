import Diagnostics

/// An article as a tree of values: its front matter and its blocks.
package struct Document: Sendable {
  package let source: Source
  package let frontMatter: FrontMatter
  package let blocks: [Block]

  /// The largest article, in bytes: some inputs take cmark a time that grows with the square of their length.
  package static let mostBytes = 4 << 20

  /// Parses an article. Everything that is wrong is added to the report, and what can be read is returned all the same.
  package static func parse(_ source: Source, into report: inout DiagnosticReport) -> Document {
    guard source.byteCount <= mostBytes else {
      report.add(
        Diagnostic(
          id: "too-large", "the article has \(source.byteCount) bytes; at most \(mostBytes) are read", at: .file(source.path),
          fix: "split the article"))
      return Document(source: source, frontMatter: FrontMatter(), blocks: [])
    }
    let split = split(source, into: &report)
    let frontMatter = FrontMatter.parse(split.frontMatter, into: &report)
    let blocks = CMarkParser.blocks(of: split.body, in: source, smart: true, into: &report)
    return Document(source: source, frontMatter: frontMatter, blocks: blocks)
  }

  /// Parses one line of Markdown, such as a caption, at its place in a source.
  package static func inlines(of range: SourceRange, into report: inout DiagnosticReport) -> [Inline] {
    CMarkParser.inlines(of: range, smart: true, into: &report)
  }

  /// The front matter, and the text with the front matter's lines blank, so that all others keep their numbers.
  private static func split(_ source: Source, into report: inout DiagnosticReport) -> (frontMatter: YAMLText?, body: String) {
    guard source.line(1).trimmed == "---", source.text.hasPrefix("---") else { return (nil, source.text) }
    guard let end = (1...source.lineCount).dropFirst().first(where: { ["---", "..."].contains(source.line($0).trimmed) }) else {
      report.add(
        Diagnostic(
          id: "front-matter", "the front matter is not closed", at: .text(source.range(ofLine: 1)), fix: "add a line '---' after it"))
      return (nil, "")
    }
    let lines = (2..<end).map { source.bytes(ofLine: $0) }
    let body = source.substring(source.bytes(ofLine: end).upperBound..<source.byteCount)
    return (YAMLText(source, lines: lines), String(repeating: "\n", count: end - 1) + body)
  }
}
