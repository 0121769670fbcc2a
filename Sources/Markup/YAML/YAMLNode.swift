import Diagnostics

/// A value of YAML with the place where it was written.
package struct YAMLNode: Sendable {
  package indirect enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    /// Keys in the order of the text; each once.
    case mapping([(key: YAMLScalar, keyRange: SourceRange, value: YAMLNode)])
  }

  package let content: Content
  /// The token of a scalar; the first character of a sequence or mapping.
  package let range: SourceRange

  /// What kind of value it is, in words.
  package var kind: String {
    switch content {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let scalar):
      switch scalar.tag {
      case .null: "nothing"
      case .boolean: "true or false"
      case .integer, .number: "the number \(scalar.text)"
      case .text: "the text '\(scalar.text.prefix(60))'"
      }
    }
  }
}

/// A scalar's text and the type that YAML's core schema resolves it to.
package struct YAMLScalar: Sendable {
  package enum Tag: Sendable { case null, boolean, integer, number, text }

  package let text: String
  package let tag: Tag
}
