/// "Cite this article": the BibTeX entry that a page offers for itself.
package struct ArticleCitation: Sendable {
  /// The article's title.
  package let title: [Piece]
  /// In the order of the article.
  package let authors: [PersonName]
  /// When it appeared.
  package let date: PublicationDate
  /// Its address; empty where that is not known.
  package let url: String
  /// What others write after `@`.
  package let key: String

  /// Without a key, one is made from the title, the authors and the date.
  package init(title: [Piece], authors: [PersonName], date: PublicationDate, url: String, key: String? = nil) {
    self.title = title
    self.authors = authors
    self.date = date
    self.url = url
    self.key = key ?? Self.key(title: title, authors: authors, date: date)
  }

  /// The entry, one field a line, ending with a newline. The same values give the same bytes.
  package var bibTeX: String {
    var fields = [("title", "{{\(LaTeXEncoder.encode(title))}}")]
    if !authors.isEmpty { fields.insert(("author", "{\(authors.map(Self.written).joined(separator: " and "))}"), at: 0) }
    if let year = date.shownYear { fields.append(("year", "{\(LaTeXEncoder.encode(year))}")) }
    if let month = date.month, date.literal.isEmpty, (1...12).contains(month) {
      fields.append(("month", PublicationDate.monthMacros[month - 1]))
    }
    if !url.isEmpty { fields.append(("url", "{\(LaTeXEncoder.encode(url: url))}")) }
    return "@misc{\(key),\n" + fields.map { "  \($0) = \($1),\n" }.joined() + "}\n"
  }

  /// A name as "von Last, Jr, First", which leaves nothing to guess.
  private static func written(_ name: PersonName) -> String {
    if !name.literal.isEmpty { return "{\(LaTeXEncoder.encode(name.literal))}" }
    let particle = name.particle.isEmpty ? [] : [part(name.particle)]
    if name.given.isEmpty, name.suffix.isEmpty {
      // Without a comma only the last token would be the family name.
      return (particle + [name.family.contains(" ") ? "{\(LaTeXEncoder.encode(name.family))}" : part(name.family)]).joined(separator: " ")
    }
    let last = (particle + [part(name.family)]).joined(separator: " ")
    return ([last] + (name.suffix.isEmpty ? [] : [part(name.suffix)]) + [part(name.given)]).joined(separator: ", ")
  }

  /// A part of a name; braces keep a comma or the word "and" in it.
  private static func part(_ text: String) -> String {
    let encoded = LaTeXEncoder.encode(text)
    return text.contains(",") || text.split(separator: " ").contains { $0.lowercased() == "and" } ? "{\(encoded)}" : encoded
  }

  /// Words that do not tell one title from another.
  private static let stopWords: Set<String> = [
    "a", "an", "the", "on", "of", "in", "for", "to", "and", "or", "at", "by", "with", "from", "how", "why", "what", "when", "is", "are",
    "do",
    "does", "can", "toward", "towards", "into", "as", "its", "it",
  ]

  /// Family name of the first author, year, first significant word of the title: "humayun2023splinecam". Letters and digits in
  /// their folded form; Chinese is kept, at most four characters of a title.
  package static func key(title: [Piece], authors: [PersonName], date: PublicationDate) -> String {
    let words = NormalForm.folded(title.plainText).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let word = words.first { !stopWords.contains($0) } ?? words.first ?? ""
    let isHan = word.unicodeScalars.first?.properties.isIdeographic == true
    let name = NormalForm.folded(authors.first.map { $0.literal.isEmpty ? $0.family : $0.literal } ?? "").filter {
      $0.isLetter || $0.isNumber
    }
    let key = name + (date.year.map { "\($0)" } ?? "") + (isHan ? String(word.prefix(4)) : word)
    return key.isEmpty ? "article" : key
  }
}

extension PersonName {
  /// A name in plain text as an article's front matter has it: "Ada Lovelace", "John von Neumann", "van Gogh, Vincent".
  package init(written text: String) {
    let name = NameParser(LaTeXEncoder.encode(text)).list.names
    self = name.count == 1 ? name[0] : PersonName(literal: text)
  }
}
