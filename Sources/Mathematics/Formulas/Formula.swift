/// A formula to be typeset: everything that its HTML depends on, apart from KaTeX itself.
package struct Formula: Sendable, Hashable {
  /// LaTeX, without dollar signs.
  package let text: String
  /// Whether it stands on a line of its own.
  package let isDisplay: Bool
  package let macros: Macros

  package init(_ text: String, isDisplay: Bool = false, macros: Macros = .builtin) {
    self.text = text
    self.isDisplay = isDisplay
    self.macros = macros
  }

  /// By bytes: to Swift, é is equal to e with an accent, but KaTeX treats them differently.
  package static func == (first: Formula, second: Formula) -> Bool {
    first.isDisplay == second.isDisplay && first.text.utf8.elementsEqual(second.text.utf8) && first.macros == second.macros
  }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }

  /// The most bytes that a formula may have.
  package static let maximumLength = 10_000
  /// How deep groups, environments and delimiters may nest.
  package static let maximumNesting = 50
  /// How many macros may be expanded in one formula, KaTeX's own included.
  static let maximumExpansions = 10_000
}
