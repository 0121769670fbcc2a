import Bibliography

/// Writes works as BibTeX for tests of reading: in any of the ways of writing that mean the same, by a choice of the caller.
struct BibTeXWriter {
  /// A number below the given one.
  var choose: (Int) -> Int

  private static let accents: [Character: [String]] = [
    "é": ["\\'e", "\\'{e}", "{\\'e}", "{\\'{e}}", "é", "e\u{301}"], "ö": ["\\\"o", "{\\\"{o}}", "ö"], "ø": ["{\\o}", "\\o{}", "ø"],
    "ß": ["{\\ss}", "ß"],
    "č": ["\\v{c}", "{\\v c}", "č"], "í": ["\\'{\\i}", "{\\'\\i}", "\\'i"], "Ł": ["{\\L}", "\\L{}"], "ő": ["\\H{o}", "{\\H o}"],
    "ç": ["\\c{c}", "{\\c c}"],
    "–": ["--", "–", "{\\textendash}"], "—": ["---"], "“": ["``"], "”": ["''"], "’": ["'"], "&": ["\\&"], "%": ["\\%"], "#": ["\\#"],
    "_": ["\\_"], "$": ["\\$"],
    "\u{A0}": ["~"], " ": [" ", "  ", "\n    "],
  ]

  /// Letters by their accents; some capitals in protective braces, which in names would make particles of them.
  func text(_ text: String, isName: Bool = false) -> String {
    text.map { character in
      let forms = Self.accents[character] ?? [String(character)]
      let form = forms[choose(forms.count)]
      return !isName && character.isASCII && character.isUppercase && choose(4) == 0 ? "{\(form)}" : form
    }
    .joined()
  }

  func pieces(_ pieces: [Piece]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text), .link(_, let text): self.text(text)
      case .emphasis(let text): "\\emph{\(self.text(text))}"
      case .mathematics(let formula): ["$\(formula)$", "\\(\(formula)\\)", "\\ensuremath{\(formula)}"][choose(3)]
      }
    }
    .joined()
  }

  func name(_ name: PersonName) -> String {
    if !name.literal.isEmpty { return "{\(text(name.literal))}" }
    let tokens = { (part: String) in
      part.split(separator: " ").map { text(String($0), isName: true) }.joined(separator: choose(3) == 0 ? "~" : " ")
    }
    let last = name.particle.isEmpty ? tokens(name.family) : tokens(name.particle) + " " + tokens(name.family)
    if !name.suffix.isEmpty { return "\(last), \(tokens(name.suffix)), \(tokens(name.given))" }
    // Without commas only one token can be the family name.
    return name.family.contains(" ") || choose(2) == 0 ? "\(last), \(tokens(name.given))" : "\(tokens(name.given)) \(last)"
  }

  func names(_ list: NameList) -> String {
    (list.names.map(name) + (list.isOpen ? ["others"] : [])).joined(separator: [" and ", "\n  AND "][choose(2)])
  }

  /// A value in braces or quotes, or in two parts where a space allows it.
  func value(_ written: String) -> String {
    if !written.isEmpty, written.allSatisfy(\.isNumber), choose(2) == 0 { return written }
    if choose(3) > 0 || written.contains("\"") { return "{\(written)}" }
    return choose(2) == 0 ? "\"\(written)\"" : "{} # \"\(written)\" # {}"
  }

  func entry(_ key: String, _ type: String, _ fields: [(String, String)]) -> String {
    let (open, close) = choose(4) == 0 ? ("(", ")") : ("{", "}")
    let space = { [" ", "", "\n\t"][choose(3)] }
    let written = fields.map { name, value in
      "\(space())\([name, name.uppercased(), name.capitalized][choose(3)])\(space())=\(space())\(self.value(value))"
    }
    return "\(["", "free text\n", "% note\n"][choose(3)])@\([type, type.uppercased()][choose(2)])\(open)\(key),"
      + written.joined(separator: ",") + (choose(2) == 0 ? "," : "") + "\n\(close)\n"
  }
}
