import Inputs
import Markup

/// What templates are told of a page; see the comment at the top of a template for the names.
struct TemplateContext {
  let content: Content
  let strings: Strings
  /// The address of the page, relative to the site.
  let url: String
  /// The language of the page.
  let language: String

  /// What is known of a page once its body is written.
  struct Article {
    let page: ContentPage
    let body: String
    let headings: [HTMLRenderer.Heading]
    /// As text.
    let description: String?
    /// The path of its first picture in the site.
    let image: String?
    /// The same article in all its languages, itself included; empty where there is only one.
    let versions: [(page: ContentPage, language: String)]
    let usesMathematics: Bool
  }

  /// The context of an article's page.
  func page(_ article: Article, lists: [String: Any]) -> [String: Any] {
    let page = article.page
    let front = page.document.frontMatter
    let language = front.lang ?? content.configuration.lang
    var fields: [String: Any] = ["title": page.title, "body": article.body, "draft": front.isDraft]
    let licence = front.licence ?? content.configuration.licence
    let image = article.image.flatMap { absolute($0) }
    let metadata = PageMetadata(
      page: page, description: article.description, language: language, canonical: canonical, image: image,
      siteTitle: content.configuration.title, licence: licence)
    fields["subtitle"] = front.subtitle
    fields["description"] = article.description
    fields["canonical"] = canonical
    fields["image"] = image
    fields["linked-data"] = metadata.linkedData
    fields["bibtex"] = metadata.bibTeX
    fields["licence"] = licence.map { licence -> [String: Any] in
      var entry: [String: Any] = ["name": licence.name]
      entry["url"] = licence.url
      return entry
    }
    fields["date"] = front.date
    fields["date-slashes"] = front.date?.replacing("-", with: "/")
    fields["date-text"] = front.date.map(strings.date)
    fields["updated"] = front.updated
    fields["updated-text"] = front.updated.map(strings.date)
    if !front.authors.isEmpty { fields["authors"] = front.authors.map(Self.author) }
    if !front.tags.isEmpty { fields["tags"] = front.tags.map { ["name": $0] } }
    fields["has-tags"] = !front.tags.isEmpty
    fields["has-byline"] = !(front.authors.isEmpty && front.tags.isEmpty && front.date == nil && front.updated == nil)
    fields["alternates"] = article.versions.filter { $0.page.path != page.path }.map { version in
      ["title": version.page.title, "url": absolute(version.page.url) ?? relative(version.page.url), "lang": version.language]
    }
    let contents = front.showsContents ? Self.contents(article.headings) : []
    let context: [String: Any] = [
      "page": fields, "contents": contents, "has-contents": contents.count > 2, "mathematics": article.usesMathematics,
    ]
    return site(context, lists, lang: language)
  }

  private static func author(_ author: FrontMatter.Author) -> [String: Any] {
    var entry: [String: Any] = ["name": author.name]
    entry["affiliation"] = author.affiliation
    entry["orcid"] = author.orcid
    entry["url"] = author.url
    return entry
  }

  /// The context of a page without an article: a list of a section, or the page for addresses that lead nowhere.
  func generated(title: String, lists: [String: Any]) -> [String: Any] {
    var fields: [String: Any] = ["title": title, "body": "", "draft": false]
    fields["canonical"] = canonical
    return site(["page": fields, "contents": [[String: Any]](), "has-contents": false], lists, lang: nil)
  }

  private var canonical: String? { absolute(url) }

  /// The address of a file of the site for other sites; `nil` where the site's own is not known.
  private func absolute(_ path: String) -> String? { content.configuration.baseURL.map { "\($0)/\(RelativePath.encoded(path))" } }

  private func site(_ page: [String: Any], _ lists: [String: Any], lang: String?) -> [String: Any] {
    let configuration = content.configuration
    var site: [String: Any] = ["title": configuration.title, "home": relative("index.html")]
    site["description"] = configuration.description
    let sections = configuration.sections.map { section -> [String: Any] in
      ["title": section.title, "url": relative("\(section.folder)/index.html"), "current": url.hasPrefix(section.folder + "/")]
    }
    var context: [String: Any] = [
      "lang": lang ?? configuration.lang, "root": root, "site": site, "nav": sections,
      "strings": strings.all,
    ]
    context.merge(page) { $1 }
    context.merge(lists) { $1 }
    return context
  }

  /// What stands before the path of an asset.
  private var root: String {
    if url == Self.notFoundURL, let base = content.configuration.baseURL { return "\(base)/" }
    return String(repeating: "../", count: url.count { $0 == "/" })
  }

  /// The address of a file of the site on this page. The page for addresses that lead nowhere is shown at any depth, so its own
  /// addresses are absolute where the site's is known.
  private func relative(_ path: String) -> String {
    if url == Self.notFoundURL, let base = content.configuration.baseURL { return "\(base)/\(RelativePath.encoded(path))" }
    return RelativePath.address(from: url, to: path)
  }

  static let notFoundURL = "404.html"

  /// Headings of level 2 with those of level 3 below them.
  private static func contents(_ headings: [HTMLRenderer.Heading]) -> [[String: Any]] {
    var result: [(entry: [String: Any], children: [[String: Any]])] = []
    for heading in headings where (2...3).contains(heading.level) {
      let entry: [String: Any] = ["title": heading.title, "url": "#\(HTMLEscape.address(heading.id))"]
      if heading.level == 3, !result.isEmpty {
        result[result.count - 1].children.append(entry)
      } else {
        result.append((entry, []))
      }
    }
    return result.map { item in
      var entry = item.entry
      if !item.children.isEmpty { entry["children"] = item.children }
      return entry
    }
  }

  /// The entry of a page in a list on this page; `description` is text.
  func entry(_ page: ContentPage, description: String?) -> [String: Any] {
    let front = page.document.frontMatter
    var entry: [String: Any] = ["title": page.title, "url": relative(page.url)]
    entry["description"] = description ?? front.subtitle
    entry["date"] = front.date
    entry["date-text"] = front.date.map(strings.date)
    return entry
  }
}
