import Diagnostics

extension CMarkParser {
  /// The deepest that containers may stand in containers.
  static let deepestContainer = 16

  /// Appends a heading; `{#label}` at its end is its label.
  mutating func append(heading inlines: [Inline], level: Int, at range: SourceRange) {
    guard let last = inlines.last, case .text(let text) = last.kind, text.hasSuffix("}"), let open = text.lastRange(of: "{#") else {
      append(block: .heading(level: level, inlines, label: nil), at: range)
      return
    }
    let word = String(text[open.upperBound...].dropLast())
    let place = locator.literal("{#\(word)}").map { self.text.range($0.lowerBound + 2..<$0.upperBound - 1) } ?? range
    if let fault = Label.fault(word, at: place) { report.add(fault) }
    let rest = text[..<open.lowerBound]
    let kept = rest.trimmed.isEmpty && inlines.count > 1 ? "" : String(rest.reversed().drop { $0.isWhitespace }.reversed())
    let title = inlines.dropLast() + (kept.isEmpty ? [] : [Inline(.text(kept), range: last.range)])
    append(block: .heading(level: level, Array(title), label: Label(name: word, range: place)), at: range)
  }

  /// Appends a paragraph, or a table, or a definition; the first lines of a paragraph may stand before a table.
  mutating func append(paragraph inlines: [Inline], content: [Range<Int>], at whole: SourceRange) {
    guard !lines.isParagraphs else {
      append(block: .paragraph(inlines), at: whole)
      return
    }
    if let table = TableParser(content, of: lines.source, isHidden: mask.mathematics.isHidden) {
      append(table, content: content, at: whole)
    } else if let definition = definition(content) {
      append(block: .definitions([definition]), at: whole)
    } else {
      append(block: .paragraph(inlines), at: whole)
    }
  }

  /// Blocks with terms that follow each other as one list.
  static func joined(_ blocks: [Block]) -> [Block] {
    var result: [Block] = []
    var open: [Block.Definition] = []
    var range: SourceRange?
    func close() {
      if let range { result.append(Block(.definitions(open), range: range)) }
      (open, range) = ([], nil)
    }
    for block in blocks {
      guard case .definitions(let definitions) = block.kind else {
        close()
        result.append(block)
        continue
      }
      open += definitions
      let start = range?.bytes.lowerBound ?? block.range.bytes.lowerBound
      range = SourceRange(source: block.range.source, bytes: start..<max(start, block.range.bytes.upperBound))
    }
    close()
    return result
  }

  private mutating func append(_ table: TableParser, content: [Range<Int>], at whole: SourceRange) {
    report.keepFirst(findingsBefore)
    if table.firstLine > 0 {
      let before = Array(content[..<table.firstLine])
      let read = Self.inlines(of: [before], setting, into: &report)
      let range = SourceRange(source: lines.source, bytes: whole.bytes.lowerBound..<before[before.count - 1].upperBound)
      append(block: .paragraph(read[0]), at: range)
    }
    let start = content[table.firstLine].lowerBound
    let range = SourceRange(source: lines.source, bytes: start..<max(start, whole.bytes.upperBound))
    append(block: .table(table.read(setting, into: &report)), at: range)
  }

  /// The definition that a paragraph is: a line, and lines that start with `: `; `nil` for other paragraphs.
  private mutating func definition(_ content: [Range<Int>]) -> Block.Definition? {
    func isMeaning(_ line: Range<Int>) -> Bool {
      let text = lines.source.substring(line)
      return text.hasPrefix(": ") || text == ":"
    }
    guard let first = content.firstIndex(where: isMeaning), first > 0 else { return nil }
    report.keepFirst(findingsBefore)
    var parts = [Array(content[..<first])]
    for line in content[first...] {
      if isMeaning(line) {
        parts.append([min(line.lowerBound + 2, line.upperBound)..<line.upperBound])
      } else {
        parts[parts.count - 1].append(line)
      }
    }
    let read = Self.inlines(of: parts, setting, into: &report)
    return Block.Definition(term: read[0], meanings: Array(read.dropFirst()))
  }

