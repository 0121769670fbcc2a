import Diagnostics
import Directives
import Inputs
import Markup

/// Writes the body of a page as HTML and gathers the files that it needs.
///
/// Everything was checked before, so what can't be shown here was reported elsewhere.
final class PageRenderer: HTMLContext {
  let plan: PagePlan
  let scope: ValueScope
  let results: [Result?]
  let references: PageReferences
  let formulas: TypesetFormulas
  let strings: Strings
  let words: DirectiveWords
  let language: ProseLanguage
  private let allowsRawHTML: Bool
  /// Whether directives and values are shown as they are written.
  private let showsSource: Bool
  let budget: SiteConfiguration.Budget
  private var nextDirective = 0
  /// Files that the page brings along, by their paths in the site.
  var files: [String: [UInt8]] = [:]
  /// Files of the content folder that links and images lead to.
  private(set) var linkedFiles: Set<String> = []
  var report = DiagnosticReport()
  /// The notes that were referred to so far, in order, each with how often.
  var notes: [(footnote: Footnote, count: Int)] = []
  /// Where in `notes` the note of a label is.
  var noteNumbers: [String: Int] = [:]
  /// The notes of the page by their labels.
  let footnotesByLabel: [String: Footnote]
  /// The labels of each display formula with labels.
  private let equationLabels: [Place: [String]]
  /// The cards of references so far, by what they lead to.
  var cards: [String: String] = [:]
  /// How much all copies of them take.
  var cardBytes = 0
  /// The ids of the citations of each work so far, in order.
  var citationIDs: [String: [String]] = [:]
  var citationCount = 0
  var usesMathematics = false
  /// The ids of equations so far.
  private var writtenIDs: Set<String> = []
  /// The first picture of the page, by its path in the site.
  private(set) var firstImage: String?

  /// `results` are those of the plan's directives; `scope` is the plan's with the results filled in. `showsSource` shows how
  /// directives and values are written instead.
  init(
    _ plan: PagePlan, scope: ValueScope, results: [Result?], _ references: PageReferences, _ formulas: TypesetFormulas, _ theme: Theme,
    _ configuration: SiteConfiguration, showsSource: Bool = false
  ) {
    self.plan = plan
    self.scope = scope
    self.results = results
    self.references = references
    self.formulas = formulas
    let tag = plan.page.document.frontMatter.lang ?? configuration.lang
    strings = theme.strings.strings(tag)
    words = theme.phrases.words(tag)
    language = ProseLanguage(tag: tag)
    allowsRawHTML = configuration.allowsHTML
    self.showsSource = showsSource
    budget = configuration.budget
    footnotesByLabel = Dictionary(plan.page.footnotes.map { ($0.label.name, $0) }) { first, _ in first }
    let labelled = plan.page.numbering.formulas.filter { !$0.numbered.labels.isEmpty }
    equationLabels = Dictionary(labelled.map { (Place($0.formula.range), $0.numbered.labels.map(\.name)) }) { first, _ in first }
  }

  /// The body with notes and references after it, and the headings for the list of contents.
  func render() -> (body: String, headings: [HTMLRenderer.Heading]) {
    var renderer = HTMLRenderer(context: self, reserved: plan.page.reservedIDs)
    var body = renderer.render(plan.page.blocks)
    body += footnotes(&renderer)
    body += bibliography()
    return (body, renderer.headings)
  }

  var headingLinkLabel: String { strings[.linkToSection] }

  var tabsLabel: String { strings[.tabs] }

  func taskLabel(isChecked: Bool) -> String { strings[isChecked ? .taskDone : .taskOpen] }

  func address(of destination: String, at range: SourceRange) -> String? {
    switch plan.targets[destination] {
    case .external(let address): return address
    case .page(let path, let anchor): return address(ofPage: path, anchor: anchor)
    case .file(let path):
      linkedFiles.insert(path)
      return RelativePath.address(from: plan.page.url, to: path)
    case nil: return nil
    }
  }

  /// The address of a page of the site, or of a place on it.
  func address(ofPage path: String, anchor: String?) -> String {
    if path == plan.page.path, let anchor { return "#\(anchor)" }
    let url = RelativePath.address(from: plan.page.url, to: ContentPage.url(of: path))
    return anchor.map { "\(url)#\($0)" } ?? url
  }

