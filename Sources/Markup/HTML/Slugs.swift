/// Ids of headings: the words of the title in lower case with hyphens between, letters of any script kept, each id once a page.
package struct Slugs {
  private var taken: Set<String>
  /// The number that the next repetition of a slug tries first.
  private var next: [String: Int] = [:]

  /// `reserved` ids are never given out.
  package init(reserved: [String] = []) { taken = Set(reserved) }

  /// The slug of a title, followed by -1, -2, … where it was taken before.
  package mutating func unique(_ title: String) -> String {
    let slug = Self.slug(title)
    var id = slug
    var number = next[slug, default: 1]
    while !taken.insert(id).inserted {
      id = "\(slug)-\(number)"
      number += 1
    }
    next[slug] = number
    return id
  }

  /// A title as an id; `section` where nothing of it can be kept.
  package static func slug(_ title: String) -> String {
    var result = ""
    for character in title.lowercased() {
      if character.isLetter || character.isNumber || character == "_" {
        result.append(character)
      } else if character == "-" || character.isWhitespace {
        if !result.isEmpty && result.last != "-" { result.append("-") }
      }
    }
    while result.last == "-" { result.removeLast() }
    return result.isEmpty ? "section" : result
  }
}
