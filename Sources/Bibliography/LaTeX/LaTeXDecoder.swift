/// Turns the LaTeX of a field into pieces: accents, letters, dashes, quotes, emphasis, formulas.
///
/// The result is in normalization form C. Braces leave no trace. Linear in the text; groups are kept on an array, so depth is
/// no matter.
package struct LaTeXDecoder {
  private let text: [Unicode.Scalar]
  private var position = 0
  private var writer = PieceWriter()
  /// The emphasis to return to at the end of each open group.
  private var groups: [Bool] = []
  private var emphasizesNext = false
  /// Whether a search for a closing dollar sign has come back empty.
  private var lacksDollar = false
  /// Commands that are not known, in order, without the backslash.
  private(set) var unknown: [String] = []

  private init(_ text: String) { self.text = Array(text.unicodeScalars) }

  /// The pieces, and the commands in the text that are not known; their arguments are kept.
  package static func decode(_ text: String) -> (pieces: [Piece], unknown: [String]) {
    var decoder = LaTeXDecoder(text)
    while decoder.position < decoder.text.count { decoder.step() }
    return (decoder.writer.finish(), decoder.unknown)
  }

  /// The text without marks of form, formulas in TeX.
  package static func plain(_ text: String) -> String { decode(text).pieces.plainText }

  private func scalar(_ offset: Int = 0) -> Unicode.Scalar? { position + offset < text.count ? text[position + offset] : nil }

  private mutating func step() {
    let current = text[position]
    position += 1
    if emphasizesNext, current != "{" { emphasizesNext = false }
    switch current {
    case "\\": command()
    case "{":
      groups.append(writer.isEmphasized)
      if emphasizesNext { writer.setEmphasis(!writer.isEmphasized) }
      emphasizesNext = false
    case "}":
      writer.settleAccents()
      if let before = groups.popLast() { writer.setEmphasis(before) }
    case "$": dollar()
    case " ", "\n", "\r", "\t": writer.addSpace()
    case "~": writer.add("\u{A0}")
    case "-": ligature("-", ["-", "–", "—"])
    case "`": ligature("`", ["‘", "“"])
    case "'": ligature("'", ["’", "”"])
    case "?" where scalar() == "`": inverted("¿")
    case "!" where scalar() == "`": inverted("¡")
    default: writer.add(current)
    }
  }

  /// A run of one sign, as long as there is a form for it.
  private mutating func ligature(_ sign: Unicode.Scalar, _ forms: [Unicode.Scalar]) {
    var length = 1
    while length < forms.count, scalar() == sign {
      position += 1
      length += 1
    }
    writer.add(forms[length - 1])
  }

  private mutating func inverted(_ sign: Unicode.Scalar) {
    position += 1
    writer.add(sign)
  }

  private mutating func command() {
    guard let first = scalar() else { return writer.add("\\") }
    if first.isASCIILetter { return word() }
    position += 1
    if let accent = LaTeXSymbols.accents[first] {
      writer.add(accent: accent)
    } else if first == "(" {
      formula(until: ")")
    } else if let sign = LaTeXSymbols.symbols[first] {
      writer.add(sign)
    } else {
      writer.add(first)
    }
  }

  private mutating func word() {
    var name = ""
    while let letter = scalar(), letter.isASCIILetter {
      name.unicodeScalars.append(letter)
      position += 1
    }
    while let space = scalar(), space.isTeXSpace { position += 1 }
    if let accent = LaTeXSymbols.namedAccents[name] {
      writer.add(accent: accent)
    } else if let letters = LaTeXSymbols.named[name] {
      writer.add(letters)
    } else if LaTeXSymbols.emphasis.contains(name) {
      emphasizesNext = true
    } else if LaTeXSymbols.emphasisSwitches.contains(name) {
      writer.setEmphasis(true)
    } else if LaTeXSymbols.hidden.contains(name) {
      _ = group()
    } else if name == "ensuremath" {
      writer.add(mathematics: String(group()))
    } else if !LaTeXSymbols.transparent.contains(name) {
      unknown.append(name)
    }
  }

  /// Steps over a group, or one character, and returns what it holds.
  private mutating func group() -> String.UnicodeScalarView {
    guard scalar() == "{" else { return String.UnicodeScalarView() }
    position += 1
    let start = position
    var depth = 1
    while let current = scalar() {
      position += 1
      if current == "{" { depth += 1 } else if current == "}" { depth -= 1 }
      if depth == 0 { return String.UnicodeScalarView(text[start..<position - 1]) }
    }
    return String.UnicodeScalarView(text[start...])
  }

  /// A formula from a dollar sign to the next that no backslash precedes; a sign without another is a sign.
  private mutating func dollar() {
    if lacksDollar { return writer.add("$") }
    let isDisplay = scalar() == "$"
    let start = position + (isDisplay ? 1 : 0)
    var end = start
    while end < text.count, text[end] != "$" { end += text[end] == "\\" ? 2 : 1 }
    guard end < text.count else {
      lacksDollar = true
      return writer.add("$")
    }
    writer.add(mathematics: trimmed(start..<end))
    position = end + 1
    if isDisplay, scalar() == "$" { position += 1 }
  }

  private mutating func formula(until close: Unicode.Scalar) {
    let start = position
    var end = start
    while end + 1 < text.count, text[end] != "\\" || text[end + 1] != close { end += text[end] == "\\" ? 2 : 1 }
    writer.add(mathematics: trimmed(start..<min(end, text.count)))
    position = min(end + 2, text.count)
  }

  private func trimmed(_ range: Range<Int>) -> String {
    let kept = text[range].drop(while: \.isTeXSpace)
    let end = kept.lastIndex { !$0.isTeXSpace }.map { $0 + 1 } ?? kept.startIndex
    return String(String.UnicodeScalarView(kept[..<end]))
  }
}

extension Unicode.Scalar {
  var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
  var isTeXSpace: Bool { self == " " || self == "\n" || self == "\r" || self == "\t" }
}
