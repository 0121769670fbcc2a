import Diagnostics

extension CodeBlock {
  /// A code block as cmark gives it, with its lines found in the source: body line i is line i + 1 after the fence.
  ///
  /// cmark does not say whether a block is fenced. An indented one has as many lines as its literal; a fenced one has at least
  /// the fence besides.
  static func read(info: String, literal: String, range: SourceRange, source: Source) -> CodeBlock {
    let first = range.start.line
    let texts = literal.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
    let lineCount = range.end.line - first + 1
    let opening = source.substring(range.bytes.lowerBound..<source.bytes(ofLine: first).upperBound)
    let fence = opening.prefix { $0 == "`" || $0 == "~" }
    let isFenced = fence.utf8.count >= 3 && texts.count < lineCount
    let firstLine = isFenced ? first + 1 : first
    // cmark has taken the indentation off the literal; a line's text ends at the line's end, so count back from there.
    let lines = texts.enumerated().map { index, text in
      let bytes = source.bytes(ofLine: firstLine + index)
      let length = min(text.count - (text.last == UInt8(ascii: "\r") ? 1 : 0), bytes.count)
      return bytes.upperBound - length..<bytes.upperBound
    }
    guard isFenced else {
      return CodeBlock(info: "", infoRange: source.range(ofLine: first), literal: literal, isFenced: false, isClosed: true, bodyLines: lines)
    }
    let lead = fence.utf8.count + opening.dropFirst(fence.count).prefix { $0 == " " || $0 == "\t" }.utf8.count
    let infoStart = range.bytes.lowerBound + lead
    let infoRange = SourceRange(
      source: source, bytes: infoStart..<infoStart + opening.dropFirst(fence.count).trimmed.utf8.count)
    return CodeBlock(
      info: info.trimmed, infoRange: infoRange, literal: literal, isFenced: true, isClosed: lineCount > texts.count + 1, bodyLines: lines)
  }

  /// Checks an info string of the form `{{name}} label`, which shows a directive instead of running it.
  ///
  /// Throws a `Diagnostic` where the braces are not closed by two.
  func checkShownInfo() throws(Diagnostic) {
    guard info.hasPrefix("{{"), shownInfo == nil else { return }
    throw Diagnostic(
      id: "bad-fence", "the two braces after the fence are not closed by two", at: .text(infoRange),
      fix: "write {{name}} label to show a directive, {name} label to run it")
  }
}