  /// Appends a block of code, or the directive, container or formula that it stands for.
  mutating func append(codeBlock literal: String, info: String, at range: SourceRange) {
    let code = CodeBlock.read(info: info, literal: literal, range: range, source: lines.source)
    let directive = report.collect {
      try code.checkShownInfo()
      return try DirectiveBlock(code)
    }
    if let directive, let directive {
      checkClosed(code, "{\(directive.name)}")
      if let kind = Container.Kind(rawValue: directive.name) {
        append(block: .container(container(kind, directive)), at: range)
      } else {
        append(block: .directive(directive), at: range)
      }
    } else if code.isFenced, code.info.split(whereSeparator: \.isWhitespace).first == "math" {
      checkClosed(code, "math")
      append(mathematics: code, at: range)
    } else {
      if code.isFenced, !code.isClosed {
        report.add(
          Diagnostic(
            .warning, id: "unclosed-fence", "the fence of a listing is never closed, so all that follows is code", at: .text(code.infoRange),
            fix: "add a line with as many backticks after its last line; a fence around others needs more of them"))
      }
      append(block: .code(code), at: range)
    }
  }

  /// Appends the formula of a fence `math`, which takes nothing else in its first line and is not empty.
  private mutating func append(mathematics code: CodeBlock, at range: SourceRange) {
    if let word = code.info.split(whereSeparator: \.isWhitespace).dropFirst().first {
      let start = code.infoRange.bytes.lowerBound + code.info[..<word.startIndex].utf8.count
      let place = SourceRange(source: lines.source, bytes: start..<start + word.utf8.count)
      report.add(
        Diagnostic(
          id: "bad-fence", "a fence 'math' takes nothing more, but '\(word)' follows", at: .text(place),
          fix: Label.isName(word) ? "label the equation in the formula: \\label{\(word)}" : "remove it"))
    }
    if code.isClosed, code.literal.allSatisfy(\.isWhitespace) {
      report.add(
        Diagnostic(
          id: "empty-formula", "the formula is empty", at: .text(code.infoRange), fix: "write LaTeX between the fences, or remove them"))
    }
    append(block: .mathematics(Formula(lines: code.lines, isDisplay: true)), at: range)
  }

  private mutating func checkClosed(_ code: CodeBlock, _ name: String) {
    guard code.isFenced, !code.isClosed else { return }
    report.add(
      Diagnostic(
        id: "unclosed-fence", "the fence of \(name) is never closed", at: .text(code.infoRange),
        fix: "add a line with as many backticks after its last line; a fence around others needs more of them"))
  }

  private mutating func container(_ kind: Container.Kind, _ block: DirectiveBlock) -> Container {
    let (found, lines) = ContainerReader(kind: kind, block: block).read(into: &report)
    var options: [Container.Option] = []
    for option in found {
      let inlines = Self.inlines(of: [[option.value.bytes]], setting, into: &report)[0]
      options.append(Container.Option(name: option.name, nameRange: option.nameRange, value: option.value, inlines: inlines))
    }
    var inner = setting
    inner.depth += 1
    inner.nesting += stack.count
    var blocks: [Block] = []
    if inner.depth > Self.deepestContainer {
      report.add(
        Diagnostic(
          id: "too-deep", "containers are nested more than \(Self.deepestContainer) deep", at: .text(block.nameRange),
          fix: "nest them less deeply"))
    } else {
      let fragment = Self.fragment(lines, inner, into: &report)
      blocks = fragment.blocks
      footnotes += fragment.footnotes
    }
    let label = block.label.flatMap { name in block.labelRange.map { Label(name: name, range: $0) } }
    return Container(kind: kind, nameRange: block.nameRange, label: label, options: options, blocks: blocks)
  }
}

extension String {
  /// Where a text occurs last.
  fileprivate func lastRange(of text: String) -> Range<String.Index>? { ranges(of: text).last }
}
