import Diagnostics

/// A formula with Facet's own equation numbers instead of KaTeX's, which a style sheet counts and nothing can refer to.
///
/// As in amsmath, `equation` has one number and `align`, `gather` and `alignat` have one in each row, unless the row has a `\tag` or
/// says `\notag` or `\nonumber`, or the environment is starred. A display formula outside these environments has a number if it carries a
/// `\label`. Macros are not expanded: what is hidden in one is not seen.
package struct NumberedFormula: Sendable {
  /// A name for a numbered formula or row.
  package struct Label: Sendable, Hashable {
    package let name: String
    /// The bytes of the name.
    package let range: Range<Int>
    /// What a reference shows, without parentheses: a number, or the LaTeX text of a `\tag`.
    package let tag: String
  }

  /// A `\ref{name}` or `\eqref{name}`.
  package struct Reference: Sendable, Hashable {
    package let name: String
    /// The bytes of the name.
    package let range: Range<Int>
    /// The bytes of the whole command.
    let command: Range<Int>
    /// Whether the tag is shown in parentheses.
    package let isParenthesized: Bool
  }

  package let text: String
  package internal(set) var labels: [Label] = []
  package internal(set) var references: [Reference] = []
  /// Labels that name nothing.
  package internal(set) var errors: [FormulaError] = []
  /// The number for the next numbered formula of the page.
  package internal(set) var nextNumber: Int
  var edits: [EditedText.Edit] = []

  /// Reads a formula whose first number would be the given one. Linear in its length.
  package init(_ text: String, isDisplay: Bool, firstNumber: Int) {
    self.text = text
    nextNumber = firstNumber
    var reader = EquationReader(tokens: FormulaTokens(text), isDisplay: isDisplay, number: firstNumber)
    reader.read()
    labels = reader.labels
    references = reader.references
    errors = reader.errors
    edits = reader.edits
    nextNumber = reader.number
  }

  /// The formula as KaTeX gets it: no labels, a `\tag` for each number, starred environments, and the text of the tags that it refers to.
  ///
  /// `tag` gives what to show for a label, as in `Label.tag`; a name without one shows as two question marks.
  package func rewritten(tag: (String) -> String?) -> EditedText {
    let shown = references.map { reference in
      let tag = tag(reference.name) ?? "??"
      return EditedText.Edit(
        range: reference.command, replacement: "\\text{\(reference.isParenthesized ? "(\(tag))" : tag)}")
    }
    return EditedText(text, edits + shown)
  }
}
