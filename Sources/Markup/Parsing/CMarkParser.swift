import CCMark
import Diagnostics

/// Parses Markdown by libcmark and copies its tree to values at once. The one file that imports CCMark.
///
/// The copy walks cmark's own iterator with an explicit stack, so the depth of a document costs no stack; documents nested
/// beyond `deepestNesting` are refused, because values of that depth would be freed by recursion.
struct CMarkParser {
  private let lines: ParsedLines
  private let mask: EmphasisMask
  private var locator: InlineLocator
  private var text: InlineText
  /// The place of the paragraph, heading or block of code that is open.
  private var place: SourceRange
  private var report = DiagnosticReport()
  /// The report as it was when the open paragraph began: findings in a paragraph that turns out to be a table don't count.
  private var reportBefore = DiagnosticReport()
  private var stack: [Frame] = []
  private let isSmart: Bool
  /// What table cells need of the rest of the article: its link reference definitions.
  private let definitions: String

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
    guard NestingCheck.isSafe(text, in: source, into: &report) else { return [] }
    var parser = CMarkParser(
      lines: ParsedLines(of: source), mask: EmphasisMask(for: text), isSmart: smart,
      definitions: ReferenceDefinitions.find(in: text))
    let blocks = parser.parse(text)
    report.add(contentsOf: parser.report)
    return blocks
  }

  /// The inlines of paragraphs that are parsed on their own, such as the cells of a table: the lines of each, in order.
  static func inlines(
    of paragraphs: [[Range<Int>]], in source: Source, definitions: String, smart: Bool, into report: inout DiagnosticReport
  ) -> [[Inline]] {
    var text = ""
    var lines: [Range<Int>] = []
    for paragraph in paragraphs {
      for (index, line) in paragraph.enumerated() {
        text += (index == 0 ? ParsedLines.guardMark : ParsedLines.continuation) + source.substring(line) + "\n"
        lines.append(line)
      }
      text += "\n"
      lines.append(paragraph.last ?? 0..<0)
    }
    if text.contains("[") { text += definitions }
    var parser = CMarkParser(
      lines: ParsedLines(lines, of: source), mask: EmphasisMask(for: text), isSmart: smart, definitions: "")
    let blocks = parser.parse(text)
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

  private init(lines: ParsedLines, mask: EmphasisMask, isSmart: Bool, definitions: String) {
    self.lines = lines
    self.mask = mask
    self.isSmart = isSmart
    self.definitions = definitions
    text = InlineText([], of: lines.source)
    locator = InlineLocator(text)
    place = SourceRange(source: lines.source, bytes: 0..<0)
  }

  private mutating func parse(_ text: String) -> [Block] {
    var text = mask.masked(text)
    let options = CMARK_OPT_DEFAULT | CMARK_OPT_UNSAFE | (isSmart ? CMARK_OPT_SMART : 0)
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
        report.add(
          NestingCheck.refusal(deepest: Self.deepestNesting, at: lines.bytes(ofLine: startLine(node)), in: lines.source))
        return []
      }
    }
    return stack[0].blocks
  }

  private mutating func enter(_ node: OpaquePointer) {
    let type = cmark_node_get_type(node)
    switch type {
    case CMARK_NODE_TEXT: append(.text(string(cmark_node_get_literal(node))))
    case CMARK_NODE_SOFTBREAK: append(.softBreak)
    case CMARK_NODE_LINEBREAK: append(.lineBreak)
    case CMARK_NODE_HTML_INLINE:
      let literal = string(cmark_node_get_literal(node))
      append(.html(literal), at: locator.html(literal))
    case CMARK_NODE_CODE: appendCode(node)
    case CMARK_NODE_CODE_BLOCK: appendCodeBlock(node)
    case CMARK_NODE_HTML_BLOCK: append(.html(string(cmark_node_get_literal(node))), block: node)
    case CMARK_NODE_THEMATIC_BREAK: append(.thematicBreak, block: node)
    default:
      if type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING {
        reportBefore = report
        place = range(node)
        text = InlineText(content(node), of: lines.source)
        locator = InlineLocator(text)
      }
      stack.append(Frame(type: type))
    }
  }

  private mutating func exit(_ node: OpaquePointer) {
    guard stack.count > 1 else { return }
    let frame = stack.removeLast()
    switch frame.type {
    case CMARK_NODE_DOCUMENT: stack[0].blocks = frame.blocks
    case CMARK_NODE_PARAGRAPH: appendParagraph(frame.inlines, node)
    case CMARK_NODE_HEADING: append(.heading(level: Int(cmark_node_get_heading_level(node)), frame.inlines), block: node)
    case CMARK_NODE_BLOCK_QUOTE: append(.quote(frame.blocks), block: node)
    case CMARK_NODE_ITEM: stack[stack.count - 1].items.append(frame.blocks)
    case CMARK_NODE_LIST:
      let start = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(node)) : nil
      append(.list(Block.List(start: start, isTight: cmark_node_get_list_tight(node) != 0, items: frame.items)), block: node)
    case CMARK_NODE_EMPH: append(.emphasis(frame.inlines))
    case CMARK_NODE_STRONG: append(.strong(frame.inlines))
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE: appendLink(frame.inlines, isImage: frame.type == CMARK_NODE_IMAGE, node)
    default: break
    }
  }

  private mutating func append(_ kind: Inline.Kind, at found: Range<Int>? = nil) {
    stack[stack.count - 1].inlines.append(Inline(kind, range: found.map(text.range) ?? place))
  }

  private mutating func append(_ kind: Block.Kind, block node: OpaquePointer) {
    stack[stack.count - 1].blocks.append(Block(kind, range: range(node)))
  }

  private mutating func appendLink(_ inlines: [Inline], isImage: Bool, _ node: OpaquePointer) {
    let address = string(cmark_node_get_url(node))
    let title = string(cmark_node_get_title(node))
    let kind: Inline.Kind =
      isImage ? .image(source: address, title: title, inlines) : .link(destination: address, title: title, inlines)
    append(kind, at: locator.destination(address))
  }

  private mutating func appendCode(_ node: OpaquePointer) {
    let content = string(cmark_node_get_literal(node))
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
      append(.code(lines.lines == nil ? content : content.replacing("\\|", with: "|")), at: found)
    }
  }

  private mutating func appendCodeBlock(_ node: OpaquePointer) {
    let code = CodeBlock.read(
      info: string(cmark_node_get_fence_info(node)), literal: string(cmark_node_get_literal(node)), range: range(node),
      source: lines.source)
    let directive = report.collect {
      try code.checkShownInfo()
      return try DirectiveBlock(code)
    }
    if let directive, let directive { append(.directive(directive), block: node) } else { append(.code(code), block: node) }
  }

  /// A paragraph, or a table, or a paragraph whose last lines are a table.
  private mutating func appendParagraph(_ inlines: [Inline], _ node: OpaquePointer) {
    let content = content(node)
    guard lines.lines == nil, let table = TableParser(content, of: lines.source) else {
      append(.paragraph(inlines), block: node)
      return
    }
    report = reportBefore
    let whole = range(node)
    if table.firstLine > 0 {
      let before = Array(content[..<table.firstLine])
      let read = Self.inlines(of: [before], in: lines.source, definitions: definitions, smart: isSmart, into: &report)
      let range = SourceRange(source: lines.source, bytes: whole.bytes.lowerBound..<before[before.count - 1].upperBound)
      stack[stack.count - 1].blocks.append(Block(.paragraph(read[0]), range: range))
    }
    let start = content[table.firstLine].lowerBound
    let range = SourceRange(source: lines.source, bytes: start..<max(start, whole.bytes.upperBound))
    let read = table.read(definitions: definitions, smart: isSmart, into: &report)
    stack[stack.count - 1].blocks.append(Block(.table(read), range: range))
  }

  private func string(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { mask.unmasked(String(cString: $0)) } ?? "" }

  private func startLine(_ node: OpaquePointer) -> Int { Int(cmark_node_get_start_line(node)) }

  /// The lines of a paragraph or heading, without the marks of the quotes around it.
  private func content(_ node: OpaquePointer) -> [Range<Int>] {
    lines.content(
      from: startLine(node), column: Int(cmark_node_get_start_column(node)), to: Int(cmark_node_get_end_line(node)),
      quotes: stack.count { $0.type == CMARK_NODE_BLOCK_QUOTE })
  }

  /// The lines of a block, from its first column.
  private func range(_ node: OpaquePointer) -> SourceRange {
    let first = lines.bytes(ofLine: startLine(node))
    let last = lines.bytes(ofLine: max(Int(cmark_node_get_end_line(node)), startLine(node)))
    let column = lines.lines == nil ? Int(cmark_node_get_start_column(node)) : 1
    let start = min(first.lowerBound + max(column - 1, 0), first.upperBound)
    return SourceRange(source: lines.source, bytes: start..<max(start, last.upperBound))
  }
}
