import Diagnostics

/// Writes a document's blocks as HTML.
///
/// For plain CommonMark the bytes are those of libcmark's own renderer, but for headings, which get an id and a link to
/// themselves from level 2 on.
package struct HTMLRenderer {
  let context: any HTMLContext
  var slugs: Slugs
  /// How many tab panels were written, for ids.
  var tabsCount = 0
  var output = ""
  /// The headings written so far.
  package private(set) var headings: [Heading] = []

  /// An entry for a list of contents.
  package struct Heading: Sendable {
    /// From 1 to 6.
    package let level: Int
    /// The id in the page, without `#`.
    package let id: String
    /// HTML, without links.
    package let title: String
  }

  /// `reserved` are ids that other things on the page have.
  package init(context: any HTMLContext, reserved: [String] = []) {
    self.context = context
    slugs = Slugs(reserved: reserved)
  }

  /// The blocks as HTML. Headings of several calls share one page: no id is given twice.
  package mutating func render(_ blocks: [Block]) -> String {
    output = ""
    write(blocks, isTight: false)
    return output
  }

  mutating func write(_ blocks: [Block], isTight: Bool) {
    for block in blocks { write(block, isTight: isTight) }
  }

  private mutating func write(_ block: Block, isTight: Bool) {
    if case .paragraph(let inlines) = block.kind, isTight {
      output += html(inlines)
      return
    }
    startLine()
    switch block.kind {
    case .paragraph(let inlines): output += "<p>\(html(inlines))</p>\n"
    case .heading(let level, let inlines, let label): writeHeading(level, inlines, label, at: block.range)
    case .quote(let blocks):
      output += "<blockquote>\n"
      write(blocks, isTight: false)
      startLine()
      output += "</blockquote>\n"
    case .list(let list): write(list)
    case .code(let code): output += context.code(code)
    case .directive(let directive): output += context.directive(directive)
    case .container(let container): write(container)
    case .definitions(let definitions): write(definitions)
    case .mathematics(let formula): output += "<p>\(context.mathematics(formula))</p>\n"
    case .table(let table): write(table)
    case .thematicBreak: output += "<hr />\n"
    case .html(let html):
      if context.allowsHTML(html, at: block.range) { output += html }
      startLine()
    }
  }

  mutating func startLine() {
    if !output.isEmpty && output.utf8.last != UInt8(ascii: "\n") { output += "\n" }
  }

  private mutating func writeHeading(_ level: Int, _ inlines: [Inline], _ label: Label?, at range: SourceRange) {
    let number = context.sectionNumber(at: range).map { "<span class=\"section-number\">\(HTMLEscape.text($0))</span> " } ?? ""
    let entry = number + html(inlines.withoutLinks(context.text))
    writeHeading(level, number + html(inlines), entry: entry, id: label?.name ?? slugs.unique(inlines.slugText))
  }

  /// A heading of HTML; `entry` is the same without links, for the list of contents.
  mutating func writeHeading(_ level: Int, _ title: String, entry: String, id: String) {
    headings.append(Heading(level: level, id: id, title: entry))
    let label = HTMLEscape.text(context.headingLinkLabel)
    let anchor = level < 2 ? "" : "<a class=\"anchor\" href=\"#\(HTMLEscape.address(id))\" aria-label=\"\(label)\">#</a>"
    output += "<h\(level) id=\"\(HTMLEscape.text(id))\">\(title)\(anchor)</h\(level)>\n"
  }

  private mutating func write(_ list: Block.List) {
    let name = list.start == nil ? "ul" : "ol"
    output += "<\(name)\(list.start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? "")>\n"
    for item in list.items {
      startLine()
      output += "<li>"
      if !list.isTight && !item.isEmpty { output += "\n" }
      write(item, isTight: list.isTight)
      output += "</li>\n"
    }
    output += "</\(name)>\n"
  }

  private mutating func write(_ table: Block.Table) {
    func cells(_ row: [[Inline]]) -> [TableHTML.Cell] {
      zip(row, table.alignments).map { TableHTML.Cell(html($0), alignment: $1) }
    }
    output += TableHTML(header: cells(table.header), rows: table.rows.map(cells)).html
  }

  /// Code as it is. A fence with doubled braces shows how a directive is written: fence, braces and all.
  package static func html(_ code: CodeBlock) -> String {
    if let info = code.shownInfo { return html(fence: info, code.literal) }
    let language = code.info.split(whereSeparator: \.isWhitespace).first
    let attribute = language.map { " class=\"language-\(HTMLEscape.text($0))\"" } ?? ""
    return "<pre><code\(attribute)>\(HTMLEscape.text(code.literal))</code></pre>\n"
  }

  /// A fence with its info string, as it is written.
  package static func html(fence info: String, _ literal: String) -> String {
    let ticks = String(repeating: "`", count: max(3, longestRun(in: literal) + 1))
    let text = HTMLEscape.text("\(ticks)\(info)\n\(literal)\(ticks)\n")
    return "<pre><code class=\"language-markdown\">\(text)</code></pre>\n"
  }

  private static func longestRun(in text: String) -> Int {
    var (longest, current) = (0, 0)
    for byte in text.utf8 {
      current = byte == UInt8(ascii: "`") ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}
