import Diagnostics
import Directives
import Inputs
import Markup

/// A page with everything on it checked that can be checked before anything is computed.
struct PagePlan: Sendable {
  /// A directive on the page. `run` is `nil` where its options are wrong, which is then in the report.
  struct PlannedDirective: Sendable {
    let block: DirectiveBlock
    let run: DirectiveRun?
    let caption: [Inline]
    let alt: [Inline]
    /// The figure's number; `nil` for a directive without a figure.
    let figureNumber: Int?
  }

  let page: ContentPage
  /// In the order of the page.
  private(set) var directives: [PlannedDirective] = []
  /// The claims of each `{expect}` block, by the place of the block.
  private(set) var claims: [Int: [Claim]] = [:]
  private(set) var scope: ValueScope
  /// Where each link and image of the page leads, by its destination as written.
  private(set) var targets: [String: LinkTarget] = [:]

  /// Checks a page. Everything that is wrong is added to the report.
  init(_ page: ContentPage, in content: Content, into report: inout DiagnosticReport) {
    self.page = page
    scope = ValueScope(page: page.path)
    let blocks = page.blocks.flattened
    for block in blocks {
      if case .directive(let directive) = block.kind { plan(directive, content, &report) }
    }
    for block in blocks { check(block.inlines, content, &report) }
    for directive in directives { check(directive.caption + directive.alt, content, &report) }
    for claim in claims.sorted(by: { $0.key < $1.key }).flatMap(\.value) {
      for fault in claim.faults(scope) { report.add(fault) }
    }
    for block in blocks {
      if case .html = block.kind { checkHTML(at: block.range, content, &report) }
    }
  }

  private mutating func plan(_ block: DirectiveBlock, _ content: Content, _ report: inout DiagnosticReport) {
    guard block.code.isClosed else {
      report.add(
        Diagnostic(
          id: "open-fence", "the fence of {\(block.name)} is not closed", at: .text(block.nameRange),
          fix: "add a line with the same fence after it"))
      if let label = block.label { scope.declareBroken(label) }
      return
    }
    if Registry.pageBlocks.contains(block.name) { return readClaims(block, &report) }
    guard let directive = Registry.directive(block.name) else {
      if let unknown = Registry.unknownDirective(block.name, at: block.nameRange, alsoKnown: Registry.pageBlocks) { report.add(unknown) }
      // The label counts as known, or every value of it would give an error that only follows from this one.
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
    let hasFigure = directive.options.contains { $0.name == "caption" }
    let number = hasFigure ? directives.count { $0.figureNumber != nil } + 1 : nil
    directives.append(
      PlannedDirective(
        block: block, run: run, caption: markdown("caption", of: run, &report), alt: markdown("alt", of: run, &report),
        figureNumber: number))
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
    self.claims[block.nameRange.bytes.lowerBound] = claims
  }

  /// An option's Markdown as inlines.
  private func markdown(_ name: String, of run: DirectiveRun?, _ report: inout DiagnosticReport) -> [Inline] {
    guard let options = run?.options, let text = options.text(name), let range = options.range(name) else { return [] }
    return Document.inlines(text, at: range, into: &report)
  }

  private mutating func check(_ inlines: [Inline], _ content: Content, _ report: inout DiagnosticReport) {
    for inline in inlines.flattened {
      do {
        switch inline.kind {
        case .value(let span): try scope.check(span)
        case .link(let destination, _, _), .image(let destination, _, _):
          targets[destination] = try LinkTarget.resolve(destination, from: page, in: content, at: inline.range)
        case .html: checkHTML(at: inline.range, content, &report)
        default: break
        }
      } catch {
        report.add(error: error)
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
