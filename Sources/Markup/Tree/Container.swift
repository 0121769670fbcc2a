import Diagnostics

/// A fenced block that holds text: `{theorem} label`, options as lines `:name: value`, then Markdown.
package struct Container: Sendable {
  /// What a container is.
  package enum Kind: String, Sendable, CaseIterable {
    case note, tip, warning
    case theorem, lemma, proposition, corollary, definition, proof, example, remark
    case figure, table, listing, margin, tabs, tab, details, term
    case abstract, acknowledgements, appendix

    /// The options that it takes.
    package var options: [String] {
      switch self {
      case .note, .tip, .warning, .theorem, .lemma, .proposition, .corollary, .definition, .example, .remark, .details, .tab, .term,
        .appendix:
        ["title"]
      case .proof: ["title", "of"]
      case .figure: ["caption", "width"]
      case .table: ["caption", "file", "from", "columns", "width"]
      case .listing: ["caption"]
      case .margin, .tabs, .abstract, .acknowledgements: []
      }
    }

    /// Whether it counts with theorems and lemmas in one sequence.
    package var isNumberedStatement: Bool {
      switch self {
      case .theorem, .lemma, .proposition, .corollary, .definition, .example, .remark: true
      default: false
      }
    }

    /// Whether other places may refer to it.
    package var takesLabel: Bool {
      switch self {
      case .figure, .table, .listing, .term, .appendix: true
      default: isNumberedStatement
      }
    }
  }

  /// A line `:name: value`.
  package struct Option: Sendable {
    /// The word between the colons.
    package let name: String
    /// Its place.
    package let nameRange: SourceRange
    /// What follows, without white space about it; empty where nothing does.
    package let value: SourceRange
    /// The value as Markdown.
    package let inlines: [Inline]
  }

  /// What the container is.
  package let kind: Kind
  /// The place of its name.
  package let nameRange: SourceRange
  /// The word after the braces.
  package let label: Label?
  /// In the order of the text; each name once.
  package let options: [Option]
  /// The text.
  package let blocks: [Block]

  /// The same with another text.
  package func holding(_ blocks: [Block]) -> Container {
    Container(kind: kind, nameRange: nameRange, label: label, options: options, blocks: blocks)
  }

  /// An option by its name.
  package func option(_ name: String) -> Option? { options.first { $0.name == name } }

  /// An option's text as it was written; `nil` where it is missing or empty.
  package func text(_ name: String) -> String? {
    option(name).flatMap { $0.value.bytes.isEmpty ? nil : $0.value.text }
  }
}

extension Container {
  /// The letters of parts: a to z.
  package static let letters = (UInt8(ascii: "a")...UInt8(ascii: "z")).map { String(UnicodeScalar($0)) }

  /// The images that stand in its text, if there is nothing else.
  package var images: [Inline] {
    var images: [Inline] = []
    for block in blocks {
      guard case .paragraph(let inlines) = block.kind else { return [] }
      for inline in inlines {
        switch inline.kind {
        case .image: images.append(inline)
        case .softBreak, .lineBreak: break
        default: return []
        }
      }
    }
    return images
  }
}
