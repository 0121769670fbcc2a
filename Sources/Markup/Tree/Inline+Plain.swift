extension [Inline] {
  /// The same without footnotes, for text that must not hold their marks.
  package var withoutNotes: [Inline] {
    compactMap { inline in if case .footnote = inline.kind { nil } else { inline.holding(\.withoutNotes) } }
  }

  /// The same without footnotes and links, for text that is a link itself; citations stay as `citation` writes them.
  package func withoutLinks(_ citation: (Citation) -> String) -> [Inline] {
    flatMap { inline -> [Inline] in
      switch inline.kind {
      case .footnote: []
      case .link(_, _, let inner): inner.withoutLinks(citation)
      case .citation(let item): [Inline(.text(citation(item)), range: inline.range)]
      default: [inline.holding { $0.withoutLinks(citation) }]
      }
    }
  }
}

extension Inline {
  /// The same with what it holds changed.
  fileprivate func holding(_ change: ([Inline]) -> [Inline]) -> Inline {
    switch kind {
    case .emphasis(let inner): Inline(.emphasis(change(inner)), range: range)
    case .strong(let inner): Inline(.strong(change(inner)), range: range)
    case .deleted(let inner): Inline(.deleted(change(inner)), range: range)
    case .link(let destination, let title, let inner): Inline(.link(destination: destination, title: title, change(inner)), range: range)
    default: self
    }
  }
}
