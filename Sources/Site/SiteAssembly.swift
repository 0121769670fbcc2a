import Diagnostics
import Directives
import Inputs
import Markup

/// Puts the files of a site together: pages, the files that they bring along or link to, lists, and the theme's assets.
struct SiteAssembly {
  let content: Content
  let theme: Theme
  private let translations: Translations
  /// The descriptions of pages, with their values filled in.
  private let descriptions: [String: String]
  private(set) var files: [String: [UInt8]]
  /// What each file of the site is, for messages.
  private var owners: [String: String]

  init(content: Content, theme: Theme, translations: Translations, descriptions: [String: String]) {
    self.content = content
    self.theme = theme
    self.translations = translations
    self.descriptions = descriptions
    files = theme.assets
    owners = theme.assets.mapValues { _ in "a file of the theme" }
  }

  /// Adds a file. Two different things at one address are an error.
  private mutating func insert(_ bytes: [UInt8], at path: String, as owner: String, into report: inout DiagnosticReport) {
    if let other = owners[path], files[path] != bytes {
      report.add(
        Diagnostic(
          id: "duplicate-url", "the address '\(path)' is that of \(other) and of \(owner)", at: .none, fix: "rename one of them"))
    }
    files[path] = bytes
    owners[path] = owner
  }

  /// The words of a language; of the site's where none is given.
  private func strings(_ language: String?) -> Strings { theme.strings.strings(language ?? content.configuration.lang) }

  /// Adds files that a tool of the system brings.
  mutating func add(_ files: [String: [UInt8]], as owner: String, into report: inout DiagnosticReport) {
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) { insert(bytes, at: path, as: owner, into: &report) }
  }

  /// Adds an article.
  mutating func add(
    _ plan: PagePlan, scope: ValueScope, results: [Result?], _ references: PageReferences, _ formulas: TypesetFormulas,
    into report: inout DiagnosticReport
  ) {
    let page = plan.page
    let strings = strings(page.document.frontMatter.lang)
    let renderer = PageRenderer(plan, scope: scope, results: results, references, formulas, theme, content.configuration)
    let (body, headings) = renderer.render()
    report.add(contentsOf: renderer.report)
    let name = "'\(content.workspace.shown(page.path))'"
    for (path, bytes) in renderer.files.sorted(by: { $0.key < $1.key }) { insert(bytes, at: path, as: "a figure of \(name)", into: &report) }
    for path in renderer.linkedFiles.sorted() {
      guard let bytes = report.collect({ try content.workspace.read(path) }) else { continue }
      insert(bytes, at: path, as: "the file '\(content.workspace.shown(path))'", into: &report)
    }
    let context = TemplateContext(
      content: content, strings: strings, url: page.url, language: page.document.frontMatter.lang ?? content.configuration.lang)
    let versions = translations.versions(of: page.path).compactMap { version in
      content.page(version.path).map { (page: $0, language: version.language) }
    }
    let article = TemplateContext.Article(
      page: page, body: body, headings: headings, description: descriptions[page.path], image: renderer.firstImage, versions: versions,
      usesMathematics: renderer.usesMathematics)
    let html = theme.render(template(for: page), context.page(article, lists: lists(for: page, context)))
    insert(Array(html.utf8), at: page.url, as: "the page \(name)", into: &report)
    for alias in content.aliases(of: page) { insert(redirect(from: alias, to: page), at: alias, as: "an alias of \(name)", into: &report) }
  }

  /// Adds the lists of sections and the home page that have no article of their own, and the page for addresses that lead nowhere.
  mutating func addGeneratedPages(into report: inout DiagnosticReport) {
    for section in content.configuration.sections where content.page("\(section.folder)/index.md") == nil {
      let context = TemplateContext(
        content: content, strings: strings(nil), url: "\(section.folder)/index.html", language: content.configuration.lang)
      addGenerated("section", context, title: section.title, lists: ["entries": entries(section, context)], into: &report)
    }
    if content.page("index.md") == nil {
      let context = TemplateContext(content: content, strings: strings(nil), url: "index.html", language: content.configuration.lang)
      addGenerated("home", context, title: content.configuration.title, lists: ["groups": groups(context)], into: &report)
    }
    if content.page("404.md") == nil {
      let context = TemplateContext(
        content: content, strings: strings(nil), url: TemplateContext.notFoundURL, language: content.configuration.lang)
      addGenerated("404", context, title: strings(nil)[.notFound], lists: [:], into: &report)
    }
  }

  private mutating func addGenerated(
    _ template: String, _ context: TemplateContext, title: String, lists: [String: Any], into report: inout DiagnosticReport
  ) {
    let html = theme.render(template, context.generated(title: title, lists: lists))
    insert(Array(html.utf8), at: context.url, as: "a page that Facet makes", into: &report)
  }

  private func template(for page: ContentPage) -> String {
    if page.url == "index.html" { return "home" }
    if let section = content.section(of: page.path) {
      return page.path == "\(section.folder)/index.md" ? "section" : section.layout.rawValue
    }
    return "article"
  }

  private func lists(for page: ContentPage, _ context: TemplateContext) -> [String: Any] {
    if page.url == "index.html" { return ["groups": groups(context)] }
    guard let section = content.section(of: page.path), page.path == "\(section.folder)/index.md" else { return [:] }
    return ["entries": entries(section, context)]
  }

  /// The sections with their pages, for the home page; those without pages are left out.
  private func groups(_ context: TemplateContext) -> [[String: Any]] {
    content.configuration.sections.compactMap { section in
      let entries = entries(section, context)
      let url = RelativePath.address(from: context.url, to: "\(section.folder)/index.html")
      return entries.isEmpty ? nil : ["title": section.title, "url": url, "entries": entries]
    }
  }

  /// The pages of a section: articles from the newest on, reference pages by their titles. Of an article in several languages only that in
  /// the language of the list is there, if there is one; the page itself leads to the others.
  private func entries(_ section: SiteConfiguration.Section, _ context: TemplateContext) -> [[String: Any]] {
    let pages = content.pages.filter {
      $0.path.hasPrefix(section.folder + "/") && $0.path != "\(section.folder)/index.md"
        && !translations.hasVersion(of: $0.path, in: context.language)
    }
    let sorted = pages.sorted { one, other in
      let (a, b) = (one.document.frontMatter.date ?? "", other.document.frontMatter.date ?? "")
      if section.layout == .article, a != b { return a > b }
      return (one.title, one.path) < (other.title, other.path)
    }
    return sorted.map { context.entry($0, description: descriptions[$0.path]) }
  }

  /// A page that leads on from an old address.
  private func redirect(from alias: String, to page: ContentPage) -> [UInt8] {
    let target = HTMLEscape.address(RelativePath.address(from: alias, to: page.url))
    let title = HTMLEscape.text(page.title)
    return Array(
      """
      <!DOCTYPE html>
      <html><head><meta charset="utf-8"><title>\(title)</title><meta http-equiv="refresh" content="0; url=\(target)"></head>
      <body><p><a href="\(target)">\(title)</a></p></body></html>

      """.utf8)
  }
}
