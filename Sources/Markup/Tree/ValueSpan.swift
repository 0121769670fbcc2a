import Diagnostics

/// A computed value in running text: `` `= moons.area.largest | percent 1` ``.
package struct ValueSpan: Sendable {
  /// A way to write the value, such as `percent 1`.
  package struct Filter: Sendable {
    /// The first word.
    package let name: String
    /// The other words.
    package let arguments: [String]
    /// The place of all its words.
    package let range: SourceRange
    /// The place of the first word, then those of the others.
    package let wordRanges: [SourceRange]
  }

  /// The name with its label in front: `moons.area.largest`.
  package let name: String
  /// The place of the name.
  package let nameRange: SourceRange
  /// In the order of the text.
  package let filters: [Filter]

  /// As it is written, without the code span's marks: `= moons.area.largest | percent 1`.
  package var written: String { (["= \(name)"] + filters.map { ([$0.name] + $0.arguments).joined(separator: " ") }).joined(separator: " | ") }

  private init(name: String, nameRange: SourceRange, filters: [Filter]) {
    self.name = name
    self.nameRange = nameRange
    self.filters = filters
  }

  /// Reads the content of a code span; `nil` if it does not start with `= `. `place` gives a part's bytes their place.
  ///
  /// A name and its filters are separated by `|`, in a table by `\|`. Throws a `Diagnostic` where the name is missing or more
  /// than one word, and where no filter follows a `|`.
  init?(_ content: String, place: (Range<Int>) -> SourceRange) throws(Diagnostic) {
    guard content.hasPrefix("= ") else { return nil }
    let parts = Self.parts(content)
    let words = parts[0].words
    guard words.count == 1 else {
      let found = words.isEmpty ? "no name follows '='" : "a value is one name, not '\(words.joined(separator: " "))'"
      throw Diagnostic(
        id: "bad-value", found, at: .text(place(parts[0].bytes)), fix: "write `= label.name`, with filters after |")
    }
    name = words[0]
    nameRange = place(parts[0].bytes)
    var filters: [Filter] = []
    for part in parts.dropFirst() {
      guard let first = part.words.first else {
        throw Diagnostic(
          id: "bad-value", "no filter follows '|'", at: .text(place(part.bytes)), fix: "remove the '|' or name a filter")
      }
      filters.append(
        Filter(
          name: first, arguments: Array(part.words.dropFirst()), range: place(part.bytes), wordRanges: part.wordBytes.map(place)))
    }
    self.filters = filters
  }

  /// What stands between the bars: its words, and its bytes in the content without white space about it, of an empty part the
  /// bar before it; and the bytes of each word.
  private static func parts(_ content: String) -> [(words: [String], bytes: Range<Int>, wordBytes: [Range<Int>])] {
    var result: [(words: [String], bytes: Range<Int>, wordBytes: [Range<Int>])] = []
    var start = 1
    for part in content.dropFirst().split(separator: "|", omittingEmptySubsequences: false) {
      let text = part.hasSuffix("\\") ? part.dropLast() : part
      let lead = text.prefix { $0.isWhitespace }.utf8.count
      let length = text.trimmed.utf8.count
      let bytes = length == 0 ? start - 1..<start : start + lead..<start + lead + length
      let words = text.split(whereSeparator: \.isWhitespace)
      var (wordBytes, end, offset) = ([Range<Int>](), text.startIndex, start)
      for word in words {
        offset += text[end..<word.startIndex].utf8.count
        wordBytes.append(offset..<offset + word.utf8.count)
        (offset, end) = (offset + word.utf8.count, word.endIndex)
      }
      result.append((words.map(String.init), bytes, wordBytes))
      start += part.utf8.count + 1
    }
    return result
  }

  /// The same in a text that was decoded from another one.
  func moved(to origin: TextOrigin) -> ValueSpan {
    let filters = filters.map {
      Filter(name: $0.name, arguments: $0.arguments, range: origin.range($0.range), wordRanges: $0.wordRanges.map { origin.range($0) })
    }
    return ValueSpan(name: name, nameRange: origin.range(nameRange), filters: filters)
  }
}
