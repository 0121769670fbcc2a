import Diagnostics

/// A value of YAML with the place where it was written.
package struct YAMLNode: Sendable {
  /// A value of one of the three kinds of YAML.
  package indirect enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    /// Keys in the order of the text; each once.
    case mapping([(key: YAMLScalar, keyRange: SourceRange, value: YAMLNode)])
  }

  /// The value.
  package let content: Content
  /// The token of a scalar; the first character of a sequence or mapping.
  package let range: SourceRange
  /// How a scalar is written; `nil` for a sequence or mapping.
  let writing: Writing?

  /// The raw text of a scalar.
  struct Writing: Sendable {
    let text: YAMLText
    /// Where it starts in `text`.
    let offset: Int
    let style: TextOrigin.Style
  }

  init(content: Content, range: SourceRange, writing: Writing? = nil) {
    (self.content, self.range, self.writing) = (content, range, writing)
  }

  /// Where every byte of a scalar's text stands.
  package var origin: TextOrigin {
    guard let writing, case .scalar(let scalar) = content else { return TextOrigin(whole: range) }
    let raw = Array(writing.text.text.utf8.dropFirst(writing.offset))
    let aligned = TextOrigin(
      scalar.text, style: writing.style, raw: raw, offset: { writing.text.sourceOffset(writing.offset + $0) }, source: writing.text.source)
    return aligned ?? TextOrigin(whole: range)
  }

  /// What kind of value it is, in words.
  package var kind: String {
    switch content {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let scalar):
      switch scalar.tag {
      case .null: "nothing"
      case .boolean: "true or false"
      case .integer, .number: "the number \(scalar.text.prefix(60))"
      case .text: "the text '\(scalar.text.prefix(60))'"
      }
    }
  }
}

/// A scalar's text and the type that YAML's core schema resolves it to.
package struct YAMLScalar: Sendable {
  /// The type of a value; `integer` holds whole numbers of any size, `number` finite numbers.
  package enum Tag: Sendable { case null, boolean, integer, number, text }

  /// The text after quotes, escapes and folding.
  package let text: String
  /// The type; quoted text is always text.
  package let tag: Tag
}

extension YAMLScalar.Tag {
  /// The type of a plain scalar by the core schema of YAML 1.2 (section 10.3.2), without its octal and hexadecimal integers.
  ///
  /// Infinities and what is not a number are text: nothing here takes them.
  init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE", "false", "False", "FALSE": self = .boolean
    default:
      let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      let signs = text.utf8.count - digits.count
      if signs <= 1, !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) {
        self = .integer
      } else if text.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }), let number = Double(text) {
        self = number.isFinite ? .number : .text
      } else {
        self = .text
      }
    }
  }
}
