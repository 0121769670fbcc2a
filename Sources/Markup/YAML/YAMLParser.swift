import Diagnostics
import Yams

/// Reads YAML by Yams and keeps the place of every value.
package struct YAMLParser {
  private let text: YAMLText
  private let composition: YAMLComposition
  private var nodeCount = 0

  /// Limits that keep hostile input from using up the stack or the memory.
  private static let deepestNesting = 128
  private static let mostNodes = 20_000

  /// The value; `nil` where there is none (an empty text or only comments).
  ///
  /// Throws a `Diagnostic` at the true line and column for a syntax error, for a key given twice, for anchors that are used,
  /// tags and keys that are not text, and for a text that is beyond the limits of `YAMLLimits`.
  package static func parse(_ text: YAMLText) throws(Diagnostic) -> YAMLNode? {
    try YAMLLimits.check(text)
    let composition: YAMLComposition
    do { composition = try YAMLComposition(text.text) } catch { throw diagnostic(error, in: text) }
    guard let node = composition.root else { return nil }
    var parser = YAMLParser(text: text, composition: composition)
    let root = try parser.convert(node, depth: 0)
    if case .scalar(let scalar) = root.content, scalar.tag == .null { return nil }
    return root
  }

  private init(text: YAMLText, composition: YAMLComposition) {
    self.text = text
    self.composition = composition
  }

  private mutating func convert(_ node: Node, depth: Int) throws(Diagnostic) -> YAMLNode {
    let offset = composition.offset(of: node)
    nodeCount += 1
    guard nodeCount <= Self.mostNodes, depth <= Self.deepestNesting else {
      throw Diagnostic(
        id: "yaml-too-large", "more than \(Self.mostNodes) values, or nested more than \(Self.deepestNesting) levels deep",
        at: .text(text.range(from: offset, count: 1)), fix: "put data into a file of its own")
    }
    switch node {
    case .scalar(let scalar):
      return YAMLNode(
        content: .scalar(try self.scalar(scalar, at: offset)), range: range(of: scalar, at: offset),
        writing: YAMLNode.Writing(text: text, offset: offset, style: Self.style(scalar.style)))
    case .sequence(let sequence):
      try refuseTag(sequence.tag, at: offset)
      var items: [YAMLNode] = []
      for item in sequence { items.append(try convert(item, depth: depth + 1)) }
      return YAMLNode(content: .sequence(items), range: text.range(from: offset, count: 1))
    case .mapping(let mapping):
      try refuseTag(mapping.tag, at: offset)
      return YAMLNode(content: .mapping(try entries(mapping, depth: depth)), range: text.range(from: offset, count: 1))
    case .alias:
      throw YAMLLimits.aliasRefusal(at: text.range(from: offset, count: 1))
    }
  }

  private mutating func entries(
    _ mapping: Node.Mapping, depth: Int
  ) throws(Diagnostic) -> [(key: YAMLScalar, keyRange: SourceRange, value: YAMLNode)] {
    var entries: [(key: YAMLScalar, keyRange: SourceRange, value: YAMLNode)] = []
    var places: [String: SourceRange] = [:]
    for (key, value) in mapping {
      let offset = composition.offset(of: key)
      guard case .scalar(let node) = key else {
        throw Diagnostic(
          id: "yaml-key", "a key is a list or a mapping, not text", at: .text(text.range(from: offset, count: 1)))
      }
      let name = composition.text(node, at: offset)
      let place = range(of: Node.Scalar(name, .implicit, node.style), at: offset)
      if let first = places[name] {
        throw Diagnostic(
          id: "duplicate-key", "'\(name)' is given twice", at: .text(place), fix: "remove one of them",
          notes: [Diagnostic.Note("it was first given here", at: .text(first))])
      }
      places[name] = place
      entries.append((YAMLScalar(text: name, tag: tag(node.style, name)), place, try convert(value, depth: depth + 1)))
    }
    return entries
  }

  private static func style(_ style: Node.Scalar.Style) -> TextOrigin.Style {
    switch style {
    case .singleQuoted: .single
    case .doubleQuoted: .double
    case .literal, .folded: .block
    default: .plain
    }
  }

  private func scalar(_ scalar: Node.Scalar, at offset: Int) throws(Diagnostic) -> YAMLScalar {
    if scalar.tag.rawValue != Tag.Name.str.rawValue || scalar.style == .plain { try refuseTag(scalar.tag, at: offset) }
    return YAMLScalar(text: scalar.string, tag: tag(scalar.style, scalar.string))
  }

  private func tag(_ style: Node.Scalar.Style, _ string: String) -> YAMLScalar.Tag {
    style == .plain || style == .any ? YAMLScalar.Tag(plain: string) : .text
  }

  private func refuseTag(_ tag: Tag, at offset: Int) throws(Diagnostic) {
    guard !tag.rawValue.isEmpty else { return }
    throw Diagnostic(
      id: "yaml-tag", "tags such as '!!str' are not used here", at: .text(text.range(from: offset, count: 1)),
      fix: "remove the tag; quote what is meant as text")
  }

  /// The token of a scalar on its first line: quotes included; of a block scalar the indicator.
  private func range(of scalar: Node.Scalar, at offset: Int) -> SourceRange {
    let bytes = text.rest(from: offset)
    var count = 0
    switch scalar.style {
    case .singleQuoted, .doubleQuoted:
      guard let quote = bytes.first else { break }
      count = 1
      while count < bytes.count,
        bytes[count] != quote || quote == UInt8(ascii: "'") && bytes[count...].starts(with: [quote, quote])
      {
        let isPair = bytes[count] == quote || quote == UInt8(ascii: "\"") && bytes[count] == UInt8(ascii: "\\")
        count += isPair ? 2 : 1
      }
      count += 1
    case .literal, .folded: count = 1
    default:
      let first = scalar.string.utf8.prefix { $0 != UInt8(ascii: "\n") }
      count = zip(bytes, first).prefix { $0 == $1 }.count
    }
    return text.range(from: offset, count: max(count, 1))
  }

  private static func diagnostic(_ failure: YAMLComposition.Failure, in text: YAMLText) -> Diagnostic {
    switch failure.problem {
    case .duplicate(let key):
      let place = text.range(from: failure.offset, count: max(key.utf8.count, 1))
      return Diagnostic(id: "duplicate-key", "'\(key)' is given twice", at: .text(place), fix: "remove one of them")
    case .syntax(let problem):
      return Diagnostic(
        id: "yaml-syntax", "this is not valid YAML: \(problem)", at: .text(text.range(from: failure.offset, count: 1)),
        fix: ["cannot start any token", "mapping values are not allowed"].contains(where: problem.contains)
          ? "put the text in quotes" : "write 'name: value', one a line")
    }
  }
}
