import Bibliography
import Foundation
import Markup

/// What a page says about itself to machines: linked data for search engines, and the entry by which others cite it.
struct PageMetadata {
  let page: ContentPage
  /// As text.
  let description: String?
  let language: String
  /// The page's own address; `nil` where the site's is not known.
  let canonical: String?
  /// The address of a picture; absolute, or `nil`.
  let image: String?
  let siteTitle: String
  let licence: Licence?

  private var front: FrontMatter { page.document.frontMatter }

  /// The page as a ScholarlyArticle (schema.org), as JSON that may stand in a script element.
  var linkedData: String {
    var article: [String: Any] = [
      "@context": "https://schema.org", "@type": "ScholarlyArticle", "headline": page.title, "inLanguage": language,
      "isPartOf": ["@type": "WebSite", "name": siteTitle],
    ]
    article["description"] = description
    article["datePublished"] = front.date
    article["dateModified"] = front.updated
    article["url"] = canonical
    article["image"] = image
    article["license"] = licence?.url ?? licence?.name
    if !front.tags.isEmpty { article["keywords"] = front.tags.joined(separator: ", ") }
    if !front.authors.isEmpty { article["author"] = front.authors.map(Self.person) }
    let data = try? JSONSerialization.data(withJSONObject: article, options: [.sortedKeys, .withoutEscapingSlashes])
    // A script element ends at the first `</`, wherever that stands.
    return data.map { String(decoding: $0, as: UTF8.self).replacingOccurrences(of: "<", with: "\\u003c") } ?? "{}"
  }

  private static func person(_ author: FrontMatter.Author) -> [String: Any] {
    var person: [String: Any] = ["@type": author.isOrganization ? "Organization" : "Person", "name": author.name]
    person["affiliation"] = author.affiliation.map { ["@type": "Organization", "name": $0] }
    person["identifier"] = author.orcid.map { "https://orcid.org/\($0)" }
    person["url"] = author.url
    return person
  }

  /// The BibTeX entry of the page; `nil` for one without authors or date.
  var bibTeX: String? {
    guard !front.authors.isEmpty, let date = front.date else { return nil }
    let parts = date.split(separator: "-").compactMap { Int($0) }
    let published = PublicationDate(year: parts.first, month: parts.count > 1 ? parts[1] : nil, day: parts.count > 2 ? parts[2] : nil)
    let authors = front.authors.map { $0.isOrganization ? PersonName(literal: $0.name) : PersonName(written: $0.name) }
    return ArticleCitation(title: [.text(page.title)], authors: authors, date: published, url: canonical ?? "").bibTeX
  }
}
