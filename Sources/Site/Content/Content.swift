import Diagnostics
import Inputs
import Markup

/// The content folder: its configuration and its articles, parsed but not yet checked against each other.
package struct Content: Sendable {
  package let workspace: Workspace
  package let configuration: SiteConfiguration
  /// In the order of their paths; drafts are left out.
  package let pages: [ContentPage]

  /// Reads a content folder. Everything that is wrong is added to the report.
  package static func load(_ workspace: Workspace, into report: inout DiagnosticReport) -> Content {
    var configuration = SiteConfiguration()
    if workspace.exists(SiteConfiguration.fileName) {
      if let source = report.collect({ try workspace.readText(SiteConfiguration.fileName) }) {
        configuration = SiteConfiguration.parse(source, into: &report)
      }
    }
    var pages: [ContentPage] = []
    let paths = report.collect { try workspace.files() } ?? []
    for path in paths where path.hasSuffix(".md") {
      guard let source = report.collect({ try workspace.readText(path) }) else { continue }
      let document = Document.parse(source, into: &report)
      if !document.frontMatter.isDraft { pages.append(ContentPage(path: path, document: document, into: &report)) }
    }
    if pages.isEmpty, !report.hasErrors {
      report.add(
        Diagnostic(
          id: "no-content", "the folder holds no article", at: .file(workspace.shown("")),
          fix: "add a file that ends in .md, or run 'facet new site'"))
    }
    let content = Content(workspace: workspace, configuration: configuration, pages: pages)
    content.checkAddresses(into: &report)
    return content
  }

  /// Reports two pages with one address, be it their own or an alias.
  private func checkAddresses(into report: inout DiagnosticReport) {
    var owners: [String: ContentPage] = [:]
    for page in pages {
      for url in [page.url] + aliases(of: page) {
        // File systems may not tell upper from lower case.
        let key = url.lowercased()
        if let other = owners[key] {
          let range = page.document.frontMatter.ranges["aliases"] ?? page.document.source.range(ofLine: 1)
          report.add(
            Diagnostic(
              id: "duplicate-url", "the address '\(url)' is also that of '\(workspace.shown(other.path))'", at: .text(range),
              fix: "rename one of the files, or remove the alias"))
        }
        owners[key] = page
      }
    }
  }

  /// Old addresses of a page, relative to the site.
  package func aliases(of page: ContentPage) -> [String] {
    page.document.frontMatter.aliases.map { alias in
      let path = RelativePath.join("", alias.hasPrefix("/") ? String(alias.dropFirst()) : alias)
      return path.hasSuffix(".html") ? path : path.isEmpty ? "index.html" : path + ".html"
    }
  }

  package func page(_ path: String) -> ContentPage? { pages.first { $0.path == path } }

  /// The section that a page is in: that of its outermost folder.
  package func section(of path: String) -> SiteConfiguration.Section? {
    configuration.sections.first { path.hasPrefix($0.folder + "/") }
  }
}
