/// The tags of a page as a browser reads them: names, and attributes with their values. Text between tags is passed over, and so is
/// what stands in elements whose text holds no tags.
struct HTMLTags {
  struct Tag {
    let name: String
    var attributes: [(name: String, value: String)] = []
  }

  private(set) var tags: [Tag] = []
  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ html: String) {
    scalars = Array(html.unicodeScalars)
    while index < scalars.count {
      guard scalars[index] == "<" else {
        index += 1
        continue
      }
      if starts("<!--") { skip(past: "-->") } else { readTag() }
    }
  }

  /// What could run code: scripts other than linked data, attributes for events, addresses that are code.
  var dangers: [String] {
    tags.flatMap { tag -> [String] in
      var found: [String] = []
      let type = tag.attributes.first { $0.name == "type" }?.value
      if tag.name == "script", type != "application/ld+json" { found.append("<script>") }
      if ["iframe", "object", "embed", "base", "form", "style"].contains(tag.name) { found.append("<\(tag.name)>") }
      for (name, value) in tag.attributes {
        if name.hasPrefix("on") { found.append("\(tag.name) \(name)=") }
        let address = String(value.lowercased().unicodeScalars.filter { $0.value > 32 })
        if ["href", "src", "xlink:href", "action", "formaction"].contains(name),
          ["javascript:", "vbscript:", "data:text", "data:image/svg"].contains(where: address.hasPrefix)
        {
          found.append("\(tag.name) \(name)=\(value)")
        }
      }
      return found
    }
  }

  private func starts(_ text: String) -> Bool { scalars[index...].prefix(text.unicodeScalars.count).elementsEqual(text.unicodeScalars) }

  private mutating func skip(past end: String) {
    while index < scalars.count, !starts(end) { index += 1 }
    index += end.unicodeScalars.count
  }

  private mutating func readTag() {
    index += 1
    let isEnd = index < scalars.count && scalars[index] == "/"
    if isEnd { index += 1 }
    guard index < scalars.count, scalars[index].properties.isAlphabetic, scalars[index].isASCII else { return }
    var tag = Tag(name: word { $0 == ">" || $0 == "/" || $0.properties.isWhitespace })
    while index < scalars.count, scalars[index] != ">" {
      if scalars[index] == "/" || scalars[index].properties.isWhitespace {
        index += 1
        continue
      }
      tag.attributes.append(readAttribute())
    }
    if isEnd { return }
    tags.append(tag)
    if tag.name == "script" || tag.name == "title" { skip(past: "</\(tag.name)") }
  }

  private mutating func readAttribute() -> (name: String, value: String) {
    let start = index
    let name = word { "=>/".unicodeScalars.contains($0) || $0.properties.isWhitespace }
    if index == start { index += 1 }
    guard index < scalars.count, scalars[index] == "=" else { return (name, "") }
    index += 1
    guard index < scalars.count, scalars[index] == "\"" || scalars[index] == "'" else {
      return (name, word { $0 == ">" || $0.properties.isWhitespace })
    }
    let quote = scalars[index]
    index += 1
    let value = word { $0 == quote }
    index += 1
    return (name, Self.decoded(value))
  }

  /// Lower-cased text up to a scalar.
  private mutating func word(_ isEnd: (Unicode.Scalar) -> Bool) -> String {
    let start = index
    while index < scalars.count, !isEnd(scalars[index]) { index += 1 }
    return String(String.UnicodeScalarView(scalars[start..<index])).lowercased()
  }

  private static func decoded(_ text: String) -> String {
    text.replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&#x27;", with: "'")
      .replacing("&amp;", with: "&")
  }
}
