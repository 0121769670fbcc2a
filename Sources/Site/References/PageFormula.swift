import Markup
import Mathematics

/// A formula of a page with its equations numbered.
struct PageFormula: Sendable {
  let formula: Markup.Formula
  let numbered: NumberedFormula

  init(formula: Markup.Formula, numbered: NumberedFormula) {
    self.formula = formula
    self.numbered = numbered
  }

  /// A formula that is not counted: one of a caption.
  init(_ formula: Markup.Formula) {
    self.init(formula: formula, numbered: NumberedFormula(formula.text, isDisplay: false, firstNumber: 1))
  }
}
