import Diagnostics

/// Why a formula can't be typeset.
package struct FormulaError: Error, Sendable, Hashable {
  /// The identifier of the diagnostic that comes of it.
  package let id: String
  package let message: String
  /// The UTF-8 bytes of the formula that the message is about; all of them where that is not known.
  package let range: Range<Int>
  package let fix: String?

  package init(id: String = "formula", _ message: String, at range: Range<Int>, fix: String? = nil) {
    self.id = id
    self.message = message
    self.range = range
    self.fix = fix
  }

  /// The finding, at the place that a range of the formula's bytes has in the article.
  package func diagnostic(at location: (Range<Int>) -> Diagnostic.Location) -> Diagnostic {
    Diagnostic(id: id, message, at: location(range), fix: fix)
  }

  /// The same error in the words of a text that this formula was made from: environments that number themselves were replaced by those
  /// with a star, which the author did not write.
  package func inWords(of original: String) -> FormulaError {
    var message = message
    for name in ["align", "gather", "equation", "alignat", "multline"] where !original.contains("{\(name)*}") {
      message = message.replacing("{\(name)*}", with: "{\(name)}")
    }
    return FormulaError(id: id, message, at: range, fix: fix)
  }

  /// The same error in a text that this formula was made from.
  package func moved(_ place: (Range<Int>) -> Range<Int>) -> FormulaError {
    FormulaError(id: id, message, at: place(range), fix: fix)
  }
}
