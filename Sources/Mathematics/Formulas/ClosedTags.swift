/// Writes `<mspace …/>` as `<mspace …></mspace>` in KaTeX's MathML.
///
/// What is inside `mo`, `mi` or `mtext` is read by browsers as HTML, where a tag can't close itself: KaTeX's `\mathbin{a\kern1em b}`
/// would put the rest of the page inside that space (HTML Living Standard, 13.2.6.5, MathML text integration points).
enum ClosedTags {
  static func write(_ html: String) -> String {
    guard let end = html.firstRange(of: "</math>")?.lowerBound else { return html }
    var result: [UInt8] = []
    var name: [UInt8] = []
    var isInName = false
    for byte in html[..<end].utf8 {
      switch byte {
      case UInt8(ascii: "<"):
        name = []
        isInName = true
      case UInt8(ascii: ">") where result.last == UInt8(ascii: "/"):
        // Less-than and greater-than signs of texts and attributes are escaped.
        result.removeLast()
        result += [UInt8(ascii: ">")] + Array("</".utf8) + name
        isInName = false
      case UInt8(ascii: " "), UInt8(ascii: "/"), UInt8(ascii: ">"): isInName = false
      default: if isInName { name.append(byte) }
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self) + html[end...]
  }
}
