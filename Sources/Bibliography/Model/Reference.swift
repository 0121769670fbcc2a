import Diagnostics

/// A work under the key by which articles cite it.
package struct Reference: Sendable {
  /// What articles write after `@`.
  package let key: String
  /// What the record says.
  package var work: Work
  /// Where its record stands.
  package let place: SourceRange

  /// A work with its key and the place of its record.
  package init(key: String, work: Work, place: SourceRange) {
    self.key = key
    self.work = work
    self.place = place
  }
}
