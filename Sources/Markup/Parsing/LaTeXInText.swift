/// LaTeX that would be printed as it is, or without its backslashes.
///
/// A command is one if its argument in braces follows at once. Parentheses with backslashes are mathematics where both stand in
/// the paragraph, and so are brackets if a formula's characters stand between them, since Markdown itself needs `\[` at times. A
/// doubled backslash is a backslash. Links' destinations are left out. Linear in the length of the text.
enum LaTeXInText {
  struct Finding {
    let message: String
    let fix: String
    let bytes: Range<Int>
  }

  private static let mostFindings = 50

  /// What is found, in order. `closing` are the environments that were reported and are open: their ends say nothing new.
  static func findings(in text: InlineText, isHidden: (Int) -> Bool, closing: inout Set<String>) -> [Finding] {
    let bytes = text.bytes
    var findings: [Finding] = []
    var open: (mark: UInt8, index: Int)?
    var index = 0
    while index + 1 < bytes.count, findings.count < mostFindings {
      switch bytes[index] {
      case UInt8(ascii: "`"):
        let length = text.backtickRun(at: index)
        index = text.closingRun(of: length, from: index + length).map { $0 + length } ?? index + length
      case UInt8(ascii: "]") where bytes[index + 1] == UInt8(ascii: "("):
        index = LinkDestination.range(in: bytes, from: index + 2).upperBound
      case UInt8(ascii: "\\") where isHidden(text.range(index..<index + 1).bytes.lowerBound): index += 2
      case UInt8(ascii: "\\"):
        let next = bytes[index + 1]
        if next == UInt8(ascii: "(") || next == UInt8(ascii: "[") {
          open = open?.mark == next ? open : (next, index)
        } else if let opened = open, next == (opened.mark == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")) {
          if let finding = delimiters(opened.mark, opened.index..<index + 2, in: bytes) { findings.append(finding) }
          open = nil
        } else if let end = endOfCommand(bytes, from: index + 1), open == nil {
          if let finding = command(bytes, index..<end, closing: &closing) { findings.append(finding) }
          index = end - 2
        }
        index += 2
      default: index += 1
      }
    }
    return findings
  }

  /// The index after the brace that opens the argument of a command; `nil` where there is none.
  private static func endOfCommand(_ bytes: [UInt8], from start: Int) -> Int? {
    var end = start
    while end < bytes.count, (65...90).contains(bytes[end] & 0xDF) { end += 1 }
    if end > start, end < bytes.count, bytes[end] == UInt8(ascii: "*") { end += 1 }
    return end > start && end < bytes.count && bytes[end] == UInt8(ascii: "{") ? end + 1 : nil
  }

  private static func delimiters(_ mark: UInt8, _ range: Range<Int>, in bytes: [UInt8]) -> Finding? {
    let isInline = mark == UInt8(ascii: "(")
    let inner = bytes[range].dropFirst(2).dropLast(2)
    let hasLetters = zip(inner, inner.dropFirst()).contains { $0 == UInt8(ascii: "\\") && (65...90).contains($1 & 0xDF) }
    guard isInline && inner.contains(where: { $0 > 32 && $0 != UInt8(ascii: "\\") }) || hasLetters || inner.contains(where: "^_=".utf8.contains)
    else { return nil }
    return isInline
      ? Finding(
        message: "mathematics is not written between '\\(' and '\\)'", fix: "write it between dollar signs: $…$; parentheses need no backslash",
        bytes: range.lowerBound..<range.lowerBound + 2)
      : Finding(
        message: "mathematics is not written between '\\[' and '\\]'", fix: "write it between two dollar signs on each side: $$…$$",
        bytes: range.lowerBound..<range.lowerBound + 2)
  }

  private static func command(_ bytes: [UInt8], _ range: Range<Int>, closing: inout Set<String>) -> Finding? {
    let name = String(decoding: bytes[range].dropFirst().dropLast(), as: UTF8.self)
    let argument = String(decoding: bytes[range.upperBound...].prefix(60).prefix { $0 != UInt8(ascii: "}") && $0 != 10 }, as: UTF8.self)
    if name == "eqref", !argument.isEmpty { return nil }
    if name == "end", closing.remove(argument) != nil { return nil }
    if name == "begin" { closing.insert(argument) }
    let isEnvironment = name == "begin" || name == "end"
    let shown = isEnvironment ? "\\\(name){\(argument)}" : "\\\(name)"
    let fix = isEnvironment ? environmentFix(argument) : commandFix(name, argument)
    return Finding(message: "'\(shown)' is LaTeX, which is not read outside formulas", fix: fix, bytes: range.lowerBound..<range.upperBound - 1)
  }
}
