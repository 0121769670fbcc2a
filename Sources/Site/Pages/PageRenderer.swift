import Diagnostics
import Directives
import Inputs
import Markup

/// Writes the body of a page as HTML and gathers the files that it needs.
///
/// Everything was checked before, so what can't be shown here was reported elsewhere.
final class PageRenderer: HTMLContext {
  private let plan: PagePlan
  private let scope: ValueScope
  private let results: [Result?]
  private let language: ProseLanguage
  private let allowsRawHTML: Bool
  private let budget: SiteConfiguration.Budget
  private var nextDirective = 0
  /// Files that the page brings along, by their paths in the site.
  private(set) var files: [String: [UInt8]] = [:]
  /// Files of the content folder that links and images lead to.
  private(set) var linkedFiles: Set<String> = []
  private(set) var report = DiagnosticReport()

  /// `results` are those of the plan's directives; `scope` is the plan's with the results filled in.
  init(_ plan: PagePlan, scope: ValueScope, results: [Result?], configuration: SiteConfiguration) {
    self.plan = plan
    self.scope = scope
    self.results = results
    language = ProseLanguage(tag: plan.page.document.frontMatter.lang ?? configuration.lang)
    allowsRawHTML = configuration.allowsHTML
    budget = configuration.budget
  }

  /// The body, and the headings for the list of contents.
  func render() -> (body: String, headings: [HTMLRenderer.Heading]) {
    var renderer = HTMLRenderer(context: self, reserved: plan.page.labels)
    let body = renderer.render(plan.page.blocks)
    return (body, renderer.headings)
  }

  func address(of destination: String, at range: SourceRange) -> String? {
    switch plan.targets[destination] {
    case .external(let address): return address
    case .page(let path, let anchor):
      if path == plan.page.path, let anchor { return "#\(anchor)" }
      let url = RelativePath.address(from: plan.page.url, to: ContentPage.url(of: path))
      return anchor.map { "\(url)#\($0)" } ?? url
    case .file(let path):
      linkedFiles.insert(path)
      return RelativePath.address(from: plan.page.url, to: path)
    case nil: return nil
    }
  }

  func image(_ source: String, title: String, alt: String, at range: SourceRange) -> String {
    guard let address = address(of: source, at: range) else { return HTMLEscape.text(alt) }
    let attributes = title.isEmpty ? "" : " title=\"\(HTMLEscape.text(title))\""
    return "<img src=\"\(HTMLEscape.address(address))\" alt=\"\(HTMLEscape.text(alt))\"\(attributes) loading=\"lazy\" />"
  }

  func value(_ span: ValueSpan) -> String {
    do { return try scope.text(span, in: language) } catch {
      report.add(error)
      return "—"
    }
  }

  func allowsHTML(_ html: String, at range: SourceRange) -> Bool { allowsRawHTML }

  func directive(_ block: DirectiveBlock) -> String {
    if let claims = plan.claims[block.nameRange.bytes.lowerBound] { return Self.html(claims) }
    guard nextDirective < plan.directives.count, Registry.directive(block.name) != nil else { return "" }
    let (planned, result) = (plan.directives[nextDirective], results[nextDirective])
    nextDirective += 1
    guard let result, let run = planned.run else { return "" }
    let renderer = HTMLRenderer(context: self)
    // Generated ids begin with an underscore, which labels and the ids of headings don't.
    let label = block.label ?? planned.figureNumber.map { "_figure-\($0)" } ?? "_result-\(nextDirective)"
    let figure = FigureHTML(
      run: run, result: result, label: label, number: planned.figureNumber, caption: renderer.html(planned.caption),
      alt: planned.alt.isEmpty ? result.description : renderer.plainText(planned.alt), pageURL: plan.page.url,
      budget: budget, tableCell: cell)
    let (html, files, size) = figure.write()
    if size > budget.figure { report.add(overBudget(block, size)) }
    self.files.merge(files) { first, _ in first }
    return html
  }

  private func overBudget(_ block: DirectiveBlock, _ size: Int) -> Diagnostic {
    Diagnostic(
      .warning, id: "figure-size",
      "the figure takes \(ByteSize.text(size)), more than the \(ByteSize.text(budget.figure)) that site.yaml allows for one",
      at: .text(block.nameRange), fix: "show a smaller window, or raise 'figure' under 'budget' in site.yaml")
  }

  /// Markdown of a table's cell or a note. It is Facet's own, not an article's, so what is wrong with it is no author's business.
  private func cell(_ text: String) -> String {
    var ignored = DiagnosticReport()
    let source = Source(path: "", text: text)
    return HTMLRenderer(context: self).html(Document.inlines(of: source.range(ofLine: 1), into: &ignored))
  }

  private static func html(_ claims: [Claim]) -> String {
    let items = claims.map { "<li><code>\(HTMLEscape.text($0.text))</code></li>\n" }.joined()
    let count = claims.count == 1 ? Strings.oneClaimChecked : Strings.claimsChecked(claims.count)
    return "<details class=\"claims\"><summary>\(count)</summary>\n<ul>\n\(items)</ul>\n</details>\n"
  }
}
