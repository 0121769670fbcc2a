import CCMark
import Diagnostics

/// Parses Markdown by libcmark and copies its tree to values at once. The one file that imports CCMark.
///
/// The copy walks cmark's own iterator with an explicit stack, so the depth of a document costs no stack; documents nested
/// beyond `deepestNesting` are refused, because values of that depth would be freed by recursion.
struct CMarkParser {
  private let locator: InlineLocator
  private let source: Source
  /// Lines of the text that was parsed and lines of the source differ by this; for table cells, which are parsed on their own.
  private let lineOffset: Int
  private var report = DiagnosticReport()
  private var stack: [Frame] = []

  static let deepestNesting = 200

  /// A node that is open: what of its content has been copied.
  private struct Frame {
    var type: cmark_node_type
    var blocks: [Block] = []
    var items: [[Block]] = []
    var inlines: [Inline] = []
  }

  /// The blocks of a text. Its lines must be those of the source (some may be blanked).
  static func blocks(of text: String, in source: Source, smart: Bool, into report: inout DiagnosticReport) -> [Block] {
    var parser = CMarkParser(source: source, locator: InlineLocator(source: source), lineOffset: 0)
    let blocks = parser.parse(text, smart: smart)
    report.add(contentsOf: parser.report)
    return blocks
  }

  /// The inlines of one line of text, such as a table cell or a caption, at its place in a source.
  static func inlines(of range: SourceRange, smart: Bool, into report: inout DiagnosticReport) -> [Inline] {
    let locator = InlineLocator(source: range.source, within: range.bytes)
    var parser = CMarkParser(source: range.source, locator: locator, lineOffset: range.start.line - 1)
    let blocks = parser.parse(range.text, smart: smart)
    report.add(contentsOf: parser.report)
    if case .paragraph(let inlines) = blocks.first?.kind { return inlines }
    return range.text.isEmpty ? [] : [Inline(.text(range.text), range: range)]
  }

  private init(source: Source, locator: InlineLocator, lineOffset: Int) {
    self.source = source
    self.locator = locator
    self.lineOffset = lineOffset
  }

