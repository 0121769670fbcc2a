/// The tokens of one name: its words, parted by white space and ties outside braces, in the parts between its commas.
struct NameTokens {
  struct Token {
    /// The text without LaTeX.
    let decoded: String
    /// Whether the first letter is lower case, which makes it a particle where one may stand.
    let isParticle: Bool
    /// Whether one pair of braces holds all of it.
    let isBraced: Bool
  }

  private(set) var parts: [[Token]] = [[]]
  private let text: ArraySlice<Unicode.Scalar>

  init(_ text: ArraySlice<Unicode.Scalar>) {
    self.text = text
    var start = text.startIndex
    var index = start
    var depth = 0
    while index < text.endIndex {
      switch text[index] {
      case "\\":
        index = afterCommand(index)
        continue
      case "{": depth += 1
      case "}": depth = max(0, depth - 1)
      case " ", "\n", "\r", "\t", "~", ",":
        if depth > 0 { break }
        add(start..<index)
        if text[index] == "," { parts.append([]) }
        start = index + 1
      default: break
      }
      index += 1
    }
    add(start..<text.endIndex)
  }

  private mutating func add(_ range: Range<Int>) {
    if range.isEmpty { return }
    let token = text[range]
    let decoded = LaTeXDecoder.plain(String(String.UnicodeScalarView(token)))
    if !decoded.isEmpty { parts[parts.count - 1].append(Token(decoded: decoded, isParticle: isParticle(token), isBraced: isBraced(token))) }
  }

  /// The index after a command and the space that belongs to it, as in `\v cerny`.
  private func afterCommand(_ start: Int) -> Int {
    var index = start + 1
    guard index < text.endIndex, text[index].isASCIILetter else { return min(index + 1, text.endIndex) }
    while index < text.endIndex, text[index].isASCIILetter { index += 1 }
    while index < text.endIndex, text[index].isTeXSpace { index += 1 }
    return index
  }

  private func isBraced(_ token: ArraySlice<Unicode.Scalar>) -> Bool {
    guard token.first == "{", token.last == "}" else { return false }
    var depth = 0
    for (index, scalar) in zip(token.indices, token) {
      if scalar == "{" { depth += 1 } else if scalar == "}" { depth -= 1 }
      if depth == 0, index < token.endIndex - 1 { return false }
    }
    return true
  }

  /// BibTeX's rule: the case of the first letter outside braces; a command, alone or as the first thing in a brace, counts as the
  /// letter it stands for or that it changes; tokens without such a letter, such as braced words, are no particles.
  private func isParticle(_ token: ArraySlice<Unicode.Scalar>) -> Bool {
    var depth = 0
    var index = token.startIndex
    while index < token.endIndex {
      let scalar = token[index]
      if scalar == "\\", depth == 0 || depth == 1 && token[index - 1] == "{" { return commandIsLower(token[index...]) }
      if scalar == "{" {
        depth += 1
      } else if scalar == "}" {
        depth -= 1
      } else if depth == 0, scalar.properties.isAlphabetic {
        return scalar.properties.isLowercase
      }
      index += 1
    }
    return false
  }

  /// The case of the letter that a command stands for, or else of the first letter after it; an accent's letter may be a command
  /// itself, as in `\'{\i}`.
  private func commandIsLower(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    var index = text.startIndex
    while index < text.endIndex {
      let scalar = text[index]
      index += 1
      if scalar == "\\" {
        let end = text[index...].firstIndex { !$0.isASCIILetter } ?? text.endIndex
        let name = String(String.UnicodeScalarView(text[index..<end]))
        if LaTeXSymbols.lowercaseLetters.contains(name) { return true }
        if LaTeXSymbols.uppercaseLetters.contains(name) { return false }
        index = end
      } else if scalar.properties.isAlphabetic {
        return scalar.properties.isLowercase
      }
    }
    return false
  }
}
