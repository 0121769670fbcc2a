/// Writes text so that LaTeX and BibTeX read it back: special characters escaped, Unicode kept, braces always in pairs.
package enum LaTeXEncoder {
  private static let escapes: [Unicode.Scalar: String] = [
    "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
    // A brace after a backslash still counts as a brace for BibTeX.
    "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "<": "\\textless{}", ">": "\\textgreater{}",
    "|": "\\textbar{}", "\"": "\\textquotedbl{}", "'": "\\textquotesingle{}", "`": "\\textasciigrave{}", "\u{A0}": "~", "\n": " ",
    "\r": " ",
    "\t": " ", "’": "'", "“": "``", "”": "''", "‘": "`", "–": "--", "—": "---",
  ]
  /// Signs that LaTeX joins when two of them meet.
  private static let joining: Set<Unicode.Scalar> = ["-", "’", "‘", "“", "”", "–", "—"]

  /// Text with the characters that mean something to LaTeX escaped.
  package static func encode(_ text: String) -> String {
    var encoded = ""
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if let last = before, joining.contains(last), joining.contains(scalar) { encoded += "{}" }
      if before == "?" || before == "!", scalar == "‘" || scalar == "“" { encoded += "{}" }
      if let escape = escapes[scalar] { encoded += escape } else if scalar.value >= 0x20 { encoded.unicodeScalars.append(scalar) }
      before = scalar
    }
    return encoded
  }

  /// Formatted text in LaTeX: emphasis as `\emph{…}`, formulas between dollar signs.
  package static func encode(_ pieces: [Piece]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text), .link(_, let text): encode(text)
      case .emphasis(let text): "\\emph{\(encode(text))}"
      case .mathematics(let formula): isBalanced(formula) ? "$\(formula)$" : encode(formula)
      }
    }
    .joined()
  }

  /// An address: what a brace or backslash would break is percent-encoded.
  package static func encode(url: String) -> String {
    url.replacing("\\", with: "%5C").replacing("{", with: "%7B").replacing("}", with: "%7D").filter { !$0.isWhitespace }
  }

  /// Whether braces are in pairs and no dollar sign ends the formula early.
  private static func isBalanced(_ formula: String) -> Bool {
    var depth = 0
    for scalar in formula.unicodeScalars {
      if scalar == "{" { depth += 1 } else if scalar == "}" { depth -= 1 }
      if depth < 0 || scalar == "$" { return false }
    }
    return depth == 0
  }
}
