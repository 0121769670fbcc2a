/// The words and signs of citations and lists in one language.
///
/// In templates '#' is the place of what is filled in. Where two words meet, a space is set unless both sides are Chinese.
package struct Words: Sendable {
  /// A term for one thing and for several: "p. #", "pp. #".
  package struct Term: Sendable {
    package var one: String
    package var many: String

    package init(_ one: String, _ many: String) {
      self.one = one
      self.many = many
    }
  }

  package var and: String
  /// Between names of a list, and before the word "and" of three or more.
  package var nameSeparator: String
  package var lastNameSeparator: String
  package var etAl: String
  package var noDate: String
  /// Parentheses of citations by author and year, what stands before them after a name, and what parts items and their parts.
  package var opening: String
  package var closing: String
  package var gap: String
  package var itemSeparator: String
  package var partSeparator: String
  /// Quotation marks of a title that stands in for authors.
  package var quoted: String
  package var editors: Term
  package var translators: String
  package var containedIn: String
  package var volume: String
  package var number: String
  package var edition: String
  /// What follows the number of an edition by its last digit, 0 to 9, as in "2nd"; empty where nothing does.
  package var ordinalEndings: [String]
  package var version: String
  package var accessed: String
  package var degrees: [Work.Degree: String]
  package var report: String
  package var software: String
  package var dataset: String
  package var locators: [Locator.Kind: Term]

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
