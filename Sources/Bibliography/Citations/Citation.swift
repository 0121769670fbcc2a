/// One place in an article that cites, as it is written: `[@humayun2023; @berzins2023, p. 4]`, or `@humayun2023` in a sentence.
package struct Citation: Sendable {
  /// How a citation stands in its sentence.
  package enum Form: Sendable {
    /// "(Humayun et al., 2023)", "[1]".
    case parenthetical
    /// "Humayun et al. (2023)", "Humayun et al. [1]".
    case narrative
  }

  /// One work of a citation.
  package struct Item: Sendable {
    /// What articles write after `@`.
    package let key: String
    /// Words before the item, such as "see".
    package let prefix: String
    /// The place in the work; `nil` for the whole.
    package let locator: Locator?
    /// Whether only the year is shown, because the sentence names the authors.
    package let suppressesAuthor: Bool

    /// A work of a citation.
    package init(_ key: String, prefix: String = "", locator: Locator? = nil, suppressesAuthor: Bool = false) {
      self.key = key
      self.prefix = prefix
      self.locator = locator
      self.suppressesAuthor = suppressesAuthor
    }
  }

  /// How it stands in its sentence.
  package let form: Form
  /// In the order of the text.
  package let items: [Item]

  /// A citation of some works.
  package init(_ form: Form, _ items: [Item]) {
    self.form = form
    self.items = items
  }
}
