import Diagnostics

/// Splits CSV into records, byte by byte.
struct CSVParser {
  private let source: Source
  private let bytes: [UInt8]
  private var index = 0

  private static let quote = UInt8(ascii: "\"")

  init(_ source: Source) {
    self.source = source
    bytes = Array(source.text.utf8)
  }

  /// The next record that is not an empty line; `nil` at the end.
  mutating func next() throws(Diagnostic) -> [CSVTable.Cell]? {
    while index < bytes.count, isLineEnd(bytes[index]) { index += 1 }
    guard index < bytes.count else { return nil }
    var cells: [CSVTable.Cell] = []
    while true {
      cells.append(try cell())
      guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { break }
      index += 1
    }
    return cells
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }

  private mutating func cell() throws(Diagnostic) -> CSVTable.Cell {
    let start = index
    guard index < bytes.count, bytes[index] == Self.quote else {
      while index < bytes.count, bytes[index] != UInt8(ascii: ","), !isLineEnd(bytes[index]) { index += 1 }
      let range = SourceRange(source: source, bytes: start..<index)
      return CSVTable.Cell(text: range.text, range: range)
    }
    var content: [UInt8] = []
    index += 1
    while true {
      guard index < bytes.count else {
        throw Diagnostic(id: "bad-csv", "the quote is not closed", at: .text(SourceRange(source: source, bytes: start..<start + 1)))
      }
      let byte = bytes[index]
      index += 1
      if byte != Self.quote {
        content.append(byte)
      } else if index < bytes.count, bytes[index] == Self.quote {
        content.append(Self.quote)
        index += 1
      } else {
        break
      }
    }
    guard index == bytes.count || bytes[index] == UInt8(ascii: ",") || isLineEnd(bytes[index]) else {
      throw Diagnostic(
        id: "bad-csv", "text follows the closing quote", at: .text(SourceRange(source: source, bytes: index..<index + 1)),
        fix: "double a quote that is part of the text")
    }
    return CSVTable.Cell(text: String(decoding: content, as: UTF8.self), range: SourceRange(source: source, bytes: start..<index))
  }
}
