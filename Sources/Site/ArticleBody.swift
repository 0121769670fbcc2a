import Diagnostics
import Directives
import Inputs
import Markup

/// The body of one article as HTML, by the same steps as a page of a site, without the pages around it.
package struct ArticleBody: Sendable {
  /// The folder that the article's paths are relative to. With a `site.yaml` it is a content folder, whose other articles can be
  /// referred to.
  package let content: Workspace
  /// The article; what it says need not be what lies at `path`.
  package let source: Source
  /// Where the article is, or would be, in the folder.
  package let path: String
  /// Whether directives run. If not, they and values are shown as they are written, and claims are not checked.
  package let runsDirectives: Bool
  /// Lets raw HTML through, whatever the site says.
  package let allowsHTML: Bool

  package init(content: Workspace, source: Source, path: String, runsDirectives: Bool = true, allowsHTML: Bool = false) {
    self.content = content
    self.source = source
    self.path = path
    self.runsDirectives = runsDirectives
    self.allowsHTML = allowsHTML
  }

  /// The HTML and warnings. Links are not checked. Throws everything that is wrong with the article, at once; what is wrong with
  /// others counts where a value of theirs is asked for.
  package func html(_ build: SiteBuild) async throws(DiagnosticReport) -> (html: String, warnings: DiagnosticReport) {
    var report = DiagnosticReport()
    let theme = report.collect { try Theme(build.theme) }
    let content = load(into: &report)
    guard let article = content.pages.first else { throw report }
    let references = SiteReferences(content, of: article, into: &report)
    var faults: [String: DiagnosticReport] = [:]
    var plans = content.pages.map { PagePlan($0, in: content, into: &faults[$0.path, default: DiagnosticReport()]) }
    plans[0].check(in: content, references, pages: SiteBuild.byPage(plans, plans.map(\.scope)), checksLinks: false, into: &report)
    let named = Set(plans[0].labels(of: plans[0].valueNames))
    for path in Set(named.map(\.page)).union([path]).sorted() { report.add(contentsOf: faults[path] ?? DiagnosticReport()) }
    let page = PageReferences(plans[0], references, content.configuration)
    let formulas = TypesetFormulas(
      [plans[0]], titles: page.formulas, content.configuration, with: KaTeXFiles(build.katex), threads: build.jobs, into: &report)
    try report.throwIfErrors()
    let results = await build.compute(plans, into: &report) { runsDirectives && ($0.page == path || named.contains($0)) }
    var scopes = zip(plans, results).map { plan, results in plan.scope(with: results) }
    scopes[0].link(SiteBuild.byPage(plans, scopes))
    if runsDirectives { plans[0].checkClaims(scopes[0], into: &report) }
    try report.throwIfErrors()
    guard let theme else { throw report }
    let renderer = PageRenderer(
      plans[0], scope: scopes[0], results: results[0], page, formulas, theme, content.configuration, showsSource: !runsDirectives)
    let html = renderer.render().body
    report.add(contentsOf: renderer.report)
    try report.throwIfErrors()
    return (html, report)
  }

  /// The article, then the others of its folder if that is a content folder.
  private func load(into report: inout DiagnosticReport) -> Content {
    var configuration = SiteConfiguration.load(content, into: &report)
    if allowsHTML { configuration.allowsHTML = true }
    let document = Document.parse(source, into: &report)
    let article = ContentPage(
      path: path, document: document, isSound: false, isFragment: true, in: content, configuration, into: &report)
    var ignored = DiagnosticReport()
    let others = content.exists(SiteConfiguration.fileName) ? Content.load(content, into: &ignored) : nil
    return Content(
      workspace: content, configuration: configuration, pages: [article] + (others?.pages ?? []).filter { $0.path != path },
      drafts: others?.drafts ?? [])
  }
}
