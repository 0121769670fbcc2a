import CCMark
import Diagnostics

/// Parses Markdown by libcmark and copies its tree to values at once. The one file that imports CCMark.
///
/// The copy walks cmark's own iterator with an explicit stack, so the depth of a document costs no stack; documents nested
/// beyond `deepestNesting` are refused, because values of that depth would be freed by recursion.
struct CMarkParser {
  /// What parts of one article have in common.
  struct Setting {
    let source: Source
    /// Whether quotes, dashes and dots become typographic ones.
    let isSmart: Bool
    /// The article's link reference definitions, for parts that are parsed on their own.
    let definitions: ReferenceDefinitions
    /// How many containers are around the text.
    var depth = 0
    /// How many blocks of any kind are around the text.
    var nesting = 0
    /// Whether the text is that of a footnote.
    var isNote = false
  }

  /// A node that is open: what of its content has been copied.
  struct Frame {
    var type: cmark_node_type
    var blocks: [Block] = []
    var items: [[Block]] = []
    var inlines: [Inline] = []
  }

  let setting: Setting
  let lines: ParsedLines
  var mask: TextMask
  var locator: InlineLocator
  var text: InlineText
  /// The place of the paragraph, heading or block of code that is open.
  var place: SourceRange
  var report = DiagnosticReport()
  /// How much was in the report when the open paragraph began: findings in a paragraph that turns out to be a table don't count.
  var findingsBefore = 0
  var footnotes: [Footnote] = []
  /// Environments of LaTeX that were reported and not closed yet.
  var openEnvironments: Set<String> = []
  /// Text from an open bracket on, which may become a citation when the next line closes it.
  var openBracket: String?
  private(set) var stack: [Frame] = []

  static let deepestNesting = 200

  init(_ text: String, lines: ParsedLines, setting: Setting) {
    self.setting = setting
    self.lines = lines
    mask = TextMask(text, lines: lines, into: &report)
    self.text = InlineText([], of: lines.source)
    locator = InlineLocator(self.text)
    place = SourceRange(source: lines.source, bytes: 0..<0)
  }

  mutating func parse() -> [Block] {
    var masked = mask.masked
    let options = CMARK_OPT_DEFAULT | CMARK_OPT_UNSAFE | (setting.isSmart ? CMARK_OPT_SMART : 0)
    let root = masked.withUTF8 { utf8 in
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
      if setting.nesting + stack.count > Self.deepestNesting {
        report.add(
          NestingCheck.refusal(deepest: Self.deepestNesting, at: lines.bytes(ofLine: startLine(node)), in: lines.source))
        return []
      }
    }
    return Self.joined(stack[0].blocks)
  }

  private mutating func enter(_ node: OpaquePointer) {
    let type = cmark_node_get_type(node)
    if type != CMARK_NODE_TEXT, type != CMARK_NODE_SOFTBREAK { endOpenBracket() }
    switch type {
    case CMARK_NODE_TEXT: append(text: cmark_node_get_literal(node).map { String(cString: $0) } ?? "")
    // A line that ends within mathematics is part of the formula.
    case CMARK_NODE_SOFTBREAK: if mask.openFormula == nil { appendSoftBreak() }
    case CMARK_NODE_LINEBREAK: if mask.openFormula == nil { append(.lineBreak) }
    case CMARK_NODE_HTML_INLINE:
      let literal = literal(cmark_node_get_literal(node))
      append(.html(literal), at: locator.literal(literal))
    case CMARK_NODE_CODE: append(code: literal(cmark_node_get_literal(node)))
    case CMARK_NODE_CODE_BLOCK:
      let info = address(cmark_node_get_fence_info(node))
      append(codeBlock: literal(cmark_node_get_literal(node)), info: info, at: range(node))
    case CMARK_NODE_HTML_BLOCK: append(block: .html(literal(cmark_node_get_literal(node))), at: range(node))
    case CMARK_NODE_THEMATIC_BREAK: append(block: .thematicBreak, at: range(node))
    default:
      if type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING {
        findingsBefore = report.diagnostics.count
        place = range(node)
        text = InlineText(content(node), of: lines.source)
        locator = InlineLocator(text)
        reportLaTeX()
      }
      stack.append(Frame(type: type))
    }
  }

  private mutating func exit(_ node: OpaquePointer) {
    endOpenBracket()
    guard stack.count > 1 else { return }
    let frame = stack.removeLast()
    let inlines = Strikethrough.applied(to: frame.inlines).map(mask.finished)
    switch frame.type {
    case CMARK_NODE_DOCUMENT: stack[0].blocks = frame.blocks
    case CMARK_NODE_PARAGRAPH: append(paragraph: inlines, content: content(node), at: range(node))
    case CMARK_NODE_HEADING: append(heading: inlines, level: Int(cmark_node_get_heading_level(node)), at: range(node))
    case CMARK_NODE_BLOCK_QUOTE: append(block: .quote(Self.joined(frame.blocks)), at: range(node))
    case CMARK_NODE_ITEM: stack[stack.count - 1].items.append(Self.withCheckbox(Self.joined(frame.blocks)))
    case CMARK_NODE_LIST:
      let start = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(node)) : nil
      let list = Block.List(start: start, isTight: cmark_node_get_list_tight(node) != 0, items: frame.items)
      append(block: .list(list), at: range(node))
    case CMARK_NODE_EMPH: append(.emphasis(inlines))
    case CMARK_NODE_STRONG: append(.strong(inlines))
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      append(
        link: inlines, isImage: frame.type == CMARK_NODE_IMAGE, address: address(cmark_node_get_url(node)),
        title: address(cmark_node_get_title(node)))
    default: break
    }
  }

  mutating func append(_ kind: Inline.Kind, at found: Range<Int>? = nil) {
    append(Inline(kind, range: found.map(text.range) ?? place))
  }

  mutating func append(_ inline: Inline) { stack[stack.count - 1].inlines.append(inline) }

  mutating func append(block kind: Block.Kind, at range: SourceRange) {
    stack[stack.count - 1].blocks.append(Block(kind, range: range))
  }

  /// Whether the text is that of a link or an image, which hold no links of their own.
  var isInLink: Bool { stack.contains { $0.type == CMARK_NODE_LINK || $0.type == CMARK_NODE_IMAGE } }

  /// Text that cmark passes on with its backslashes.
  private mutating func literal(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { mask.unmasked(String(cString: $0), isLiteral: true) } ?? ""
  }

  /// Text whose backslashes cmark has taken away.
  private mutating func address(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { mask.unmasked(String(cString: $0), isLiteral: false) } ?? ""
  }

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
    let column = lines.isParagraphs ? 1 : Int(cmark_node_get_start_column(node))
    let start = min(first.lowerBound + max(column - 1, 0), first.upperBound)
    return SourceRange(source: lines.source, bytes: start..<max(start, last.upperBound))
  }
}
