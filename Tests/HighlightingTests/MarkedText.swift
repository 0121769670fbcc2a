import Highlighting

/// A listing with its tokens written into it, as `«keyword:let» x`, so that an expectation can be read.
enum MarkedText {
  static func marked(_ code: String, _ tokens: [Token]) -> String {
    let bytes = Array(code.utf8)
    var (result, position) = ("", 0)
    for token in tokens {
      result += String(decoding: bytes[position..<token.range.lowerBound], as: UTF8.self)
      result += "«\(token.kind.rawValue):\(String(decoding: bytes[token.range], as: UTF8.self))»"
      position = token.range.upperBound
    }
    return result + String(decoding: bytes[position...], as: UTF8.self)
  }

  /// The listing alone. Listings in tests hold no guillemets of their own.
  static func unmarked(_ marked: String) -> String {
    var result = ""
    var rest = marked[...]
    while let open = rest.firstIndex(of: "«"), let colon = rest[open...].firstIndex(of: ":") {
      result += rest[..<open]
      rest = rest[rest.index(after: colon)...]
    }
    return (result + rest).replacing("»", with: "")
  }
}
