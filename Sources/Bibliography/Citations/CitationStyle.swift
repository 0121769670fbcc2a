/// How works are cited in the text, and how the list is sorted.
package enum CitationStyle: String, Sendable, CaseIterable {
  /// By author and year; the list is sorted by names, year and title.
  case authorYear = "author-year"
  /// By number; the list and its numbers are in the order of first citation.
  case numeric
}
