/// The place of a work in a sorted list: by names, then year, then title, then key.
///
/// Text is compared by the scalars of its folded form (`NormalForm.folded`): lower case, accents left out, no locale; Chinese by
/// code point. A particle counts as part of the family name, as it is shown. Works without names are sorted by their title; works
/// without a year come after those with one.
struct SortKey: Comparable {
  private let names: String
  private let year: Int
  private let title: String
  private let key: String

  init(_ work: Work, key: String) {
    let people = work.authors.isEmpty ? work.editors : work.authors
    title = NormalForm.folded(work.title.plainText)
    // Separators below all letters put shorter names first.
    names =
      people.isEmpty
      ? title
      : people.names.map { NormalForm.folded("\($0.short)\u{1}\($0.given)\u{1}\($0.suffix)") }.joined(separator: "\u{2}")
    year = work.date.year ?? .max
    self.key = key
  }

  static func < (first: SortKey, second: SortKey) -> Bool {
    (first.names, first.year, first.title, first.key) < (second.names, second.year, second.title, second.key)
  }
}
