import Diagnostics
import Directives
import Inputs
import Markup

/// Puts the files of a site together: pages, the files that they bring along or link to, lists, and the theme's assets.
struct SiteAssembly {
  let content: Content
  let theme: Theme
  private(set) var files: [String: [UInt8]]

  init(content: Content, theme: Theme) {
    self.content = content
    self.theme = theme
    files = theme.assets
  }

  /// Adds an article.
  mutating func add(_ plan: PagePlan, scope: ValueScope, results: [Result?], into report: inout DiagnosticReport) {
    let page = plan.page
    let renderer = PageRenderer(plan, scope: scope, results: results, allowsRawHTML: content.configuration.allowsHTML)
    let (body, headings) = renderer.render()
    report.add(contentsOf: renderer.report)
    files.merge(renderer.files) { first, _ in first }
    for path in renderer.linkedFiles.sorted() {
      if let bytes = report.collect({ try content.workspace.read(path) }) { files[path] = bytes }
    }
    let context = TemplateContext(content: content, url: page.url)
    let html = theme.render(template(for: page), context.page(page, body: body, headings: headings, lists: lists(for: page, context)))
    files[page.url] = Array(html.utf8)
    for alias in content.aliases(of: page) { files[alias] = redirect(from: alias, to: page) }
  }

  /// Adds the lists of sections that have no article of their own, and the page for addresses that lead nowhere.
  mutating func addGeneratedPages() {
    for section in content.configuration.sections where files["\(section.folder)/index.html"] == nil {
      let url = "\(section.folder)/index.html"
      let context = TemplateContext(content: content, url: url)
      let html = theme.render("section", context.generated(title: section.title, lists: ["entries": entries(section, context)]))
      files[url] = Array(html.utf8)
    }
    if files["404.html"] == nil {
      var context = TemplateContext(content: content, url: "404.html").generated(title: Strings.notFound, lists: [:])
      // The page answers for addresses at any depth, so relative addresses only serve where the site's own address is not known.
      if let base = content.configuration.baseURL { context["root"] = "\(base)/" }
      files["404.html"] = Array(theme.render("404", context).utf8)
    }
  }

  private func template(for page: ContentPage) -> String {
    if page.url == "index.html" { return "home" }
    if let section = content.section(of: page.path) {
      return page.path == "\(section.folder)/index.md" ? "section" : section.layout.rawValue
    }
    return "article"
  }

  private func lists(for page: ContentPage, _ context: TemplateContext) -> [String: Any] {
    if page.url == "index.html" {
      let groups = content.configuration.sections.map { section -> [String: Any] in
        [
          "title": section.title, "url": RelativePath.relative(from: page.url, to: "\(section.folder)/index.html"),
          "entries": entries(section, context),
        ]
      }
      return ["groups": groups]
    }
    guard let section = content.section(of: page.path), page.path == "\(section.folder)/index.md" else { return [:] }
    return ["entries": entries(section, context)]
  }

  /// The pages of a section: articles from the newest on, reference pages by their titles.
  private func entries(_ section: SiteConfiguration.Section, _ context: TemplateContext) -> [[String: Any]] {
    let pages = content.pages.filter { $0.path.hasPrefix(section.folder + "/") && $0.path != "\(section.folder)/index.md" }
    let sorted = pages.sorted { one, other in
      let (a, b) = (one.document.frontMatter.date ?? "", other.document.frontMatter.date ?? "")
      if section.layout == .article, a != b { return a > b }
      return (one.title, one.path) < (other.title, other.path)
    }
    return sorted.map(context.entry)
  }

  /// A page that leads on from an old address.
  private func redirect(from alias: String, to page: ContentPage) -> [UInt8] {
    let target = HTMLEscape.address(RelativePath.relative(from: alias, to: page.url))
    let title = HTMLEscape.text(page.title)
    return Array(
      """
      <!DOCTYPE html>
      <html><head><meta charset="utf-8"><title>\(title)</title><meta http-equiv="refresh" content="0; url=\(target)"></head>
      <body><p><a href="\(target)">\(title)</a></p></body></html>

      """.utf8)
  }
}
