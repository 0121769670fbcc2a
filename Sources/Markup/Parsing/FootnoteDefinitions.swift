import Diagnostics

/// The definitions of footnotes in a text: `[^label]: words`, and the lines after it that are indented or carry a paragraph on.
///
/// cmark takes a definition of one word for that of a link and drops it. So definitions are taken out before parsing: their lines
/// become blank, and are parsed on their own.
struct FootnoteDefinitions {
  /// A definition that is not parsed yet.
  struct Definition {
    let label: Label
    /// The bytes of its lines in the source, without the label and the indentation.
    var lines: [Range<Int>]
  }

  /// The text with the definitions blank, line for line.
  let text: String
  let definitions: [Definition]

  /// A text in which definitions are not looked for.
  init(none text: String) { (self.text, definitions) = (text, []) }

  /// Finds the definitions outside fenced code, at most three spaces from the margin.
  init(in text: String, lines: ParsedLines) {
    guard text.contains("[^") else {
      (self.text, definitions) = (text, [])
      return
    }
    var found: [Definition] = []
    var kept: [String] = []
    var fences = FenceScanner()
    /// Whether the line before belongs to a definition, and whether it is blank.
    var (isOpen, isAfterBlank) = (false, false)
    // By bytes, because a carriage return and a line feed are one character.
    for (index, bytes) in Array(text.utf8).split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let line = String(decoding: bytes, as: UTF8.self)[...]
      let indent = bytes.prefix { $0 == 32 || $0 == 9 }.count
      let isBlank = FenceScanner.isBlank(bytes)
      func source(from column: Int) -> Range<Int> {
        let end = lines.bytes(ofLine: index + 1).upperBound
        return min(lines.place(line: index + 1, column: column), end)..<end
      }
      if isOpen, isBlank || indent >= 2 || (!isAfterBlank && !Self.startsBlock(line)), Self.start(line) == nil {
        let line = source(from: min(indent, 4))
        // After the text's last line feed there is no line to take the bytes from.
        found[found.count - 1].lines.append(isBlank ? line.lowerBound..<line.lowerBound : line)
        kept.append("")
        isAfterBlank = isBlank
        continue
      }
      isOpen = false
      if !fences.isCode(bytes), let (label, length) = Self.start(line) {
        let start = lines.place(line: index + 1, column: indent + 2)
        let range = SourceRange(source: lines.source, bytes: start..<start + label.utf8.count)
        found.append(Definition(label: Label(name: label, range: range), lines: [source(from: length)]))
        kept.append("")
        (isOpen, isAfterBlank) = (true, false)
      } else {
        kept.append(String(line))
      }
    }
    self.text = found.isEmpty ? text : kept.joined(separator: "\n")
    definitions = found
  }

  /// The label of a definition that a line starts, and how many bytes stand before its text.
  private static func start(_ line: Substring) -> (label: String, length: Int)? {
    let content = line.drop { $0 == " " }
    let indent = line.utf8.count - content.utf8.count
    guard indent <= 3, content.hasPrefix("[^"), let close = content.firstRange(of: "]:") else { return nil }
    let label = content[..<close.lowerBound].dropFirst(2)
    guard !label.isEmpty, !label.contains(where: { $0.isWhitespace || $0 == "[" || $0 == "]" }) else { return nil }
    let space = content[close.upperBound...].prefix { $0 == " " || $0 == "\t" }
    return (String(label), indent + content[..<space.endIndex].utf8.count)
  }

  /// Whether a line that is not indented begins something else than a paragraph.
  private static func startsBlock(_ line: Substring) -> Bool {
    let bytes = Array(line.utf8)[...]
    let lead = FenceScanner.lead(bytes)
    return lead.hasMarker || lead.quotes > 0 || ["#", "```", "~~~", "|"].contains { line.drop { $0 == " " }.hasPrefix($0) }
  }
}
