/// Turns `mo`, `mi` and `mn` that hold elements into `mrow` in KaTeX's MathML.
///
/// They are tokens and hold text (MathML Core, section 3.2); KaTeX's `\overset{!}{=}` puts `mover` into `mo`, which browsers read as
/// unknown HTML. Linear in the length of the text.
enum TokenRows {
  private static let tokens = ["mo", "mi", "mn"]

  static func write(_ html: String) -> String {
    guard let end = html.firstRange(of: "</math>")?.lowerBound else { return html }
    let bytes = Array(html[..<end].utf8)
    /// The open elements, each with where its tag stands and whether an element stands in it.
    var open: [(name: String, tag: Range<Int>, holdsElements: Bool)] = []
    var edits: [(range: Range<Int>, text: String)] = []
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")), let close = bytes[start...].firstIndex(of: UInt8(ascii: ">")) {
      index = close + 1
      let isClosing = bytes[start + 1] == UInt8(ascii: "/")
      let name = bytes[(start + (isClosing ? 2 : 1))..<close].prefix { $0 != 32 && $0 != UInt8(ascii: "/") }
      if !isClosing {
        if !open.isEmpty { open[open.count - 1].holdsElements = true }
        if bytes[close - 1] != UInt8(ascii: "/") { open.append((String(decoding: name, as: UTF8.self), start..<close + 1, false)) }
      } else if let element = open.popLast(), element.holdsElements, tokens.contains(element.name) {
        edits += [(element.tag, "<mrow>"), (start..<close + 1, "</mrow>")]
      }
    }
    var result: [UInt8] = []
    var copied = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[copied..<edit.range.lowerBound] + Array(edit.text.utf8)
      copied = edit.range.upperBound
    }
    return String(decoding: result + bytes[copied...], as: UTF8.self) + html[end...]
  }
}
