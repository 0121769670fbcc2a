/// The short form of a reference, for a card beside the citation.
package struct ReferenceCard: Sendable, Hashable {
  /// The title, formatted.
  package let title: [Piece]
  /// Up to three names, "et al." for more; empty if there are none.
  package let authors: String
  /// "2023", "n.d.".
  package let year: String
  /// The journal or book; empty if there is none.
  package let container: [Piece]
  /// Where the work can be read: its DOI, its arXiv page, or its address.
  package let url: String?

  init(_ work: Work, _ words: Words) {
    title = work.title
    authors = NameFormat.full(work.authors.isEmpty ? work.editors : work.authors, words, most: 3)
    year = work.date.shownYear ?? words.noDate
    container = work.container
    if case .link(let url, _) = EntryWriter.identifiers(work).first { self.url = url } else { url = work.url.isEmpty ? nil : work.url }
  }
}
