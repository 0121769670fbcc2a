import Diagnostics

/// A fenced block whose info string is `{name}`, `{name} label` or, for a few names, `{name argument}`.
package struct DirectiveBlock: Sendable {
  /// The first word in braces.
  package let name: String
  /// The place of the name.
  package let nameRange: SourceRange
  /// The word after the braces.
  package let label: String?
  /// The place of the label.
  package let labelRange: SourceRange?
  /// What follows the name in the braces: the path of `{include path}`, the label of `{values label}`.
  package let argument: Label?
  /// The block as it is written.
  package let code: CodeBlock

  /// The names that take an argument.
  static let namesWithArgument = ["include", "values"]

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
    let parts = inner.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let takesArgument = parts.first.map { Self.namesWithArgument.contains(String($0)) } ?? false
    name = takesArgument ? String(parts[0]) : inner.trimmed
    func range(of part: Substring) -> SourceRange {
      let before = code.info[..<part.startIndex].utf8.count
      let start = place.bytes.lowerBound + before
      return SourceRange(source: place.source, bytes: start..<start + max(part.utf8.count, 1))
    }
    nameRange = range(of: inner.isEmpty ? code.info[...close] : takesArgument ? parts[0] : inner)
    argument = takesArgument && parts.count > 1 ? Label(name: parts[1].trimmed, range: range(of: parts[1])) : nil
    guard Label.isName(name) else {
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
    if let word = words.first, let fault = Label.fault(word, at: range(of: word)) { throw fault }
    self.code = code
  }
}
