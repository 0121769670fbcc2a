/// The references that one page cites, in order, with numbers and the letters of years.
package struct CitedList: Sendable {
  /// One work of the list.
  package struct Entry: Sendable {
    /// What articles write after `@`.
    package let key: String
    /// From 1, in the order of the list.
    package let number: Int
    /// The year with its letter: "2023", "2023a", "n.d.-b".
    package let year: String
    /// The entry as it is shown.
    package let pieces: [Piece]
  }

  /// In the order in which they are shown.
  package let entries: [Entry]
  /// How works are cited in the text.
  package let style: CitationStyle
  let formatted: FormattedLibrary
  private let indices: [String: Int]

  /// The list for the keys that a page cites, in the order of its text; repetitions and unknown keys are left out.
  ///
  /// By author and year the list is sorted (`SortKey`), and works that citations could not tell apart get letters in the order
  /// of the list. By number the list keeps the order of first citation.
  package init(citing keys: [String], in formatted: FormattedLibrary, style: CitationStyle) {
    var seen: Set<String> = []
    var cited = keys.compactMap { key in
      seen.insert(key).inserted ? formatted[key].map { (key: key, form: $0) } : nil
    }
    if style == .authorYear { cited.sort { $0.form.rank < $1.form.rank } }
    var groups: [String: Int] = [:]
    let names = cited.map { "\($0.form.label)\u{1}\($0.form.year)" }
    for name in names { groups[name, default: 0] += 1 }
    var used: [String: Int] = [:]
    entries = cited.enumerated().map { index, item in
      var year = item.form.year
      let name = names[index]
      if style == .authorYear, groups[name, default: 0] > 1 {
        year += (item.form.hasYear ? "" : "-") + Self.letters(used[name, default: 0])
        used[name, default: 0] += 1
      }
      var pieces = item.form.head
      pieces.append(text: year)
      pieces.append(pieces: item.form.tail)
      return Entry(key: item.key, number: index + 1, year: year, pieces: pieces)
    }
    indices = Dictionary(entries.enumerated().map { ($1.key, $0) }) { first, _ in first }
    self.style = style
    self.formatted = formatted
  }

  /// The entry of a key; `nil` where the page does not cite it.
  package subscript(key: String) -> Entry? { indices[key].map { entries[$0] } }

  /// a, b, …, z, aa, ab, …
  package static func letters(_ index: Int) -> String {
    var rest = index
    var letters = ""
    repeat {
      letters = String(UnicodeScalar(UInt8(97 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }
}