  func image(_ source: String, title: String, alt: String, at range: SourceRange) -> String {
    guard let address = address(of: source, at: range) else { return HTMLEscape.text(alt) }
    if case .file(let path) = plan.targets[source] { firstImage = firstImage ?? path }
    let attributes = title.isEmpty ? "" : " title=\"\(HTMLEscape.text(title))\""
    return "<img src=\"\(HTMLEscape.address(address))\" alt=\"\(HTMLEscape.text(alt))\"\(attributes) loading=\"lazy\" />"
  }

  func value(_ span: ValueSpan) -> String {
    if showsSource { return span.written }
    do { return try scope.text(span, in: language) } catch {
      report.add(error)
      return "—"
    }
  }

  func html(_ span: ValueSpan) -> String {
    if showsSource { return "<code>\(HTMLEscape.text(span.written))</code>" }
    let text = value(span)
    let plain = try? scope.value(span)?.plain
    return HTMLRenderer.data(span, text: text, value: plain ?? text)
  }

  func mathematics(_ formula: Markup.Formula) -> String {
    guard let html = formulas.html(of: formula) else { return "<code>\(HTMLEscape.text(formula.text))</code>" }
    usesMathematics = true
    guard formula.isDisplay else { return html }
    // The text of a note or a term stands on the page more than once; an id only once.
    let ids = (equationLabels[Place(formula.range)] ?? []).filter { writtenIDs.insert($0).inserted }
    let anchors = ids.dropFirst().map { "<span id=\"\(HTMLEscape.text($0))\"></span>" }.joined()
    let id = ids.first.map { " id=\"\(HTMLEscape.text($0))\"" } ?? ""
    // What scrolls must be reached from the keyboard.
    return "<span class=\"equation\"\(id) tabindex=\"0\">\(anchors)\(html)</span>"
  }

  func code(_ code: CodeBlock) -> String { CodeHTML.html(code) }

  func allowsHTML(_ html: String, at range: SourceRange) -> Bool { allowsRawHTML }

  func directive(_ block: DirectiveBlock) -> String {
    if showsSource { return CodeHTML.source(block) }
    if let claims = plan.claims[Place(block.nameRange)] { return html(claims) }
    if block.name == "values" { return valueTable(block) }
    guard nextDirective < plan.directives.count, Registry.directive(block.name) != nil else { return "" }
    let (planned, result) = (plan.directives[nextDirective], results[nextDirective])
    nextDirective += 1
    guard let result, let run = planned.run else { return "" }
    let renderer = HTMLRenderer(context: self)
    // Generated ids begin with an underscore, which labels and the ids of headings don't.
    let label = block.label ?? planned.figureNumber.map { "_figure-\($0)" } ?? "_result-\(nextDirective)"
    let figure = FigureHTML(
      run: run, result: result, label: label, number: planned.figureNumber.map { captionNumber(.figure, $0, id: label) } ?? "",
      caption: renderer.html(planned.caption),
      alt: planned.alt.isEmpty ? words.text(result.description) : renderer.plainText(planned.alt), folder: plan.page.ownFolder,
      budget: budget, strings: strings, words: words, tableCell: cell)
    let (html, files, size) = figure.write()
    if size > budget.figure { report.add(overBudget(block, size)) }
    firstImage = firstImage ?? files.keys.filter { $0.hasSuffix(".png") }.min()
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
  func cell(_ text: String) -> String {
    var ignored = DiagnosticReport()
    let source = Source(path: "", text: text)
    return HTMLRenderer(context: self).html(Document.inlines(of: source.range(ofLine: 1), into: &ignored))
  }

  private func html(_ claims: [Claim]) -> String {
    let items = claims.map { claim in
      let readings = claim.readings(scope).map { "\($0.name) = \($0.value.count > 60 ? $0.value.prefix(57) + "…" : $0.value)" }
      let values = readings.isEmpty ? "" : " <span class=\"readings\">\(HTMLEscape.text(readings.joined(separator: ", ")))</span>"
      return "<li><code>\(HTMLEscape.text(claim.text))</code>\(values)</li>\n"
    }.joined()
    let count = claims.count == 1 ? strings[.claimChecked] : strings(.claimsChecked, ["count": "\(claims.count)"])
    return "<details class=\"claims\"><summary>\(count)</summary>\n<ul>\n\(items)</ul>\n</details>\n"
  }
}
