import Diagnostics
import Markup

/// A context that links, shows and runs nothing: it says what it was asked.
final class RecordingContext: HTMLContext {
  var isHTMLAllowed = true
  var asked: [String] = []

  func address(of destination: String, at range: SourceRange) -> String? {
    asked.append("\(destination) at \(range.start.line):\(range.start.column)")
    return destination == "nowhere" ? nil : destination
  }

  func image(_ source: String, title: String, alt: String, at range: SourceRange) -> String {
    let attribute = title.isEmpty ? "" : " title=\"\(HTMLEscape.text(title))\""
    return "<img src=\"\(HTMLEscape.address(source))\" alt=\"\(HTMLEscape.text(alt))\"\(attribute) />"
  }

  func value(_ span: ValueSpan) -> String { span.name == "moons.regions" ? "457" : "?" }

  func directive(_ block: DirectiveBlock) -> String { "<figure id=\"\(block.label ?? "")\">\(block.name)</figure>\n" }

  func allowsHTML(_ html: String, at range: SourceRange) -> Bool { isHTMLAllowed }
}

/// The tree of a text, and what was found wrong with it as a reader sees it.
func parse(_ text: String) -> (document: Document, errors: String) {
  var report = DiagnosticReport()
  let document = Document.parse(Source(path: "a.md", text: text), into: &report)
  return (document, TerminalRenderer().render(report))
}

/// The HTML of a text.
func html(_ text: String, context: RecordingContext = RecordingContext()) -> String {
  var renderer = HTMLRenderer(context: context)
  return renderer.render(parse(text).document.blocks)
}

extension Document {
  /// The inlines of the first block, if it is a paragraph or a heading.
  var firstInlines: [Inline] {
    switch blocks.first?.kind {
    case .paragraph(let inlines), .heading(_, let inlines, _): inlines
    default: []
    }
  }
}

extension [Block] {
  /// All code blocks, in order, wherever they are.
  var codeBlocks: [CodeBlock] {
    flattened.compactMap { block in
      switch block.kind {
      case .code(let code): code
      case .directive(let directive): directive.code
      default: nil
      }
    }
  }

  /// All inlines, in order, wherever they are; what holds others comes before what it holds.
  var allInlines: [Inline] { flattened.flatMap(\.inlines).flattened }
}
