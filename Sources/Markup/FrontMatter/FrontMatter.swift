import Diagnostics

/// What an article says about itself between its first two lines of `---`.
package struct FrontMatter: Sendable {
  package struct Author: Sendable, Equatable {
    package var name: String
    package var affiliation: String?
    package var orcid: String?
    package var url: String?
  }

  package var title: String?
  package var subtitle: String?
  /// ISO 8601 calendar dates, as in 2026-11-24.
  package var date: String?
  package var updated: String?
  package var authors: [Author] = []
  package var tags: [String] = []
  package var lang: String?
  package var translationOf: String?
  package var bibliography: [String] = []
  package var isDraft = false
  package var aliases: [String] = []
  package var description: String?
  package var showsContents = true
  /// The place of every key's value.
  package var ranges: [String: SourceRange] = [:]

  package init() {}

  package static let keys = [
    "title", "subtitle", "date", "updated", "authors", "tags", "lang", "translation-of", "bibliography", "draft", "aliases",
    "description", "toc",
  ]
}
