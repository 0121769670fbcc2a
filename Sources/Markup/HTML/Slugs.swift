/// Ids of headings: the words of the title in lower case with hyphens between, letters of any script kept, each id once a page.
package struct Slugs {
  private var counts: [String: Int] = [:]

  /// `reserved` are ids that are taken.
  package init(reserved: [String] = []) {
    for id in reserved { counts[id] = 1 }
  }

  /// The slug of a title, followed by -1, -2, … where it was taken before.
  package mutating func unique(_ title: String) -> String {
    let slug = Self.slug(title)
    let count = counts[slug, default: 0]
    counts[slug] = count + 1
    return count == 0 ? slug : unique("\(slug)-\(count)")
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
