import Diagnostics

/// A reference to works of the bibliography, or to labelled things of the site: `[@a; @b, p. 4]`, `@a`, `[-@a]`.
package struct Citation: Sendable {
  /// One key of a citation.
  package struct Item: Sendable {
    /// What stands between `@` and the locator: a label, a key of the bibliography, or `page.md#label`.
    package let key: String
    /// The place of the key, without `@`.
    package let range: SourceRange
    /// Words before the key, such as "see".
    package let prefix: String
    /// What follows the key's comma, such as "p. 4".
    package let locator: String
    /// Whether a hyphen stands before `@`: only the year, or only the number, is shown.
    package let isAuthorSuppressed: Bool
  }

  /// In the order of the text.
  package let items: [Item]
  /// Whether it stands in running text, without brackets.
  package let isNarrative: Bool

  /// The same in a text that was decoded from another one.
  func moved(to origin: TextOrigin) -> Citation {
    let items = items.map {
      Item(key: $0.key, range: origin.range($0.range), prefix: $0.prefix, locator: $0.locator, isAuthorSuppressed: $0.isAuthorSuppressed)
    }
    return Citation(items: items, isNarrative: isNarrative)
  }

  /// The citation as it would be written.
  package var written: String {
    let parts = items.map { item in
      let prefix = item.prefix.isEmpty ? "" : item.prefix + " "
      return "\(prefix)\(item.isAuthorSuppressed ? "-" : "")@\(item.key)\(item.locator.isEmpty ? "" : ", \(item.locator)")"
    }
    return isNarrative ? parts.joined() : "[\(parts.joined(separator: "; "))]"
  }
}
