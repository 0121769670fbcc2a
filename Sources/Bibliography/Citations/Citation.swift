/// One place in an article that cites, as it is written: `[@humayun2023; @berzins2023, p. 4]`, or `@humayun2023` in a sentence.
package struct Citation: Sendable {
  package enum Form: Sendable {
    /// "(Humayun et al., 2023)", "[1]".
    case parenthetical
    /// "Humayun et al. (2023)", "Humayun et al. [1]".
    case narrative
  }

  package struct Item: Sendable {
    package let key: String
    /// Words before the item, such as "see".
    package let prefix: String
    package let locator: Locator?
    /// Whether only the year is shown, because the sentence names the authors.
    package let suppressesAuthor: Bool

    package init(_ key: String, prefix: String = "", locator: Locator? = nil, suppressesAuthor: Bool = false) {
      self.key = key
      self.prefix = prefix
      self.locator = locator
      self.suppressesAuthor = suppressesAuthor
    }
  }

  package let form: Form
  package let items: [Item]

  package init(_ form: Form, _ items: [Item]) {
    self.form = form
    self.items = items
  }
}

/// A run of a formatted citation.
package enum CitationPiece: Sendable, Hashable {
  case text(String)
  /// Text that leads to an entry of the list.
  case reference(key: String, text: String)

  package var plainText: String {
    switch self {
    case .text(let text), .reference(_, let text): text
    }
  }
}

package enum CitationStyle: String, Sendable, CaseIterable {
  /// By author and year; the list is sorted by names, year and title.
  case authorYear = "author-year"
  /// By number; the list and its numbers are in the order of first citation.
  case numeric
}
