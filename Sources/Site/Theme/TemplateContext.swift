import Inputs
import Markup

/// What templates are told of a page; see the comment at the top of a template for the names.
struct TemplateContext {
  let content: Content
  /// The address of the page, relative to the site.
  let url: String

  /// The context of an article's page.
  func page(_ page: ContentPage, body: String, headings: [HTMLRenderer.Heading], lists: [String: Any]) -> [String: Any] {
    let front = page.document.frontMatter
    var fields: [String: Any] = ["title": page.title, "body": body, "draft": front.isDraft]
    fields["subtitle"] = front.subtitle
    fields["description"] = front.description
    fields["canonical"] = canonical
    fields["date"] = front.date
    fields["date-text"] = front.date.map(Strings.date)
    fields["updated"] = front.updated
    fields["updated-text"] = front.updated.map(Strings.date)
    if !front.authors.isEmpty {
      fields["authors"] = front.authors.map { author -> [String: Any] in
        var entry: [String: Any] = ["name": author.name]
        entry["affiliation"] = author.affiliation
        entry["url"] = author.url ?? author.orcid.map { "https://orcid.org/\($0)" }
        return entry
      }
    }
    if !front.tags.isEmpty { fields["tags"] = front.tags.map { ["name": $0] } }
    let contents = front.showsContents ? Self.contents(headings) : []
    return site(["page": fields, "contents": contents, "has-contents": contents.count > 2], lists, lang: front.lang)
  }

  /// The context of a page without an article: a list of a section, or the page for addresses that lead nowhere.
  func generated(title: String, lists: [String: Any]) -> [String: Any] {
    var fields: [String: Any] = ["title": title, "body": "", "draft": false]
    fields["canonical"] = canonical
    return site(["page": fields, "contents": [[String: Any]](), "has-contents": false], lists, lang: nil)
  }

  private var canonical: String? { content.configuration.baseURL.map { "\($0)/\(RelativePath.encoded(url))" } }

  private func site(_ page: [String: Any], _ lists: [String: Any], lang: String?) -> [String: Any] {
    let configuration = content.configuration
    var site: [String: Any] = ["title": configuration.title, "home": relative("index.html")]
    site["description"] = configuration.description
    let sections = configuration.sections.map { section -> [String: Any] in
      ["title": section.title, "url": relative("\(section.folder)/index.html"), "current": url.hasPrefix(section.folder + "/")]
    }
    var context: [String: Any] = [
      "lang": lang ?? configuration.lang, "root": root, "site": site, "nav": sections,
      "strings": Strings.forTemplates,
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

  /// The entry of a page in a list on this page.
  func entry(_ page: ContentPage) -> [String: Any] {
    let front = page.document.frontMatter
    var entry: [String: Any] = ["title": page.title, "url": relative(page.url)]
    entry["description"] = front.description ?? front.subtitle
    entry["date"] = front.date
    entry["date-text"] = front.date.map(Strings.date)
    return entry
  }
}
