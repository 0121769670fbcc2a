import Diagnostics
import Directives
import Inputs
import Markup
import ModelFiles

/// A page with everything on it checked that can be checked before anything is computed: first its directives, then, once those of
/// all pages are known, what names them.
struct PagePlan: Sendable {
  /// A directive on the page. `run` is `nil` where its options are wrong, which is then in the report.
  struct PlannedDirective: Sendable {
    let block: DirectiveBlock
    let run: DirectiveRun?
    let caption: [Inline]
    let alt: [Inline]
    /// The figure's number; `nil` for a directive without a figure.
    let figureNumber: String?
  }

  let page: ContentPage
  /// In the order of the page.
  private(set) var directives: [PlannedDirective] = []
  /// The claims of each `{expect}` block.
  private(set) var claims: [Place: [Claim]] = [:]
  var scope: ValueScope
  /// Where each link and image of the page leads, by its destination as written.
  var targets: [String: LinkTarget] = [:]
  var checksLinks = true
  /// The rows of tables that come from files.
  var tables: [Place: CSVTable] = [:]
  /// The description of the front matter, which may hold values.
  let description: [Inline]
  /// The works that the page cites, in the order of the text; keys may repeat.
  var citedKeys: [String] = []
  /// All formulas of the page: those of its text, then those of directives' captions.
  var formulas: [PageFormula]

  /// Reads the directives of a page. Everything that is wrong with them is added to the report.
  init(_ page: ContentPage, in content: Content, into report: inout DiagnosticReport) {
    self.page = page
    scope = ValueScope(page: page.path)
    formulas = page.numbering.formulas
    let front = page.document.frontMatter
    description =
      front.description == nil ? [] : front.values["description"].map { Document.inlines(of: $0, into: &report) } ?? []
    for block in page.blocks.flattened {
      if case .directive(let directive) = block.kind { plan(directive, content, &report) }
    }
    for inline in directives.flatMap({ $0.caption + $0.alt }).flattened {
      if case .mathematics(let formula) = inline.kind { formulas.append(PageFormula(formula)) }
    }
  }

  /// The claims of all blocks, in the order of the text.
  private(set) var allClaims: [Claim] = []

  private mutating func plan(_ block: DirectiveBlock, _ content: Content, _ report: inout DiagnosticReport) {
    guard block.code.isClosed else {
      // The parser has reported it. The label counts as known, or every value of it would give an error that only follows from this one.
      if let label = block.label { scope.declareBroken(label) }
      return
    }
    if block.name == "expect" { return readClaims(block, &report) }
    if block.name == "values" || block.name == "include" { return }
    guard let directive = Registry.directive(block.name) else {
      if var unknown = Registry.unknownDirective(
        block.name, at: block.nameRange, alsoKnown: Registry.pageBlocks + Container.Kind.allCases.map(\.rawValue))
      {
        unknown.fix =
          Self.otherWays[block.name.lowercased()] ?? unknown.fix ?? "see 'facet directives', or write '{{\(block.name)}}' to show the block"
        report.add(unknown)
      }
      if let label = block.label { scope.declareBroken(label) }
      return
    }
    if let label = block.label {
      do { try scope.declare(label, directive, at: block.labelRange) } catch { report.add(error) }
    }
    let inputs = InputScope(workspace: content.workspace, folder: page.folder)
    var run: DirectiveRun?
    var body: YAMLNode?
    do {
      body = try YAMLParser.parse(block.code.yaml)
      run = try DirectiveRun(directive, body: body, at: block.nameRange, scope: inputs)
    } catch {
      report.add(error: error)
    }
    directives.append(
      PlannedDirective(
        block: block, run: run, caption: markdown("caption", of: directive, body, &report), alt: markdown("alt", of: directive, body, &report),
        figureNumber: page.numbering.number(at: block.nameRange)))
  }

  /// What other programs write as directives and Facet in another way.
  private static let otherWays = [
    "math": "write a fence 'math' without braces, and labels as \\label{…} in the formula",
    "image": "write ![text](file.png), or {figure} with it inside",
    "code": "write the language without braces", "code-block": "write the language without braces",
    "code-cell": "write the language without braces",
    "bibliography": "remove it: what is cited is listed at the end", "admonition": "write {note}, {tip} or {warning}",
    "important": "write {note} or {warning}", "caution": "write {warning}", "danger": "write {warning}", "hint": "write {tip}",
    "dropdown": "write {details}", "csv-table": "write {table} with a line ':file: data.csv'", "tab-set": "write {tabs}",
    "tab-item": "write {tab}",
    "footnote": "write a line '[^name]: …'", "exercise": "write {example} or {remark}", "sidebar": "write {margin}", "aside": "write {margin}",
  ]

  private mutating func readClaims(_ block: DirectiveBlock, _ report: inout DiagnosticReport) {
    if let range = block.labelRange {
      report.add(Diagnostic(id: "bad-label", "{expect} takes no label", at: .text(range), fix: "remove it"))
    }
    var claims: [Claim] = []
    let before = report.diagnostics.count
    for line in block.code.lines {
      let text = line.text
      guard let first = text.firstIndex(where: { !$0.isWhitespace }), text[first] != "#" else { continue }
      let start = line.bytes.lowerBound + text[..<first].utf8.count
      do { claims.append(try ClaimParser.parse(SourceRange(source: line.source, bytes: start..<line.bytes.upperBound))) } catch {
        report.add(error)
      }
    }
    if claims.isEmpty, report.diagnostics.count == before {
      report.add(
        Diagnostic(
          id: "bad-claim", "the block makes no claim", at: .text(block.nameRange), fix: "write a comparison, such as moons.regions == 457"))
    }
    self.claims[Place(block.nameRange)] = claims
    allClaims += claims
  }

  /// An option's Markdown as inlines; also where other options are wrong, so that all is reported at once.
  private func markdown(
    _ name: String, of directive: any Directive.Type, _ body: YAMLNode?, _ report: inout DiagnosticReport
  ) -> [Inline] {
    guard directive.options.contains(where: { $0.name == name }), case .mapping(let entries) = body?.content,
      let node = entries.first(where: { $0.key.text == name })?.value
    else { return [] }
    return Document.inlines(of: node, into: &report)
  }
}
