import Diagnostics

/// A work under the key by which articles cite it.
package struct Reference: Sendable {
  package let key: String
  package var work: Work
  /// Where its record stands.
  package let place: SourceRange

  package init(key: String, work: Work, place: SourceRange) {
    self.key = key
    self.work = work
    self.place = place
  }
}
