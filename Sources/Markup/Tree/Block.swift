import Diagnostics

/// A block of a document.
package struct Block: Sendable {
  /// What a block is, with what it holds.
  package indirect enum Kind: Sendable {
    case paragraph([Inline])
    /// The label is that of `{#label}` at the end of the line.
    case heading(level: Int, [Inline], label: Label?)
    case quote([Block])
    case list(List)
    case code(CodeBlock)
    case directive(DirectiveBlock)
    case container(Container)
    case table(Table)
    case definitions([Definition])
    /// A fence `math`; mathematics between dollar signs is an inline.
    case mathematics(Formula)
    case thematicBreak
    case html(String)
  }

  /// A bullet list or a numbered one.
  package struct List: Sendable {
    /// The number of the first item; `nil` for a bullet list.
    package let start: Int?
    /// Whether paragraphs of the items are written without `<p>`.
    package let isTight: Bool
    /// The blocks of each item.
    package let items: [[Block]]

    /// A list of the same kind with other items.
    package func holding(_ items: [[Block]]) -> List { List(start: start, isTight: isTight, items: items) }
  }

  /// A term with what it means: a line, and lines that start with `: `.
  package struct Definition: Sendable {
    /// What is explained.
    package let term: [Inline]
    /// One for each line that starts with `: `.
    package let meanings: [[Inline]]
  }

  /// A table of GitHub Flavored Markdown.
  package struct Table: Sendable {
    /// How the cells of a column stand.
    package enum Alignment: Sendable { case none, left, centre, right }

    /// One for each column.
    package let alignments: [Alignment]
    /// The cells of the first row.
    package let header: [[Inline]]
    /// Each row has as many cells as the header.
    package let rows: [[[Inline]]]
  }

  /// What the block is.
  package let kind: Kind
  /// From its first character to the end of its last line.
  package let range: SourceRange

  /// A block at its place.
  package init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
