import Diagnostics

extension BibTeXParser {
  /// The key and fields of an entry, up to its closing brace.
  mutating func readFields(_ entry: inout BibTeXEntry, _ close: UInt8) throws(Failure) {
    try readKey(&entry, close)
    while true {
      scanner.skipSpace()
      let start = scanner.position
      if scanner.isAtEnd || scanner.startsEntry(at: start) { throw .unterminated }
      if scanner.current == close {
        scanner.position += 1
        return
      }
      if scanner.current == UInt8(ascii: ",") {
        scanner.position += 1
        continue
      }
      let name = scanner.name()
      if name.isEmpty { throw unexpected("the name of a field") }
      try expectEqualsSign(after: name)
      let field = try value(named: name)
      store(field, scanner.text(name).lowercased(), in: &entry)
      try expectComma(after: field.valueBytes.upperBound, close)
    }
  }

  private mutating func readKey(_ entry: inout BibTeXEntry, _ close: UInt8) throws(Failure) {
    scanner.skipSpace()
    let key = scanner.run { byte in
      !BibTeXScanner.isSpace(byte) && byte != close && !",={}\"#%".utf8.contains(byte)
    }
    let after = scanner.position
    scanner.skipSpace()
    let next = scanner.current
    if scanner.isAtEnd || scanner.startsEntry(at: scanner.position) {
      entry.key = scanner.text(key)
      entry.keyBytes = key
      throw .unterminated
    }
    if key.isEmpty || next == UInt8(ascii: "=") {
      add(
        Diagnostic(
          id: "missing-key", "@\(entry.type) has no key", at: place(entry.typeBytes),
          fix: "write '@\(entry.type){key,': articles cite it by that key"))
      if next == UInt8(ascii: "=") { scanner.position = key.lowerBound }
      return
    }
    entry.key = scanner.text(key)
    entry.keyBytes = key
    try expectComma(after: after, close)
  }

  private mutating func expectEqualsSign(after name: Range<Int>) throws(Failure) {
    scanner.skipSpace()
    if scanner.isAtEnd { throw .unterminated }
    guard scanner.current == UInt8(ascii: "=") else { throw unexpected("'=' after '\(scanner.text(name))'") }
    scanner.position += 1
    scanner.skipSpace()
  }

  /// A comma, or the end of the entry, which is left for the caller. A comma that is missing before a field is reported only.
  private mutating func expectComma(after end: Int, _ close: UInt8) throws(Failure) {
    scanner.skipSpace()
    if scanner.current == UInt8(ascii: ",") {
      scanner.position += 1
      return
    }
    if !scanner.isAtEnd, scanner.current == close { return }
    if scanner.isAtEnd || scanner.startsEntry(at: scanner.position) { throw .unterminated }
    var ahead = scanner
    let name = ahead.name()
    ahead.skipSpace()
    guard !name.isEmpty, ahead.current == UInt8(ascii: "=") else { throw unexpected("',' or '\(Character(Unicode.Scalar(close)))'") }
    add(
      Diagnostic(
        id: "missing-comma", "there is no comma before the field '\(scanner.text(name))'", at: place(max(end - 1, 0)..<end),
        fix: "write ',' here"))
  }

  /// The first of two fields of one name counts, as for BibTeX.
  private mutating func store(_ field: BibTeXEntry.Field, _ name: String, in entry: inout BibTeXEntry) {
    guard let first = entry.fields[name] else {
      entry.fields[name] = field
      return
    }
    add(
      Diagnostic(
        .warning, id: "duplicate-field", "the field '\(name)' stands twice in '\(entry.key)'; the first counts", at: place(field.nameBytes),
        fix: "remove one of them", notes: [Diagnostic.Note("the first is here", at: place(first.nameBytes))]))
  }

  /// `name = value` of a @string.
  mutating func string(_ close: UInt8) throws(Failure) {
    scanner.skipSpace()
    let name = scanner.name()
    if name.isEmpty { throw scanner.isAtEnd ? .unterminated : unexpected("the name of a string") }
    try expectEqualsSign(after: name)
    let field = try value(named: name)
    strings[scanner.text(name).lowercased()] = field.value
    try end(close, "the string")
  }

  mutating func end(_ close: UInt8, _ subject: String) throws(Failure) {
    scanner.skipSpace()
    if scanner.current == UInt8(ascii: ",") { scanner.position += 1 }
    scanner.skipSpace()
    if scanner.isAtEnd || scanner.startsEntry(at: scanner.position) { throw .unterminated }
    guard scanner.current == close else { throw unexpected("'\(Character(Unicode.Scalar(close)))', the end of \(subject),") }
    scanner.position += 1
  }

  /// An error about the byte at the position.
  func unexpected(_ expected: String) -> Failure {
    let byte = scanner.current
    let found = byte > 32 && byte < 127 ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
    return .unexpected(
      Diagnostic(
        id: "bad-entry", "found \(found) where \(expected) should come", at: place(scanner.position..<scanner.position + 1),
        fix: "look for a brace, quotation mark or comma that is missing before this place"))
  }
}
