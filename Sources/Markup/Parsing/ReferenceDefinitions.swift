/// The link reference definitions of an article, which cmark takes out of the tree but table cells may use.
enum ReferenceDefinitions {
  /// More than this of definitions is left out: they are parsed again for every table.
  private static let mostBytes = 1 << 16

  /// The definitions that fit one line each, outside fenced code, as Markdown; empty if there are none.
  static func find(in text: String) -> String {
    guard text.contains("]:") else { return "" }
    var result = ""
    var fence: Character?
    for line in text.split(whereSeparator: \.isNewline) {
      let content = line.drop { $0 == " " || $0 == "\t" || $0 == ">" }
      if let mark = content.first, mark == "`" || mark == "~", content.hasPrefix(String(repeating: mark, count: 3)) {
        if fence == nil { fence = mark } else if fence == mark { fence = nil }
      }
      guard fence == nil, content.first == "[", !content.hasPrefix("[^"), let colon = content.firstRange(of: "]:") else {
        continue
      }
      guard !content[colon.upperBound...].trimmed.isEmpty, result.utf8.count + content.utf8.count <= mostBytes else { continue }
      result += "\n\(content)\n"
    }
    return result
  }
}
