import Diagnostics

/// What an article says about itself between its first two lines of `---`.
package struct FrontMatter: Sendable {
  /// A person or an organization that wrote the article.
  package struct Author: Sendable, Equatable {
    /// As it is shown.
    package var name: String
    /// Whether the name is that of a body, which has no family name.
    package var isOrganization = false
    /// An institution.
    package var affiliation: String?
    /// The ORCID identifier as written; it is not checked.
    package var orcid: String?
    /// The address of a page about the author.
    package var url: String?
  }

  /// Text; `nil` where the first heading is to be the title.
  package var title: String?
  /// Text under the title.
  package var subtitle: String?
  /// ISO 8601 calendar dates, as in 2026-11-24.
  package var date: String?
  /// The date of the last change that readers should know of.
  package var updated: String?
  /// In the order of the text.
  package var authors: [Author] = []
  /// Words to find the article by.
  package var tags: [String] = []
  /// A language tag (BCP 47, as far as its characters go).
  package var lang: String?
  /// The path of the article that this one translates, relative to it.
  package var translationOf: String?
  /// Paths of bibliographies, relative to the article.
  package var bibliography: [String] = []
  /// Whether the article is left out of lists.
  package var isDraft = false
  /// Addresses at which the article was found before.
  package var aliases: [String] = []
  /// A sentence for lists and search results.
  package var description: String?
  /// Whether a list of contents is shown.
  package var showsContents = true
  /// Macros for mathematics: a command with its backslash, and what it stands for.
  package var macros: [String: String] = [:]
  /// The places of the macros' names.
  package var macroPlaces: [String: SourceRange] = [:]
  /// Whether sections are numbered; `nil` leaves it to the site.
  package var numbersSections: Bool?
  /// The terms under which others may use the article.
  package var licence: Licence?
  /// Every key's value.
  package var values: [String: YAMLNode] = [:]
  /// The place of every key's value.
  package var ranges: [String: SourceRange] { values.mapValues(\.range) }
  /// The places of the bibliographies' paths, in their order.
  package var bibliographyPlaces: [SourceRange] = []

  /// Front matter that says nothing.
  package init() {}

  /// The keys that front matter may have.
  package static let keys = [
    "title", "subtitle", "date", "updated", "authors", "tags", "lang", "translation-of", "bibliography", "draft", "aliases",
    "description", "toc", "macros", "citations", "number-sections", "licence",
  ]
}