  private mutating func parse(_ text: String, smart: Bool) -> [Block] {
    var text = text
    let options = CMARK_OPT_DEFAULT | CMARK_OPT_UNSAFE | (smart ? CMARK_OPT_SMART : 0)
    let root = text.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { cmark_parse_document($0.baseAddress, $0.count, options) }
    }
    guard let root else { return [] }
    defer { cmark_node_free(root) }
    cmark_consolidate_text_nodes(root)
    guard let iterator = cmark_iter_new(root) else { return [] }
    defer { cmark_iter_free(iterator) }
    stack = [Frame(type: CMARK_NODE_NONE)]
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      guard let node = cmark_iter_get_node(iterator) else { continue }
      if event == CMARK_EVENT_ENTER { enter(node) } else { exit(node) }
      if stack.count > Self.deepestNesting {
        let line = Int(cmark_node_get_start_line(node)) + lineOffset
        report.add(
          Diagnostic(
            id: "too-deep", "blocks are nested more than \(Self.deepestNesting) levels deep", at: .text(source.range(ofLine: line))))
        return []
      }
    }
    return stack[0].blocks
  }

  private mutating func enter(_ node: OpaquePointer) {
    let type = cmark_node_get_type(node)
    switch type {
    case CMARK_NODE_TEXT: append(.text(string(cmark_node_get_literal(node))), node)
    case CMARK_NODE_SOFTBREAK: append(.softBreak, node)
    case CMARK_NODE_LINEBREAK: append(.lineBreak, node)
    case CMARK_NODE_HTML_INLINE: append(.html(string(cmark_node_get_literal(node))), node)
    case CMARK_NODE_CODE: appendCode(node)
    case CMARK_NODE_CODE_BLOCK: appendCodeBlock(node)
    case CMARK_NODE_HTML_BLOCK: append(.html(string(cmark_node_get_literal(node))), block: node)
    case CMARK_NODE_THEMATIC_BREAK: append(.thematicBreak, block: node)
    default:
      if type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING { locator.begin(range(node)) }
      stack.append(Frame(type: type))
    }
  }

  private mutating func exit(_ node: OpaquePointer) {
    guard stack.count > 1 else { return }
    let frame = stack.removeLast()
    switch frame.type {
    case CMARK_NODE_DOCUMENT: stack[0].blocks = frame.blocks
    case CMARK_NODE_PARAGRAPH: append(paragraph(frame.inlines, node), block: node)
    case CMARK_NODE_HEADING: append(.heading(level: Int(cmark_node_get_heading_level(node)), frame.inlines), block: node)
    case CMARK_NODE_BLOCK_QUOTE: append(.quote(frame.blocks), block: node)
    case CMARK_NODE_ITEM: stack[stack.count - 1].items.append(frame.blocks)
    case CMARK_NODE_LIST:
      let start = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(node)) : nil
      append(.list(Block.List(start: start, isTight: cmark_node_get_list_tight(node) != 0, items: frame.items)), block: node)
    case CMARK_NODE_EMPH: append(.emphasis(frame.inlines), node)
    case CMARK_NODE_STRONG: append(.strong(frame.inlines), node)
    case CMARK_NODE_LINK:
      let destination = string(cmark_node_get_url(node))
      let place = locator.place(of: destination, after: "](")
      appendInline(.link(destination: destination, title: string(cmark_node_get_title(node)), frame.inlines), at: place)
    case CMARK_NODE_IMAGE:
      let address = string(cmark_node_get_url(node))
      let place = locator.place(of: address, after: "](")
      appendInline(.image(source: address, title: string(cmark_node_get_title(node)), frame.inlines), at: place)
    default: break
    }
  }

  private mutating func append(_ kind: Inline.Kind, _ node: OpaquePointer) { appendInline(kind, at: nil) }

  private mutating func appendInline(_ kind: Inline.Kind, at place: SourceRange?) {
    stack[stack.count - 1].inlines.append(Inline(kind, range: place ?? locator.block))
  }

  private mutating func append(_ kind: Block.Kind, block node: OpaquePointer) {
    stack[stack.count - 1].blocks.append(Block(kind, range: range(node)))
  }

  private mutating func appendCode(_ node: OpaquePointer) {
    let content = string(cmark_node_get_literal(node))
    let place = locator.place(of: content, after: "`") ?? locator.block
    if let span = report.collect({ try ValueSpan(content, range: place) }), let span {
      appendInline(.value(span), at: place)
    } else {
      appendInline(.code(content), at: place)
    }
  }

  private mutating func appendCodeBlock(_ node: OpaquePointer) {
    let code = CodeBlock.read(
      info: string(cmark_node_get_fence_info(node)), literal: string(cmark_node_get_literal(node)), range: range(node), source: source)
    if let directive = report.collect({ try DirectiveBlock(code) }), let directive {
      append(.directive(directive), block: node)
    } else {
      append(.code(code), block: node)
    }
  }

  private mutating func paragraph(_ inlines: [Inline], _ node: OpaquePointer) -> Block.Kind {
    guard lineOffset == 0, let table = TableParser.parse(range(node), into: &report) else { return .paragraph(inlines) }
    return .table(table)
  }

  private func string(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

  /// The lines of a block, from its first column.
  private func range(_ node: OpaquePointer) -> SourceRange {
    let first = Int(cmark_node_get_start_line(node)) + lineOffset
    let last = max(Int(cmark_node_get_end_line(node)) + lineOffset, first)
    if lineOffset > 0 { return locator.whole }
    let start = source.offset(line: first, column: Int(cmark_node_get_start_column(node)))
    return SourceRange(source: source, bytes: start..<max(start, source.bytes(ofLine: last).upperBound))
  }
}
