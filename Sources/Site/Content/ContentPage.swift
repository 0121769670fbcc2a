import Diagnostics
import Inputs
import Markup

/// One article of the content folder, parsed.
package struct ContentPage: Sendable {
  /// Relative to the content folder, with `.md`.
  package let path: String
  package let document: Document
  /// The title of the front matter, else of the first heading of level 1.
  package let title: String
  /// The blocks without the heading that became the title.
  package let blocks: [Block]
  /// The ids that links can lead to: of headings and of labelled directives.
  package let anchors: Set<String>
  /// The labels of directives, in the order of the page.
  package let labels: [String]

  package var folder: String { RelativePath.folder(path) }
  /// Relative to the site, with `.html`.
  package var url: String { Self.url(of: path) }

  package static func url(of path: String) -> String { String(path.dropLast(3)) + ".html" }

  init(path: String, document: Document, into report: inout DiagnosticReport) {
    self.path = path
    self.document = document
    var blocks = document.blocks
    var heading: String?
    if case .heading(1, let inlines) = blocks.first?.kind { heading = inlines.slugText }
    if heading != nil { blocks.removeFirst() }
    title = document.frontMatter.title ?? heading ?? ""
    if title.isEmpty {
      report.add(
        Diagnostic(
          id: "no-title", "the article has no title", at: .text(document.source.range(ofLine: 1)),
          fix: "add 'title: …' to its front matter, or begin with a line '# …'"))
    }
    self.blocks = blocks
    let all = blocks.flattened
    labels = all.compactMap { block in
      if case .directive(let directive) = block.kind { directive.label } else { nil }
    }
    var slugs = Slugs(reserved: labels)
    var anchors = Set(labels)
    for block in all {
      if case .heading(_, let inlines) = block.kind { anchors.insert(slugs.unique(inlines.slugText)) }
    }
    self.anchors = anchors
  }
}
