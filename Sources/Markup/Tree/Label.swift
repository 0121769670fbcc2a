import Diagnostics

/// The name by which other places of a site refer to something: a figure, a table, an equation, a section, a theorem, a listing.
package struct Label: Sendable {
  /// The name as it was written.
  package let name: String
  /// Its place.
  package let range: SourceRange

  /// A name at its place.
  package init(name: String, range: SourceRange) {
    self.name = name
    self.range = range
  }

  /// What is wrong with a word as a label; `nil` if it starts with a letter and has only letters, digits, `-` and `_`.
  ///
  /// There is no dot, because a value is named `label.value`.
  static func fault(_ word: some StringProtocol, at range: SourceRange) -> Diagnostic? {
    guard !isName(word) else { return nil }
    return Diagnostic(
      id: "bad-label", "'\(word)' is not a label", at: .text(range), fix: "start with a letter and use letters, digits, '-', '_'")
  }

  /// Whether a word starts with a letter and has only letters, digits, `-` and `_`.
  static func isName(_ word: some StringProtocol) -> Bool {
    word.first?.isLetter == true && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }
}
