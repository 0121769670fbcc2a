import Diagnostics

extension CodeBlock {
  /// A code block as cmark gives it, with its lines found in the source: body line i is line i + 1 after the fence.
  static func read(info: String, literal: String, range: SourceRange, source: Source) -> CodeBlock {
    let first = range.start.line
    let opening = source.substring(range.bytes.lowerBound..<source.bytes(ofLine: first).upperBound)
    let fence = opening.prefix { $0 == "`" || $0 == "~" }
    guard fence.count >= 3 else {
      return CodeBlock(info: "", infoRange: SourceRange(source: source, bytes: range.bytes), literal: literal, bodyLines: [])
    }
    let lead = fence.utf8.count + opening.dropFirst(fence.count).prefix { $0 == " " || $0 == "\t" }.utf8.count
    let infoStart = range.bytes.lowerBound + lead
    let infoRange = SourceRange(source: source, bytes: infoStart..<max(infoStart, source.bytes(ofLine: first).upperBound))
    // cmark has taken the indentation off the literal; a line's text ends at the line's end, so count back from there.
    var lines: [Range<Int>] = []
    let texts = literal.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    for (i, text) in texts.enumerated() {
      let bytes = source.bytes(ofLine: first + 1 + i)
      let length = min(text.utf8.count - (text.hasSuffix("\r") ? 1 : 0), bytes.count)
      lines.append(bytes.upperBound - length..<bytes.upperBound)
    }
    return CodeBlock(info: info.trimmed, infoRange: infoRange, literal: literal, bodyLines: lines)
  }
}
