import Diagnostics

/// A fenced block whose info string is `{name}` or `{name} label`.
package struct DirectiveBlock: Sendable {
  /// The word in braces.
  package let name: String
  /// The place of the name.
  package let nameRange: SourceRange
  /// The word after the braces.
  package let label: String?
  /// The place of the label.
  package let labelRange: SourceRange?
  /// The block as it is written.
  package let code: CodeBlock

  /// The options: the body as YAML; `nil` if there is none. Throws a `Diagnostic` for what is not YAML.
  package func body() throws(Diagnostic) -> YAMLNode? { try YAMLParser.parse(code.yaml) }

  /// Reads an info string; `nil` if it does not start with a brace, or with two.
  ///
  /// Throws a `Diagnostic` for a brace that isn't closed, a name or label with other characters than letters, digits, `-` and
  /// `_`, and for words after the label. A label holds no dot, because a value is named `label.value`.
  init?(_ code: CodeBlock) throws(Diagnostic) {
    guard code.info.hasPrefix("{"), !code.info.hasPrefix("{{") else { return nil }
    let place = code.infoRange
    guard let close = code.info.firstIndex(of: "}") else {
      throw Diagnostic(id: "bad-fence", "the brace after the fence is not closed", at: .text(place), fix: "write {name} label")
    }
    let inner = code.info[code.info.index(after: code.info.startIndex)..<close]
    name = inner.trimmed
    func range(of part: Substring) -> SourceRange {
      let before = code.info[..<part.startIndex].utf8.count
      let start = place.bytes.lowerBound + before
      return SourceRange(source: place.source, bytes: start..<start + max(part.utf8.count, 1))
    }
    nameRange = range(of: inner.isEmpty ? code.info[...close] : inner)
    guard Self.isName(name) else {
      throw Diagnostic(
        id: "bad-fence", "'{\(inner)}' does not name a directive", at: .text(nameRange), fix: "write {name} label")
    }
    let words = code.info[code.info.index(after: close)...].split(whereSeparator: \.isWhitespace)
    guard words.count <= 1 else {
      throw Diagnostic(
        id: "bad-fence", "a label is one word, but '\(words[1])' follows '\(words[0])'", at: .text(range(of: words[1])),
        fix: "write options in the block, one a line")
    }
    label = words.first.map(String.init)
    labelRange = words.first.map(range)
    if let word = words.first, !Self.isName(String(word)) {
      throw Diagnostic(
        id: "bad-label", "'\(word)' is not a label", at: .text(range(of: word)),
        fix: "start with a letter and use letters, digits, '-', '_'")
    }
    self.code = code
  }

  /// Whether a word starts with a letter and has only letters, digits, `-` and `_`.
  private static func isName(_ word: String) -> Bool {
    word.first?.isLetter == true && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
