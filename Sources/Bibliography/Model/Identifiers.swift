/// The forms of DOIs, arXiv identifiers and addresses, and the links that they become.
package enum Identifiers {
  /// A DOI (ISO 26324) without resolver or prefix; `nil` if the text is not one.
  package static func doi(_ text: String) -> String? {
    var doi = Substring(text)
    for prefix in ["https://", "http://", "dx.", "www.", "doi.org/", "doi:"] where doi.lowercased().hasPrefix(prefix) {
      doi = doi.dropFirst(prefix.count)
    }
    while doi.first == " " { doi = doi.dropFirst() }
    guard doi.hasPrefix("10."), let slash = doi.firstIndex(of: "/"), doi.index(after: slash) < doi.endIndex,
      !doi.contains(where: \.isWhitespace), doi[..<slash].dropFirst(3).allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
    else { return nil }
    return String(doi)
  }

  /// An arXiv identifier in the form since 2007 (`2209.04836v2`) or before (`math/0309136`, `cs.LG/0512345`); else `nil`.
  package static func arXiv(_ text: String) -> String? {
    var id = Substring(text)
    for prefix in ["https://", "http://", "www.", "arxiv.org/abs/", "arxiv.org/pdf/", "arxiv:", "abs/"]
    where id.lowercased().hasPrefix(prefix) {
      id = id.dropFirst(prefix.count)
    }
    if id.hasSuffix(".pdf") { id = id.dropLast(4) }
    // Classes in brackets follow in some records: "2209.04836 [cs.LG]".
    id = id.split(separator: " ", maxSplits: 1).first ?? ""
    var number = id
    if let v = id.lastIndex(of: "v"), isDigits(id[id.index(after: v)...]) { number = id[..<v] }
    if let dot = number.firstIndex(of: "."), isDigits(number[..<dot]) {
      let last = number[number.index(after: dot)...]
      return number[..<dot].count == 4 && isDigits(last) && (4...5).contains(last.count) ? String(id) : nil
    }
    guard let slash = number.firstIndex(of: "/") else { return nil }
    let archive = number[..<slash]
    let last = number[number.index(after: slash)...]
    guard last.count == 7, isDigits(last), archive.first?.isLetter == true,
      archive.utf8.allSatisfy({ ascii($0, isIn: "a"..."z") || ascii($0, isIn: "A"..."Z") || $0 == 45 || $0 == 46 })
    else { return nil }
    return String(id)
  }

  /// The address with everything percent-encoded that may not stand in one, if its scheme is http or https; else `nil`.
  package static func url(_ text: String) -> String? {
    let lower = text.prefix(8).lowercased()
    guard let scheme = ["https://", "http://"].first(where: { lower.hasPrefix($0) }) else { return nil }
    let rest = text.dropFirst(scheme.count)
    guard let first = rest.unicodeScalars.first, !"/?#".unicodeScalars.contains(first) else { return nil }
    return scheme + encoded(rest, alsoKeeping: "?#[]%")
  }

  /// The address that a DOI leads to, by the resolver of its foundation.
  package static func address(doi: String) -> String { "https://doi.org/" + encoded(Substring(doi), alsoKeeping: "") }
  /// The address of an arXiv identifier.
  package static func address(arXiv: String) -> String { "https://arxiv.org/abs/" + encoded(Substring(arXiv), alsoKeeping: "") }

  /// RFC 3986: unreserved characters and the delimiters that are harmless in a path stay; of others each byte becomes %XX.
  private static func encoded(_ text: Substring, alsoKeeping kept: String) -> String {
    let allowed = Set("-._~:/@!$&'()*+,;=".utf8).union(kept.utf8)
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if ascii(byte, isIn: "a"..."z") || ascii(byte, isIn: "A"..."Z") || ascii(byte, isIn: "0"..."9") || allowed.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isDigits(_ text: Substring) -> Bool { !text.isEmpty && text.utf8.allSatisfy { ascii($0, isIn: "0"..."9") } }

  private static func ascii(_ byte: UInt8, isIn range: ClosedRange<Unicode.Scalar>) -> Bool { range.contains(Unicode.Scalar(byte)) }
}
