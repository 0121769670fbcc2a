import Diagnostics

extension BibTeXParser {
  /// Parts joined by '#': text in braces or quotes, a number, the name of a string.
  mutating func value(named name: Range<Int> = 0..<0) throws(Failure) -> BibTeXEntry.Field {
    let start = scanner.position
    var value = ""
    var textStart: Int?
    var count = 0
    var end = start
    repeat {
      if count > 0 { scanner.position += 1 }
      scanner.skipSpace()
      let part = try self.part()
      textStart = count == 0 ? part.textStart : nil
      count += 1
      expandedBytes += part.text.utf8.count
      guard expandedBytes <= BibliographyLimits.expandedBytes else { throw tooLong(start) }
      value += part.text
      end = scanner.position
      scanner.skipSpace()
    } while scanner.current == UInt8(ascii: "#")
    scanner.position = end
    return BibTeXEntry.Field(nameBytes: name, value: value, valueBytes: start..<end, textStart: textStart)
  }

  private mutating func part() throws(Failure) -> (text: String, textStart: Int?) {
    let byte = scanner.current
    if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "\"") {
      scanner.position += 1
      guard let range = scanner.balanced(until: byte == UInt8(ascii: "{") ? UInt8(ascii: "}") : byte) else { throw .unterminated }
      return (scanner.text(range), range.lowerBound)
    }
    if scanner.isAtEnd || scanner.startsEntry(at: scanner.position) { throw .unterminated }
    let bytes = scanner.name()
    if bytes.isEmpty { throw unexpected("a value") }
    let name = scanner.text(bytes)
    if name.utf8.allSatisfy({ (48...57).contains($0) }) { return (name, nil) }
    if let text = strings[name.lowercased()] { return (text, nil) }
    if isFull { return ("", nil) }
    add(
      Diagnostic(
        id: "unknown-string", "there is no @string '\(name)' before this place", at: place(bytes),
        fix: Suggestion.nearest(to: name, in: strings.keys).map { "did you mean '\($0)'?" } ?? "write it in braces: {\(name)}"))
    return ("", nil)
  }

  private mutating func tooLong(_ start: Int) -> Failure {
    scanner.position = scanner.bytes.count
    return .unexpected(
      Diagnostic(
        id: "bibliography-too-long", "the values are longer than \(BibliographyLimits.expandedBytes) bytes once strings are replaced",
        at: place(start..<start + 1), fix: "make the strings shorter"))
  }
}
