import Diagnostics
import Yams

/// Reads YAML by Yams and keeps the place of every value.
package struct YAMLParser {
  private let text: YAMLText
  private var nodeCount = 0

  /// Limits that keep hostile input from using up the stack or the memory.
  private static let mostBytes = 1 << 16
  private static let deepestNesting = 64
  private static let mostNodes = 20_000

  /// The value; `nil` where there is none (an empty text or only comments).
  ///
  /// Throws a `Diagnostic` at the true line and column for a syntax error, for a key given twice, and for a text that is beyond
  /// 64 KiB, 64 levels or 20,000 values.
  package static func parse(_ text: YAMLText) throws(Diagnostic) -> YAMLNode? {
    var parser = YAMLParser(text: text)
    let string = text.text
    try parser.checkLimits(string)
    let node: Node?
    do { node = try compose(yaml: string) } catch { throw parser.diagnostic(error) }
    guard let node else { return nil }
    let root = try parser.convert(node, depth: 0)
    if case .scalar(let scalar) = root.content, scalar.tag == .null { return nil }
    return root
  }

  private init(text: YAMLText) { self.text = text }

  private func range(from offset: Int, count: Int) -> SourceRange {
    SourceRange(source: text.source, bytes: offset..<offset + count)
  }

  /// Refuses what would make a recursive parser descend too far: brackets, or list dashes on one line.
  private func checkLimits(_ string: String) throws(Diagnostic) {
    let start = text.lines.first?.lowerBound ?? 0
    guard string.utf8.count <= Self.mostBytes else {
      throw Diagnostic(id: "yaml-too-large", "more than 64 KiB of YAML", at: .text(range(from: start, count: 1)))
    }
    var depth = 0
    for (number, line) in text.lines.enumerated() {
      var dashes = 0
      var isLeading = true
      for byte in text.source.substring(line).utf8 {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
        case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): dashes += isLeading ? 1 : 0
        case UInt8(ascii: " "): break
        default: isLeading = false
        }
        guard depth <= Self.deepestNesting, dashes <= Self.deepestNesting || !isLeading else {
          throw Diagnostic(id: "yaml-too-deep", "YAML nested more than 64 levels deep", at: .text(text.source.range(ofLine: number + 1)))
        }
      }
    }
  }

  private mutating func convert(_ node: Node, depth: Int) throws(Diagnostic) -> YAMLNode {
    let offset = text.offset(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    nodeCount += 1
    guard nodeCount <= Self.mostNodes, depth <= 4 * Self.deepestNesting else {
      throw Diagnostic(id: "yaml-too-large", "more than \(Self.mostNodes) values of YAML", at: .text(range(from: offset, count: 1)))
    }
    switch node {
    case .scalar(let scalar):
      return YAMLNode(content: .scalar(self.scalar(scalar)), range: range(of: scalar, at: offset))
    case .sequence(let sequence):
      var items: [YAMLNode] = []
      for item in sequence { items.append(try convert(item, depth: depth + 1)) }
      return YAMLNode(content: .sequence(items), range: range(from: offset, count: 1))
    case .mapping(let mapping):
      var entries: [(key: YAMLScalar, keyRange: SourceRange, value: YAMLNode)] = []
      for (key, value) in mapping {
        let converted = try convert(key, depth: depth + 1)
        guard case .scalar(let scalar) = converted.content else {
          throw Diagnostic(id: "yaml-key", "a key must be text, not \(converted.kind)", at: .text(converted.range))
        }
        entries.append((scalar, converted.range, try convert(value, depth: depth + 1)))
      }
      return YAMLNode(content: .mapping(entries), range: range(from: offset, count: 1))
    case .alias:
      throw Diagnostic(id: "yaml-alias", "aliases are not used here", at: .text(range(from: offset, count: 1)), fix: "write the value again")
    }
  }

  private func scalar(_ scalar: Node.Scalar) -> YAMLScalar {
    let isPlain = scalar.style == .plain || scalar.style == .any
    return YAMLScalar(text: scalar.string, tag: isPlain ? Self.resolve(scalar.string) : .text)
  }

  /// The core schema of YAML 1.2 (section 10.3.2), without its octal and hexadecimal integers.
  private static func resolve(_ text: String) -> YAMLScalar.Tag {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE", "false", "False", "FALSE": return .boolean
    default: break
    }
    if Int(text) != nil { return .integer }
    let isNumeric = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
    }
    if isNumeric, let number = Double(text), number.isFinite { return .number }
    return [".inf", "-.inf", "+.inf", ".nan"].contains(text.lowercased()) ? .number : .text
  }

  /// The token of a scalar on its first line: quotes included; of a block scalar the indicator.
  private func range(of scalar: Node.Scalar, at offset: Int) -> SourceRange {
    let rest = text.rest(from: offset)
    let bytes = Array(text.source.substring(rest).utf8)
    var count = 0
    switch scalar.style {
    case .singleQuoted, .doubleQuoted:
      guard let quote = bytes.first else { break }
      count = 1
      while count < bytes.count, bytes[count] != quote {
        count += quote == UInt8(ascii: "\"") && bytes[count] == UInt8(ascii: "\\") ? 2 : 1
      }
      count += 1
    case .literal, .folded: count = 1
    default:
      let first = scalar.string.split(separator: "\n", omittingEmptySubsequences: false).first.map { Array($0.utf8) } ?? []
      count = bytes.starts(with: first) ? first.count : commonPrefix(bytes, first)
    }
    return range(from: offset, count: min(max(count, 1), bytes.count))
  }

  private func commonPrefix(_ a: [UInt8], _ b: [UInt8]) -> Int { zip(a, b).prefix { $0 == $1 }.count }

  private func diagnostic(_ error: any Error) -> Diagnostic {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      return syntaxError(problem, at: text.offset(line: mark.line, column: mark.column))
    case .reader(let problem, let offset, _, _):
      return syntaxError(problem, at: (text.lines.first?.lowerBound ?? 0) + (offset ?? 0))
    case .duplicatedKeysInMapping(let keys, let context):
      return duplicateKey(keys.first ?? "", firstLine: context.mark.line)
    default:
      return syntaxError("\(error)", at: text.lines.first?.lowerBound ?? 0)
    }
  }

  private func syntaxError(_ problem: String, at offset: Int) -> Diagnostic {
    let end = text.lines.last?.upperBound ?? offset
    return Diagnostic(
      id: "yaml-syntax", "this is not valid YAML: \(problem)", at: .text(range(from: min(offset, max(end - 1, 0)), count: 1)),
      fix: "write options as 'name: value', one a line")
  }

  private func duplicateKey(_ key: String, firstLine: Int) -> Diagnostic {
    let places = text.lines.compactMap { line -> Int? in
      let content = text.source.substring(line)
      let indent = content.prefix { $0 == " " }.utf8.count
      return content.dropFirst(indent).hasPrefix(key + ":") ? line.lowerBound + indent : nil
    }
    let first = text.offset(line: firstLine, column: 1)
    let at = places.count > 1 ? places[1] : first
    let notes = places.count > 1 ? [Diagnostic.Note("it was first given here", at: .text(range(from: places[0], count: key.utf8.count)))] : []
    return Diagnostic(
      id: "duplicate-key", "'\(key)' is given twice", at: .text(range(from: at, count: max(key.utf8.count, 1))), fix: "remove one of them",
      notes: notes)
  }
}
