import Diagnostics
import Directives
import Inputs
import Markup
import ModelFiles

/// A page with everything on it checked that can be checked before anything is computed.
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
  private(set) var scope = ValueScope()
  /// Where each link and image of the page leads, by its destination as written.
  private(set) var targets: [String: LinkTarget] = [:]
  /// The rows of tables that come from files.
  var tables: [Place: CSVTable] = [:]
  /// The description of the front matter, which may hold values.
  private let description: [Inline]
  /// The works that the page cites, in the order of the text; keys may repeat.
  private(set) var citedKeys: [String] = []
  /// All formulas of the page: those of its text, then those of directives' captions.
  private(set) var formulas: [PageFormula]

  /// Checks a page. Everything that is wrong is added to the report.
  init(_ page: ContentPage, in content: Content, _ references: SiteReferences, into report: inout DiagnosticReport) {
    self.page = page
    formulas = page.numbering.formulas
    let front = page.document.frontMatter
    description =
      front.description.flatMap { text in front.ranges["description"].map { Document.inlines(text, at: $0, into: &report) } } ?? []
    let notes = page.footnotes.flatMap(\.blocks).flattened
    let blocks = page.blocks.flattened
    for block in blocks {
      if case .directive(let directive) = block.kind { plan(directive, content, &report) }
    }
    checkFootnotes(notes, &report)
    for block in blocks + notes {
      if case .container(let container) = block.kind { check(container, content, &report) }
      check(block.inlines, content, references, &report)
      if case .html = block.kind { checkHTML(at: block.range, content, &report) }
    }
    for case .value(let span) in description.flattened.map(\.kind) {
      do { try scope.check(span) } catch { report.add(error) }
    }
    for directive in directives {
      let inlines = directive.caption + directive.alt
      check(inlines, content, references, &report)
      for case .mathematics(let formula) in inlines.flattened.map(\.kind) { formulas.append(PageFormula(formula)) }
    }
    for claim in allClaims {
      for (name, range) in claim.names {
        do { try scope.check(name, at: range) } catch { report.add(error) }
      }
    }
  }

  /// The description as text, with the values of a scope; `nil` where there is none.
  func description(_ scope: ValueScope, into report: inout DiagnosticReport) -> String? {
    guard page.document.frontMatter.description != nil else { return nil }
    var found = DiagnosticReport()
    let text = description.plainText(value: { span in found.collect { try scope.text(span) } ?? "—" }, citation: \.written)
    report.add(contentsOf: found)
    return text
  }

  /// The claims of all blocks, in the order of the text.
  var allClaims: [Claim] { claims.sorted { ($0.key.path, $0.key.offset) < ($1.key.path, $1.key.offset) }.flatMap(\.value) }

  private mutating func plan(_ block: DirectiveBlock, _ content: Content, _ report: inout DiagnosticReport) {
    guard block.code.isClosed else {
      // The parser has reported it. The label counts as known, or every value of it would give an error that only follows from this one.
      if let label = block.label { scope.declareBroken(label) }
      return
    }
    if block.name == "expect" { return readClaims(block, &report) }
    if block.name == "values" || block.name == "include" { return }
    guard let directive = Registry.directive(block.name) else {
      if let unknown = Registry.unknownDirective(block.name, at: block.nameRange, alsoKnown: Registry.pageBlocks + Container.Kind.allCases.map(\.rawValue)) { report.add(unknown) }
      if let label = block.label { scope.declareBroken(label) }
      return
    }
    if let label = block.label {
      do { try scope.declare(label, directive, at: block.labelRange) } catch { report.add(error) }
    }
    let inputs = InputScope(workspace: content.workspace, folder: page.folder)
    var run: DirectiveRun?
    do {
      let body = try YAMLParser.parse(block.code.yaml)
      run = try DirectiveRun(directive, body: body, at: block.nameRange, scope: inputs)
    } catch {
      report.add(error: error)
    }
    directives.append(
      PlannedDirective(
        block: block, run: run, caption: markdown("caption", of: run, &report), alt: markdown("alt", of: run, &report),
        figureNumber: page.numbering.number(at: block.nameRange)))
  }

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
  }

  /// An option's Markdown as inlines.
  private func markdown(_ name: String, of run: DirectiveRun?, _ report: inout DiagnosticReport) -> [Inline] {
    guard let options = run?.options, let text = options.text(name), let range = options.range(name) else { return [] }
    return Document.inlines(text, at: range, into: &report)
  }

  private mutating func check(_ inlines: [Inline], _ content: Content, _ references: SiteReferences, _ report: inout DiagnosticReport) {
    for inline in inlines.flattened {
      do {
        switch inline.kind {
        case .value(let span): try scope.check(span)
        case .link(let destination, _, _), .image(let destination, _, _):
          targets[destination] = try LinkTarget.resolve(destination, from: page, in: content, at: inline.range)
        case .citation(let citation): check(citation, references, &report)
        case .html: checkHTML(at: inline.range, content, &report)
        default: break
        }
      } catch {
        report.add(error: error)
      }
    }
  }

  private mutating func check(_ citation: Markup.Citation, _ references: SiteReferences, _ report: inout DiagnosticReport) {
    var works: [Markup.Citation.Item] = []
    for item in citation.items {
      guard let resolution = report.collect({ try references.resolve(item, from: page) }) else { continue }
      if case .work = resolution { works.append(item) }
    }
    citedKeys += works.map(\.key)
    if let first = works.first, works.count < citation.items.count, !report.hasErrors {
      report.add(
        Diagnostic(
          id: "mixed-citation", "one pair of brackets holds works and other things of the site", at: .text(first.range),
          fix: "write two pairs of brackets"))
    }
  }

  /// A note that is missing, there twice, or never referred to; and what a note can't hold.
  private func checkFootnotes(_ notes: [Block], _ report: inout DiagnosticReport) {
    var known: [String: SourceRange] = [:]
    for note in page.footnotes {
      if let first = known[note.label.name] {
        report.add(
          Diagnostic(
            id: "duplicate-label", "the note '\(note.label.name)' is defined twice", at: .text(note.label.range), fix: "choose another label",
            notes: [Diagnostic.Note("it was first defined here", at: .text(first))]))
      }
      known[note.label.name] = known[note.label.name] ?? note.label.range
    }
    var used: Set<String> = []
    for inline in (page.blocks.flattened + notes).flatMap(\.inlines).flattened {
      guard case .footnote(let label) = inline.kind else { continue }
      used.insert(label)
      if known[label] == nil {
        report.add(
          Diagnostic(
            id: "unknown-note", "there is no note '\(label)'", at: .text(inline.range),
            fix: Suggestion.nearest(to: label, in: known.keys.sorted()).map { "did you mean '[^\($0)]'?" } ?? "define it by a line '[^\(label)]: …'"))
      }
    }
    for (label, range) in known.sorted(by: { $0.value.bytes.lowerBound < $1.value.bytes.lowerBound }) where !used.contains(label) {
      report.add(
        Diagnostic(.warning, id: "unused-note", "nothing refers to the note '\(label)'", at: .text(range), fix: "remove it, or write '[^\(label)]'"))
    }
    for block in notes {
      switch block.kind {
      case .directive, .container:
        report.add(
          Diagnostic(
            id: "bad-note", "a note holds no directive and no container", at: .text(block.range), fix: "move it into the text"))
      default: break
      }
    }
  }

  private func checkHTML(at range: SourceRange, _ content: Content, _ report: inout DiagnosticReport) {
    guard !content.configuration.allowsHTML else { return }
    report.add(
      Diagnostic(
        id: "raw-html", "HTML is not allowed in articles", at: .text(range), fix: "write Markdown, or set 'raw-html: true' in site.yaml"))
  }
}
