/// A run of a formatted citation.
package enum CitationPiece: Sendable, Hashable {
  case text(String)
  /// Text that leads to an entry of the list.
  case reference(key: String, text: String)

  /// The text that is shown.
  package var plainText: String {
    switch self {
    case .text(let text), .reference(_, let text): text
    }
  }
}
