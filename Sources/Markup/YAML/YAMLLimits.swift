import Diagnostics

/// What is refused before YAML is composed, because composing it could take too much time, memory or stack.
enum YAMLLimits {
  private static let mostBytes = 1 << 16
  private static let deepestNesting = 64

  /// Throws a `Diagnostic` for a text beyond 64 KiB, for brackets or list marks nested beyond 64 levels, for aliases (a few
  /// of them stand for billions of values), and for characters that YAML does not allow.
  static func check(_ text: YAMLText) throws(Diagnostic) {
    guard text.text.utf8.count <= mostBytes else {
      throw Diagnostic(
        id: "yaml-too-large", "\(text.text.utf8.count) bytes of YAML; at most \(mostBytes) are read",
        at: .text(text.range(from: 0, count: 1)),
        fix: "put data into a file of its own")
    }
    if let (offset, scalar) = YAMLMarks(text.text).firstForbidden {
      let code = String(scalar.value, radix: 16, uppercase: true)
      throw Diagnostic(
        id: "yaml-syntax",
        "the character U+\(String(repeating: "0", count: max(4 - code.count, 0)))\(code) is not allowed in YAML",
        at: .text(text.range(from: offset, count: UTF8.width(scalar))), fix: "remove it")
    }
    try checkDepth(text)
    try refuseAliases(text)
  }

  /// The error for an alias.
  static func aliasRefusal(at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "yaml-alias", "anchors and aliases are not used here", at: .text(range), fix: "write the value again")
  }

  /// Yams descends by recursion: into brackets, and into lists whose marks stand on one line.
  private static func checkDepth(_ text: YAMLText) throws(Diagnostic) {
    let bytes = Array(text.text.utf8)
    var depth = 0
    var marks = 0
    var isLeading = true
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\n"): (marks, isLeading) = (0, true)
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        let isMark = offset + 1 == bytes.count || " \t\r\n".utf8.contains(bytes[offset + 1])
        marks += isLeading && isMark ? 1 : 0
      case UInt8(ascii: " "), 9: break
      default: isLeading = false
      }
      guard depth <= deepestNesting, marks <= deepestNesting else {
        throw Diagnostic(
          id: "yaml-too-deep", "YAML nested more than \(deepestNesting) levels deep",
          at: .text(text.range(from: offset, count: 1)),
          fix: "put data into a file of its own")
      }
    }
  }

  /// An alias `*name` counts only if an anchor `&name` is there, so that emphasis in a caption is none.
  private static func refuseAliases(_ text: YAMLText) throws(Diagnostic) {
    let bytes = Array(text.text.utf8)
    let anchors = Set(names(after: UInt8(ascii: "&"), in: bytes).map(\.name))
    guard !anchors.isEmpty else { return }
    for alias in names(after: UInt8(ascii: "*"), in: bytes) where anchors.contains(alias.name) {
      throw aliasRefusal(at: text.range(from: alias.offset, count: alias.name.count + 1))
    }
  }

  /// Words directly after a mark that white space or a bracket precedes and that end as libyaml ends an anchor's name.
  private static func names(after mark: UInt8, in bytes: [UInt8]) -> [(offset: Int, name: [UInt8])] {
    var result: [(offset: Int, name: [UInt8])] = []
    for index in bytes.indices where bytes[index] == mark {
      guard index == 0 || " \t\r\n[{,:\"']}".utf8.contains(bytes[index - 1]) || bytes[index - 1] > 127 else { continue }
      let name = bytes[(index + 1)...].prefix { byte in
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || (48...57).contains(byte) || (97...122).contains(byte | 32)
      }
      guard !name.isEmpty,
        name.endIndex == bytes.count || " \t\r\n?:,]}%@`".utf8.contains(bytes[name.endIndex]) || bytes[name.endIndex] > 127
      else { continue }
      result.append((index, Array(name)))
    }
    return result
  }
}
