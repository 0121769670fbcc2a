import Diagnostics

/// Reads the entries of a .bib file: the grammar of BibTeX 0.99d (O. Patashnik, "BibTeXing", 1988), without any meaning.
///
/// Text between entries is ignored. A percent sign outside values starts a comment, as for biber. `@comment{…}` is skipped as a
/// whole. Time is linear in the file; nothing recurses. After an error the rest of the file is still read.
struct BibTeXParser {
  let source: Source
  var scanner: BibTeXScanner
  private(set) var entries: [BibTeXEntry] = []
  private(set) var report = DiagnosticReport()
  /// The strings that are defined so far, by their names in lower case.
  var strings: [String: String]
  var expandedBytes = 0

  /// What ends the reading of an entry early.
  enum Failure: Error {
    /// The file ends, or the next entry starts, before the entry does.
    case unterminated
    case unexpected(Diagnostic)
  }

  init(_ source: Source) {
    self.source = source
    scanner = BibTeXScanner(Array(source.text.utf8))
    strings = Dictionary(uniqueKeysWithValues: zip(PublicationDate.monthMacros, PublicationDate.monthNames))
  }

  mutating func parse() {
    guard scanner.bytes.count <= BibliographyLimits.bytes else {
      report.add(
        Diagnostic(
          id: "bibliography-too-long", "the bibliography has \(scanner.bytes.count) bytes; at most \(BibliographyLimits.bytes) are read",
          at: .file(source.path), fix: "keep the entries that are cited"))
      return
    }
    while !isFull, skipToEntry() { readEntry() }
    if isFull {
      report.add(
        Diagnostic(
          id: "bibliography-errors", "the rest of the file was not read after so many findings",
          at: place(scanner.position..<scanner.position))
      )
    }
  }

  func place(_ bytes: Range<Int>) -> Diagnostic.Location { .text(SourceRange(source: source, bytes: bytes)) }

  var isFull: Bool { report.diagnostics.count > BibliographyLimits.findings }

  /// Adds a finding unless there are too many.
  mutating func add(_ diagnostic: Diagnostic) { if !isFull { report.add(diagnostic) } }

  /// Steps to the at sign of the next entry.
  private mutating func skipToEntry() -> Bool {
    var isLineStart = true
    while !scanner.isAtEnd {
      let byte = scanner.current
      if byte == UInt8(ascii: "%") {
        scanner.skipLine()
        continue
      }
      if byte == UInt8(ascii: "@"), isEntry(isLineStart: isLineStart) { return true }
      if byte == 0x0A { isLineStart = true } else if !BibTeXScanner.isSpace(byte) { isLineStart = false }
      scanner.position += 1
    }
    return false
  }

  /// Whether an at sign in the text between entries starts one: a name and a brace follow. One that starts a line should.
  private mutating func isEntry(isLineStart: Bool) -> Bool {
    var ahead = scanner
    ahead.position += 1
    ahead.skipSpace()
    let name = ahead.name()
    ahead.skipSpace()
    if !name.isEmpty, ahead.current == UInt8(ascii: "{") || ahead.current == UInt8(ascii: "(") { return true }
    let type = scanner.text(name)
    guard isLineStart, type.lowercased() != "comment" else { return false }
    let bytes = scanner.position..<max(name.upperBound, scanner.position + 1)
    if name.isEmpty {
      add(Diagnostic(id: "bad-entry", "an entry has no type", at: place(bytes), fix: "write the type after '@', such as '@article{key,'"))
    } else {
      add(Diagnostic(id: "bad-entry", "there is no '{' after '@\(type)'", at: place(bytes), fix: "write '@\(type){key,'"))
    }
    return false
  }

  /// Reads the entry at the position. The type and the opening brace are known to be there.
  private mutating func readEntry() {
    let start = scanner.position
    scanner.possibleStart = nil
    scanner.position += 1
    scanner.skipSpace()
    let typeBytes = scanner.name()
    scanner.skipSpace()
    let close = scanner.current == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
    scanner.position += 1
    var entry = BibTeXEntry(type: scanner.text(typeBytes).lowercased(), typeBytes: start..<typeBytes.upperBound)
    do throws(Failure) {
      switch entry.type {
      case "comment": if scanner.balanced(until: close) == nil { throw .unterminated }
      case "preamble":
        _ = try value()
        try end(close, "the preamble")
      case "string": try string(close)
      default: try readFields(&entry, close)
      }
    } catch {
      entry.isDamaged = true
      switch error {
      case .unexpected(let diagnostic):
        add(diagnostic)
        scanner.skipEntry(until: close)
      case .unterminated: reportUnterminated(entry, close)
      }
    }
    if !entry.key.isEmpty { entries.append(entry) }
  }

  private mutating func reportUnterminated(_ entry: BibTeXEntry, _ close: UInt8) {
    let end = scanner.isAtEnd ? scanner.possibleStart : scanner.position
    let name = "@\(entry.type)" + (entry.key.isEmpty ? "" : " '\(entry.key)'")
    let sign = Character(Unicode.Scalar(close))
    let notes = end.map { [Diagnostic.Note("the next entry starts here", at: place($0..<$0 + 1))] } ?? []
    add(
      Diagnostic(
        id: "unterminated-entry", "\(name), which begins here, has no end", at: place(entry.typeBytes),
        fix: "close it with '\(sign)', and each value with the sign that opens it", notes: notes))
    if scanner.isAtEnd, let end {
      scanner.position = end
      scanner.stopsAtStarts = true
    }
  }
}
