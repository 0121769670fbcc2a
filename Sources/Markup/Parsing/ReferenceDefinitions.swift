/// The link reference definitions of an article, which cmark takes out of the tree but parts that are parsed on their own may use.
struct ReferenceDefinitions {
  /// A longer definition is known in the article's own text only: parts are many, and each gets a copy of what it uses.
  private static let mostBytes = 1_000

  /// The first definition of each label, as Markdown.
  private var definitions: [String: String] = [:]

  /// No definitions.
  init() {}

  /// The definitions that fit one line each, outside fenced code.
  init(in text: String) {
    guard text.contains("]:") else { return }
    var fences = FenceScanner()
    for bytes in Array(text.utf8).split(separator: 10) {
      guard !fences.isCode(bytes) else { continue }
      let content = String(decoding: bytes.dropFirst(FenceScanner.lead(bytes).repeated), as: UTF8.self)[...]
      guard content.first == "[", !content.hasPrefix("[^"), content.utf8.count <= Self.mostBytes,
        let colon = content.firstRange(of: "]:"), !content[colon.upperBound...].trimmed.isEmpty
      else { continue }
      let label = Self.normal(content[..<colon.lowerBound].dropFirst())
      if definitions[label] == nil { definitions[label] = "\n\(content)\n" }
    }
  }

  /// The definitions that a text may use, as Markdown to put after it, in the order of the text. Linear in its length.
  func used(in text: String) -> String {
    guard !definitions.isEmpty, text.utf8.contains(UInt8(ascii: "[")) else { return "" }
    var found: Set<String> = []
    var result = ""
    var open: String.Index?
    for index in text.utf8.indices {
      switch text.utf8[index] {
      case UInt8(ascii: "["): open = text.utf8.index(after: index)
      case UInt8(ascii: "]"):
        guard let start = open else { continue }
        open = nil
        let label = Self.normal(text[start..<index])
        if let definition = definitions[label], found.insert(label).inserted { result += definition }
      default: break
      }
    }
    return result
  }

  /// Labels are compared without regard to case and to how much white space is in them (CommonMark 0.30, section 4.7).
  private static func normal(_ label: Substring) -> String {
    label.utf8.count > mostBytes ? "" : label.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}
