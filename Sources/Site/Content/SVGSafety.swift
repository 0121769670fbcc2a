import Diagnostics

/// Finds in an SVG what does more than draw: scripts, event handlers, addresses of other files, entities.
///
/// A reader may open a picture on its own, where scripts in it run and files that it names are fetched. Reads tags and attributes
/// as XML 1.0 writes them (sections 2.4, 2.7 and 3.1); linear in the length of the text.
enum SVGSafety {
  private struct Attribute {
    let name: String
    let value: String
    let bytes: Range<Int>
  }

  private static let mostFaults = 20

  /// Whether the first element of a text is `svg`.
  static func isDrawing(_ bytes: [UInt8]) -> Bool {
    var scanner = Scanner(bytes: bytes)
    while let tag = scanner.next() {
      if tag.name.hasPrefix("?") || tag.name.hasPrefix("!") { continue }
      return local(tag.name) == "svg"
    }
    return false
  }

  /// What is found, in order, at its line and column.
  static func faults(in source: Source) -> [Diagnostic] {
    var scanner = Scanner(bytes: Array(source.text.utf8))
    var faults: [Diagnostic] = []
    func add(_ message: String, _ bytes: Range<Int>, fix: String) {
      faults.append(Diagnostic(id: "unsafe-picture", message, at: .text(SourceRange(source: source, bytes: bytes)), fix: fix))
    }
    var isStyle = false
    while faults.count < mostFaults, let tag = scanner.next() {
      if isStyle, loads(String(decoding: scanner.bytes[tag.textBefore], as: UTF8.self)) {
        add("the style of the picture loads another file", tag.textBefore, fix: "write the style into the picture")
      }
      let name = local(tag.name)
      isStyle = name == "style"
      switch name {
      case "script": add("the picture holds a script", tag.bytes, fix: "remove it: a picture only draws")
      case "foreignobject": add("the picture holds HTML", tag.bytes, fix: "draw it with elements of SVG, such as <text>")
      case "!doctype" where String(decoding: scanner.bytes[tag.bytes], as: UTF8.self).contains("["):
        add("the picture declares entities", tag.bytes, fix: "remove the declarations, and write what they stand for")
      default: break
      }
      for attribute in tag.attributes {
        let key = local(attribute.name)
        if key.hasPrefix("on"), key.count > 2 {
          add("the attribute '\(attribute.name)' runs a script", attribute.bytes, fix: "remove it: a picture only draws")
        } else if ["href", "src"].contains(key), !isWithin(attribute.value, isImage: name == "image" || name == "feimage") {
          add(
            "'\(attribute.name)' leads out of the picture, to '\(attribute.value.prefix(60))'", attribute.bytes,
            fix: name == "a" ? "put the link into the text" : "put what it names into the picture itself")
        } else if loads(attribute.value) {
          add("the attribute '\(attribute.name)' loads another file", attribute.bytes, fix: "write what it names into the picture itself")
        }
      }
    }
    return faults
  }

  /// The name without its namespace, in lower case: HTML parsers, which browsers use for SVG inside HTML, ignore the case.
  private static func local(_ name: String) -> String { (name.split(separator: ":").last.map(String.init) ?? name).lowercased() }

  /// Whether an address is a part of the picture, or data of a bitmap in it.
  private static func isWithin(_ value: String, isImage: Bool) -> Bool {
    let address = value.filter { !$0.isWhitespace }.lowercased()
    if address.isEmpty || address.hasPrefix("#") { return true }
    return isImage && ["png", "jpeg", "jpg", "gif", "webp"].contains { address.hasPrefix("data:image/\($0)") }
  }

  /// Whether a style names a file: `@import`, or `url(…)` of something that is not in the picture.
  private static func loads(_ style: String) -> Bool {
    let text = style.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
    if text.contains("@import") { return true }
    return text.ranges(of: "url(").contains { !text[$0.upperBound...].hasPrefix("#") && !text[$0.upperBound...].hasPrefix("data:") }
  }

  /// Reads one tag after the other; comments and CDATA sections are passed over.
  private struct Scanner {
    struct Tag {
      let name: String
      let bytes: Range<Int>
      let attributes: [Attribute]
      /// The text between the tag before and this one.
      let textBefore: Range<Int>
    }

    let bytes: [UInt8]
    private var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Tag? {
      let textStart = index
      while index < bytes.count {
        guard let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) else { break }
        if bytes[open...].starts(with: "<!--".utf8) {
          index = end(of: "-->", from: open + 4)
        } else if bytes[open...].starts(with: "<![CDATA[".utf8) {
          index = end(of: "]]>", from: open + 9)
        } else {
          return tag(open, textBefore: textStart..<open)
        }
      }
      index = bytes.count
      return nil
    }

    private mutating func tag(_ open: Int, textBefore: Range<Int>) -> Tag {
      index = open + 1
      let name = word()
      var attributes: [Attribute] = []
      let isDeclaration = name.hasPrefix("!") || name.hasPrefix("?")
      var depth = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte == UInt8(ascii: "[") { depth += 1 } else if byte == UInt8(ascii: "]") { depth -= 1 }
        if byte == UInt8(ascii: ">"), depth <= 0 || !isDeclaration { break }
        if isDeclaration || byte <= 32 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=") {
          index += 1
          continue
        }
        let start = index
        let key = word()
        if index == start {
          index += 1
          continue
        }
        attributes.append(Attribute(name: key, value: value(), bytes: start..<index))
      }
      index = min(index + 1, bytes.count)
      return Tag(name: name, bytes: open..<index, attributes: attributes, textBefore: textBefore)
    }

    /// A name: up to white space, `=`, `>` or `/`.
    private mutating func word() -> String {
      let start = index
      while index < bytes.count, bytes[index] > 32,
        !"=>/\"'<".utf8.contains(bytes[index]) || index == start && bytes[index] == UInt8(ascii: "/")
      {
        index += 1
      }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// The value after an attribute's name, with the character references that could hide a scheme taken off.
    private mutating func value() -> String {
      var look = index
      while look < bytes.count, bytes[look] <= 32 { look += 1 }
      guard look < bytes.count, bytes[look] == UInt8(ascii: "=") else { return "" }
      look += 1
      while look < bytes.count, bytes[look] <= 32 { look += 1 }
      guard look < bytes.count else { return "" }
      let quote = bytes[look]
      let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      let start = isQuoted ? look + 1 : look
      let end = bytes[start...].firstIndex { isQuoted ? $0 == quote : $0 <= 32 || $0 == UInt8(ascii: ">") } ?? bytes.count
      index = min(isQuoted ? end + 1 : end, bytes.count)
      return String(decoding: bytes[min(start, bytes.count)..<end], as: UTF8.self)
    }

    private func end(of mark: String, from start: Int) -> Int {
      let wanted = Array(mark.utf8)
      var look = min(start, bytes.count)
      while look + wanted.count <= bytes.count {
        if bytes[look] == wanted[0], bytes[look...].starts(with: wanted) { return look + wanted.count }
        look += 1
      }
      return bytes.count
    }
  }
}
