/// The name of a person in its parts, or of a body that has none.
///
/// The parts are those of BibTeX (First, von, Last, Jr) and of CSL (given, non-dropping-particle, family, suffix). A CSL
/// dropping particle is kept at the end of the given names, where it is printed.
package struct PersonName: Sendable, Hashable {
  /// First and middle names, as they are printed.
  package var given: String
  /// "von", "de la": printed with the family name, also in short forms.
  package var particle: String
  /// The family name without its particle.
  package var family: String
  /// "Jr", "III".
  package var suffix: String
  /// The whole name of a body such as "OpenAI"; the other parts are empty then.
  package var literal: String

  /// A name of its parts.
  package init(given: String = "", particle: String = "", family: String = "", suffix: String = "", literal: String = "") {
    self.given = given
    self.particle = particle
    self.family = family
    self.suffix = suffix
    self.literal = literal
  }

  /// The name of a body.
  package init(literal: String) { self.init(given: "", literal: literal) }

  /// "von Neumann", the form of citations.
  package var short: String {
    if !literal.isEmpty { return literal }
    return family.isEmpty ? given : Self.join(particle, family)
  }

  /// "John von Neumann, Jr", the form of lists. Names in Chinese characters are written family name first, without a space.
  package var full: String {
    if !literal.isEmpty { return literal }
    if Self.isHan(family), Self.isHan(given) { return particle + family + given }
    let name = Self.join(given, Self.join(particle, family))
    if suffix.isEmpty { return name }
    // Numerals follow without a comma: "Henry Ford II".
    return suffix.allSatisfy { "IVX".contains($0) } ? "\(name) \(suffix)" : "\(name), \(suffix)"
  }

  /// Particles that end in an apostrophe or hyphen are written together with the name: "d’Alembert".
  private static func join(_ first: String, _ second: String) -> String {
    if first.isEmpty || second.isEmpty { return first + second }
    return first.last.map { "’'-".contains($0) } == true ? first + second : "\(first) \(second)"
  }

  private static func isHan(_ text: String) -> Bool { !text.isEmpty && text.unicodeScalars.allSatisfy(\.properties.isIdeographic) }
}
