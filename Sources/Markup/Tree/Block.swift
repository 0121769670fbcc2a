import Diagnostics

/// A block of a document.
package struct Block: Sendable {
  package indirect enum Kind: Sendable {
    case paragraph([Inline])
    case heading(level: Int, [Inline])
    case quote([Block])
    case list(List)
    case code(CodeBlock)
    case directive(DirectiveBlock)
    case table(Table)
    case thematicBreak
    case html(String)
  }

  package struct List: Sendable {
    /// The number of the first item; `nil` for a bullet list.
    package let start: Int?
    package let isTight: Bool
    package let items: [[Block]]
  }

  package struct Table: Sendable {
    package enum Alignment: Sendable { case none, left, centre, right }

    package let alignments: [Alignment]
    package let header: [[Inline]]
    /// Each row has as many cells as the header.
    package let rows: [[[Inline]]]
  }

  package let kind: Kind
  package let range: SourceRange

  package init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
