/// A library in the words of one language: what all pages share, made once for each reference.
package struct FormattedLibrary: Sendable {
  struct Form: Sendable {
    /// The authors in a citation.
    let label: String
    /// The year without a letter.
    let year: String
    let hasYear: Bool
    /// The list entry before and after the year.
    let head: [Piece]
    let tail: [Piece]
    /// The place among all references in sorted order.
    let rank: Int
    let card: ReferenceCard
  }

  /// The works.
  package let library: ReferenceLibrary
  /// The words of the language they are written in.
  package let words: Words
  private let forms: [String: Form]

  /// Formats every work once.
  package init(_ library: ReferenceLibrary, _ words: Words) {
    self.library = library
    self.words = words
    let keys = library.references.map { SortKey($0.work, key: $0.key) }
    let order = keys.indices.sorted { keys[$0] < keys[$1] }
    var forms: [String: Form] = [:]
    for (rank, index) in order.enumerated() {
      let reference = library.references[index]
      let entry = EntryWriter(reference.work, words)
      let year = reference.work.date.shownYear
      forms[reference.key] = Form(
        label: Self.label(reference.work, words), year: year ?? words.noDate, hasYear: year != nil, head: entry.head, tail: entry.tail,
        rank: rank,
        card: ReferenceCard(reference.work, words))
    }
    self.forms = forms
  }

  subscript(key: String) -> Form? { forms[key] }

  /// The short form of a reference, for a card beside its citations.
  package func card(_ key: String) -> ReferenceCard? { forms[key]?.card }

  /// Authors, or else editors, or else the first words of the title in quotation marks.
  private static func label(_ work: Work, _ words: Words) -> String {
    let people = work.authors.isEmpty ? work.editors : work.authors
    if !people.isEmpty { return NameFormat.short(people, words) }
    let title = work.title.plainText.split(separator: " ")
    let start = title.prefix(4).joined(separator: " ")
    let shown = start.count > 40 ? String(start.prefix(40)) : start
    return Words.fill(words.quoted, title.count > 4 || start.count > 40 ? shown + "…" : shown)
  }
}
