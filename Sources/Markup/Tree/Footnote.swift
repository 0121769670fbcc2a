import Diagnostics

/// The text of a note: `[^label]: text`.
package struct Footnote: Sendable {
  /// The word after `^`.
  package let label: Label
  /// Its blocks.
  package let blocks: [Block]
}
