import Bibliography
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
  /// The blocks without the heading that became the title, with those of files that the article includes.
  package let blocks: [Block]
  /// The notes of the article and of the files that it includes.
  package let footnotes: [Footnote]
  /// What is counted and labelled on the page.
  let numbering: PageNumbering
  /// How works are cited; `nil` leaves it to the site.
  let citations: CitationStyle?
  /// The ids that links can lead to: of headings and of everything labelled.
  package let anchors: Set<String>
  /// The ids that headings may not take: labels of every kind.
  let reservedIDs: [String]

  package var folder: String { RelativePath.folder(path) }
  /// Relative to the site, with `.html`.
  package var url: String { Self.url(of: path) }

  package static func url(of path: String) -> String { stem(of: path) + ".html" }

  /// The folder of the site for the files that the page brings along.
  var ownFolder: String { Self.stem(of: path) }

  /// What the names of articles end in.
  static let suffix = ".md"

  private static func stem(of path: String) -> String { path.hasSuffix(suffix) ? String(path.dropLast(suffix.count)) : path }

  /// `isSound` says that the document was read without errors, so that a title which is missing is not just a broken one. A fragment
  /// needs no title, and its first heading stays where it is.
  init(
    path: String, document: Document, isSound: Bool, isFragment: Bool = false, in workspace: Workspace, _ configuration: SiteConfiguration,
    into report: inout DiagnosticReport
  ) {
    self.path = path
    self.document = document
    var blocks: [Block]
    (blocks, footnotes) = Inclusion.expand(document, path: path, in: workspace, into: &report)
    citations = report.collect { try document.frontMatter.values["citations"].map { try CitationStyle($0) } } ?? nil
    var title = document.frontMatter.title
    if !isFragment, let first = blocks.first, case .heading(1, let inlines, _) = first.kind {
      Self.check(heading: inlines, at: first.range, against: title, into: &report)
      title = title ?? inlines.slugText
      blocks.removeFirst()
    }
    self.title = title ?? ""
    if self.title.allSatisfy(\.isWhitespace), isSound, !isFragment {
      report.add(
        Diagnostic(
          id: "no-title", "the article has no title", at: .text(document.source.range(ofLine: 1)),
          fix: "add 'title: …' to its front matter, or begin with a line '# …'"))
    }
    self.blocks = blocks
    if !isFragment { Self.checkSecondTitles(blocks, into: &report) }
    let numbersSections = document.frontMatter.numbersSections ?? configuration.numbersSections
    numbering = PageNumbering(blocks, footnotes: footnotes, numbersSections: numbersSections, into: &report)
    reservedIDs =
      numbering.order
      + blocks.flattened.compactMap { block in if case .directive(let directive) = block.kind { directive.label } else { nil } }
    anchors = Self.anchors(blocks, reserved: reservedIDs)
  }

  /// The ids of labels, and of headings without one.
  private static func anchors(_ blocks: [Block], reserved: [String]) -> Set<String> {
    var slugs = Slugs(reserved: reserved)
    var anchors = Set(reserved)
    for block in blocks.flattened {
      if case .heading(_, let inlines, nil) = block.kind { anchors.insert(slugs.unique(inlines.slugText)) }
    }
    return anchors
  }

  /// A page has one heading of level 1: its title.
  private static func checkSecondTitles(_ blocks: [Block], into report: inout DiagnosticReport) {
    for block in blocks.flattened {
      guard case .heading(1, _, _) = block.kind else { continue }
      report.add(
        Diagnostic(
          id: "two-titles", "a heading of level 1 is the title of a page, and stands at its start", at: .text(block.range),
          fix: "write it with '##'"))
    }
  }

  /// A first heading of level 1 is the title: plain text, and no other than that of the front matter.
  private static func check(heading: [Inline], at range: SourceRange, against title: String?, into report: inout DiagnosticReport) {
    let isPlain = heading.flattened.allSatisfy { inline in
      switch inline.kind {
      case .text, .code, .emphasis, .strong: true
      default: false
      }
    }
    if !isPlain {
      report.add(
        Diagnostic(
          id: "bad-title", "a title is plain text: no values, links, images or HTML", at: .text(range), fix: "move them into the text below"))
    }
    if let title, title != heading.slugText {
      report.add(
        Diagnostic(
          id: "two-titles", "the heading is a second title beside '\(title)' in the front matter", at: .text(range),
          fix: "remove one of them, or write the heading with '##'"))
    }
  }
}
