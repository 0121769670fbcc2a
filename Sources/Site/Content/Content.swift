import Diagnostics
import Inputs
import Markup

/// The content folder: its configuration and its articles, parsed but not yet checked against each other.
package struct Content: Sendable {
  package let workspace: Workspace
  package let configuration: SiteConfiguration
  /// In the order of their paths; drafts are left out.
  package let pages: [ContentPage]
  /// The paths of the articles that are left out.
  package let drafts: Set<String>
  /// Where in `pages` each path is.
  private let numbers: [String: Int]

  init(workspace: Workspace, configuration: SiteConfiguration, pages: [ContentPage], drafts: Set<String>) {
    (self.workspace, self.configuration, self.pages, self.drafts) = (workspace, configuration, pages, drafts)
    numbers = Dictionary(uniqueKeysWithValues: zip(pages.map(\.path), pages.indices))
  }

  /// Reads a content folder. Everything that is wrong is added to the report.
  package static func load(_ workspace: Workspace, into report: inout DiagnosticReport) -> Content {
    let configuration = SiteConfiguration.load(workspace, into: &report)
    var pages: [ContentPage] = []
    var drafts: Set<String> = []
    let paths = report.collect { try workspace.files() } ?? []
    for path in paths where [".MD", ".markdown", ".mdown"].contains(where: path.hasSuffix) {
      report.add(
        Diagnostic(
          .warning, id: "not-an-article", "the file looks like an article, but only files that end in .md are read",
          at: .file(workspace.shown(path)), fix: "rename it"))
    }
    for path in paths where path.hasSuffix(ContentPage.suffix) && !isPart(path) {
      guard let source = report.collect({ try workspace.readText(path) }) else { continue }
      let before = report.diagnostics.count
      let document = Document.parse(source, into: &report)
      let isSound = report.diagnostics.count == before
      if document.frontMatter.isDraft {
        drafts.insert(path)
      } else {
        pages.append(
          ContentPage(path: path, document: document, isSound: isSound, in: workspace, configuration, into: &report))
      }
    }
    checkSections(configuration, paths, into: &report)
    if pages.isEmpty, !report.hasErrors {
      report.add(
        Diagnostic(
          id: "no-content", "the folder holds no article", at: .file(workspace.shown("")),
          fix: "add a file that ends in .md, or run 'facet new site'"))
    }
    let content = Content(workspace: workspace, configuration: configuration, pages: pages, drafts: drafts)
    content.checkAddresses(into: &report)
    return content
  }

  /// Reports sections whose folder holds nothing.
  private static func checkSections(_ configuration: SiteConfiguration, _ paths: [String], into report: inout DiagnosticReport) {
    let folders = Set(paths.map(RelativePath.folder)).filter { !$0.isEmpty }.sorted()
    for section in configuration.sections where !paths.contains(where: { $0.hasPrefix(section.folder + "/") }) {
      report.add(
        Diagnostic(
          id: "missing-folder", "there is no folder '\(section.folder)' with files in it", at: .text(section.folderRange),
          fix: Suggestion.fix(for: section.folder, in: folders) ?? "add an article to it, or remove the section"))
    }
  }

  /// Whether a file is only there to be included: its name, or that of a folder, begins with an underscore.
  private static func isPart(_ path: String) -> Bool { path.split(separator: "/").contains { $0.hasPrefix("_") } }

  /// Reports aliases that are no addresses, and two pages with one address, be it their own or an alias.
  private func checkAddresses(into report: inout DiagnosticReport) {
    // File systems may not tell upper from lower case.
    var owners = Dictionary(pages.map { ($0.url.lowercased(), $0) }) { first, _ in first }
    for page in pages where owners[page.url.lowercased()]?.path != page.path {
      report.add(duplicate(page.url, of: owners[page.url.lowercased()], at: page.document.source.range(ofLine: 1)))
    }
    for page in pages {
      let range = page.document.frontMatter.ranges["aliases"] ?? page.document.source.range(ofLine: 1)
      for alias in page.document.frontMatter.aliases {
        guard let url = Self.url(ofAlias: alias) else {
          report.add(
            Diagnostic(
              id: "bad-alias", "the alias '\(alias)' is no address within the site", at: .text(range), fix: "write it as in old/name"))
          continue
        }
        if let other = owners[url.lowercased()] { report.add(duplicate(url, of: other, at: range)) }
        owners[url.lowercased()] = page
      }
    }
  }

  private func duplicate(_ url: String, of other: ContentPage?, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "duplicate-url", "the address '\(url)' is also that of '\(workspace.shown(other?.path ?? ""))'", at: .text(range),
      fix: "rename one of the files, or remove the alias")
  }

  /// Old addresses of a page, relative to the site.
  package func aliases(of page: ContentPage) -> [String] { page.document.frontMatter.aliases.compactMap(Self.url(ofAlias:)) }

  /// The address that an alias stands for: words of letters, digits, `-`, `_` and `.` between slashes; `nil` for anything else.
  private static func url(ofAlias alias: String) -> String? {
    let path = alias.hasPrefix("/") ? alias.dropFirst() : alias[...]
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      !part.isEmpty && !part.hasPrefix(".") && part.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    }
    return isPlain ? (path.hasSuffix(".html") ? String(path) : path + ".html") : nil
  }

  /// Warns of languages that have no words in the theme.
  func checkLanguages(_ words: StringTable?, into report: inout DiagnosticReport) {
    guard let words else { return }
    if let range = configuration.ranges["lang"] { words.check(configuration.lang, at: range, into: &report) }
    for page in pages {
      guard let language = page.document.frontMatter.lang, let node = page.document.frontMatter.values["lang"] else { continue }
      words.check(language, at: node.range, into: &report)
    }
  }

  package func page(_ path: String) -> ContentPage? { numbers[path].map { pages[$0] } }

  /// The section that a page is in: that of its outermost folder.
  package func section(of path: String) -> SiteConfiguration.Section? {
    configuration.sections.first { path.hasPrefix($0.folder + "/") }
  }
}
