/// The words and signs of citations and lists in one language.
///
/// In templates '#' is the place of what is filled in. Where two words meet, a space is set unless both sides are Chinese.
package struct Words: Sendable {
  /// A term for one thing and for several: "p. #", "pp. #".
  package struct Term: Sendable {
    /// For one thing.
    package var one: String
    /// For several.
    package var many: String

    /// A word in both numbers.
    package init(_ one: String, _ many: String) {
      self.one = one
      self.many = many
    }
  }

  /// Between the last two names of a list.
  package var and: String
  /// Between names of a list, and before the word "and" of three or more.
  package var nameSeparator: String
  /// Before that word, where a list has three names or more.
  package var lastNameSeparator: String
  /// What stands for the names that are left out.
  package var etAl: String
  /// What stands for a year that is not known.
  package var noDate: String
  /// Parentheses of citations by author and year, what stands before them after a name, and what parts items and their parts.
  package var opening: String
  /// After a citation by author and year.
  package var closing: String
  /// Between a name and the parenthesis after it.
  package var gap: String
  /// Between works of a citation.
  package var itemSeparator: String
  /// Between author, year and place of one work.
  package var partSeparator: String
  /// Quotation marks of a title that stands in for authors.
  package var quoted: String
  /// After the names of editors.
  package var editors: Term
  /// Before the names of translators.
  package var translators: String
  /// Before the book that holds a chapter.
  package var containedIn: String
  /// A volume.
  package var volume: String
  /// An issue or a number in a series.
  package var number: String
  /// An edition.
  package var edition: String
  /// What follows the number of an edition by its last digit, 0 to 9, as in "2nd"; empty where nothing does.
  package var ordinalEndings: [String]
  /// A version.
  package var version: String
  /// When an address was looked up.
  package var accessed: String
  /// The kinds of theses.
  package var degrees: [Work.Degree: String]
  /// What a report is called.
  package var report: String
  /// What software is called.
  package var software: String
  /// What data is called.
  package var dataset: String
  /// Places in a work.
  package var locators: [Locator.Kind: Term]

  /// The word for a kind of place, with `#` where its number stands.
  package func term(_ kind: Locator.Kind, isPlural: Bool) -> String {
    guard let term = locators[kind] else { return "#" }
    return isPlural ? term.many : term.one
  }

  /// A template with its place filled.
  package static func fill(_ template: String, _ text: String) -> String {
    guard let place = template.firstIndex(of: "#") else { return template }
    return template[..<place] + text + template[template.index(after: place)...]
  }

  static func fill(_ template: String, _ pieces: [Piece]) -> [Piece] {
    guard let place = template.firstIndex(of: "#") else { return [.text(template)] }
    var filled: [Piece] = []
    filled.append(text: String(template[..<place]))
    filled.append(pieces: pieces)
    filled.append(text: String(template[template.index(after: place)...]))
    return filled
  }

  /// Two words with a space between, unless both sides are Chinese characters.
  static func spaced(_ first: String, _ second: String) -> String {
    let isHan = { (scalar: Unicode.Scalar?) in scalar?.properties.isIdeographic == true }
    return isHan(first.unicodeScalars.last) && isHan(second.unicodeScalars.first) ? first + second : "\(first) \(second)"
  }

  /// "2nd", "11th"; the number alone where the language has no endings.
  package func ordinal(_ number: Int) -> String {
    guard ordinalEndings.count == 10 else { return "\(number)" }
    return "\(number)" + ((11...13).contains(number % 100) ? ordinalEndings[0] : ordinalEndings[number % 10])
  }
}
