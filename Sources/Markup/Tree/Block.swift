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

/// A fenced or indented block of code.
package struct CodeBlock: Sendable {
  /// The words after the opening fence; empty for indented code.
  package let info: String
  package let infoRange: SourceRange
  package let literal: String
  /// The bytes of each line of the body in the source, without the fence's own indentation.
  let bodyLines: [Range<Int>]

  /// The body as YAML with its places in the source.
  package var yaml: YAMLText { YAMLText(infoRange.source, lines: bodyLines) }

  /// Each line of the body with its place.
  package var lines: [SourceRange] { bodyLines.map { SourceRange(source: infoRange.source, bytes: $0) } }
}
