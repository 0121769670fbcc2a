import Diagnostics

/// Where something stands: what numbers of a page are looked up by. A text stands on a page once.
struct Place: Hashable, Sendable {
  let path: String
  let offset: Int

  init(_ range: SourceRange) {
    path = range.source.path
    offset = range.bytes.lowerBound
  }
}
