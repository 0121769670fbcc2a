import Diagnostics

extension CMarkParser {
  /// Reports LaTeX in the text of the paragraph or heading that begins, outside code and formulas: `\name{…}`, `\(…\)`, `\[…\]`.
  mutating func reportLaTeX() {
    guard text.bytes.contains(UInt8(ascii: "\\")) else { return }
    let mathematics = mask.mathematics
    for finding in LaTeXInText.findings(in: text, isHidden: { mathematics.isHidden($0) }, closing: &openEnvironments) {
      report.add(Diagnostic(id: "latex-in-text", finding.message, at: .text(text.range(finding.bytes)), fix: finding.fix))
    }
  }
}
