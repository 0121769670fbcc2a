import Diagnostics

/// A part of a paragraph, a heading or a table cell.
package struct Inline: Sendable {
  /// What an inline is, with what it holds.
  package indirect enum Kind: Sendable {
    case text(String)
    case code(String)
    /// A code span that starts with `= `: a computed value.
    case value(ValueSpan)
    case mathematics(Formula)
    case citation(Citation)
    /// A note's label: `[^label]`.
    case footnote(String)
    /// The box of a task: `[ ]` or `[x]` at the start of a list's item.
    case checkbox(isChecked: Bool)
    case emphasis([Inline])
    case strong([Inline])
    /// Between two tildes on each side.
    case deleted([Inline])
    case link(destination: String, title: String, [Inline])
    /// The inlines are the alternative text.
    case image(source: String, title: String, [Inline])
    case softBreak
    case lineBreak
    case html(String)
  }

  /// What the inline is.
  package let kind: Kind
  /// Exact for code spans, values, mathematics, citations, footnotes, links (the destination) and images (the source); else the
  /// block that holds it.
  package let range: SourceRange

  /// An inline at its place.
  package init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The same in a text that was decoded from another one, also what it holds.
  func moved(to origin: TextOrigin) -> Inline {
    func moved(_ inner: [Inline]) -> [Inline] { inner.map { $0.moved(to: origin) } }
    let kind: Kind =
      switch self.kind {
      case .value(let span): .value(span.moved(to: origin))
      case .mathematics(let formula): .mathematics(formula.moved(to: origin))
      case .citation(let citation): .citation(citation.moved(to: origin))
      case .deleted(let inner): .deleted(moved(inner))
      case .emphasis(let inner): .emphasis(moved(inner))
      case .strong(let inner): .strong(moved(inner))
      case .link(let destination, let title, let inner): .link(destination: destination, title: title, moved(inner))
      case .image(let source, let title, let inner): .image(source: source, title: title, moved(inner))
      case .text, .code, .footnote, .checkbox, .softBreak, .lineBreak, .html: self.kind
      }
    return Inline(kind, range: origin.range(range))
  }
}
