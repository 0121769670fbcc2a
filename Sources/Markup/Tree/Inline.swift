import Diagnostics

/// A part of a paragraph, a heading or a table cell.
package struct Inline: Sendable {
  package indirect enum Kind: Sendable {
    case text(String)
    case code(String)
    /// A code span that starts with `= `: a computed value.
    case value(ValueSpan)
    case emphasis([Inline])
    case strong([Inline])
    case link(destination: String, title: String, [Inline])
    /// The inlines are the alternative text.
    case image(source: String, title: String, [Inline])
    case softBreak
    case lineBreak
    case html(String)
  }

  package let kind: Kind
  /// Exact for code spans, values, links (the destination) and images (the source); else the block that holds it.
  package let range: SourceRange

  package init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
