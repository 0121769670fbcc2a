/// A run of formatted text: what titles, list entries and cards are made of. It knows no HTML; the reader of pieces escapes them.
package enum Piece: Sendable, Hashable {
  case text(String)
  case emphasis(String)
  /// A formula in TeX, without the dollar signs.
  case mathematics(String)
  /// A safe address (http or https, percent-encoded) and what is shown for it.
  case link(url: String, text: String)

  /// The text that is shown, formulas in TeX.
  package var plainText: String {
    switch self {
    case .text(let text), .emphasis(let text), .mathematics(let text), .link(_, let text): text
    }
  }
}

extension [Piece] {
  /// The text that is shown, formulas in TeX, without any marks of form.
  package var plainText: String { map(\.plainText).joined() }

  /// Appends text to the last piece if that is text, too.
  mutating func append(text: String) {
    if text.isEmpty { return }
    if case .text(let before) = last { self[count - 1] = .text(before + text) } else { append(.text(text)) }
  }

  /// Appends pieces, joining text that meets text.
  package mutating func append(pieces: [Piece]) {
    for piece in pieces {
      if case .text(let text) = piece { append(text: text) } else { append(piece) }
    }
  }

  /// The same text in emphasis; what was emphasised in it is upright, as is usual for an emphasis in an emphasis.
  var emphasized: [Piece] {
    map { piece in
      switch piece {
      case .text(let text): .emphasis(text)
      case .emphasis(let text): .text(text)
      case .mathematics, .link: piece
      }
    }
  }

  /// Whether the text ends as a sentence does.
  var endsSentence: Bool { last.map { $0.plainText.last.map { ".?!。？！".contains($0) } ?? false } ?? false }
}
