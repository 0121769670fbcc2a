import Diagnostics
import Directives
import Markup

extension PagePlan {
  /// Checks what the page's text names: values, links, citations, notes, claims. `pages` are the scopes of all pages by their paths.
  /// Everything that is wrong is added to the report. Links that are not checked stay as they are written.
  mutating func check(
    in content: Content, _ references: SiteReferences, pages: [String: ValueScope], checksLinks: Bool = true,
    into report: inout DiagnosticReport
  ) {
    self.checksLinks = checksLinks
    scope.link(pages)
    references.reportAmbiguous(page, into: &report)
    checkLoneTabs(page.blocks, &report)
    let notes = page.footnotes.flatMap(\.blocks).flattened
    checkFootnotes(notes, &report)
    let before = report.diagnostics.count
    for block in page.blocks.flattened + notes {
      if case .container(let container) = block.kind { check(container, content, &report) }
      if case .directive(let directive) = block.kind, directive.name == "values" { check(values: directive, &report) }
      check(block.inlines, content, references, &report)
      if case .html = block.kind { checkHTML(at: block.range, content, &report) }
      guard report.diagnostics.count - before <= Self.mostFindings else {
        report.add(Self.tooMany(at: block.range))
        break
      }
    }
    for case .value(let span) in description.flattened.map(\.kind) {
      do { try scope.check(span) } catch { report.add(error) }
    }
    for directive in directives { check(directive.caption + directive.alt, content, references, &report) }
    for claim in allClaims {
      for fault in claim.faults(scope) { report.add(fault) }
    }
  }

  /// After this many findings, the rest of a page is not checked: to find the nearest name for each takes a time that grows with
  /// the page.
  static let mostFindings = 500

  static func tooMany(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      id: "too-many-errors", "the page has more than \(mostFindings) errors; what follows is not checked", at: .text(range),
      fix: "correct those above first")
  }

  private func check(values block: DirectiveBlock, _ report: inout DiagnosticReport) {
    guard let argument = block.argument else {
      report.add(
        Diagnostic(
          id: "missing-option", "{values} names no directive", at: .text(block.nameRange),
          fix: "write the directive's label, as in {values moons}"))
      return
    }
    guard scope.entries[argument.name] == nil, !scope.isBroken(argument.name) else { return }
    report.add(
      Diagnostic(
        id: "unknown-label", "no directive on this page has the label '\(argument.name)'", at: .text(argument.range),
        fix: argument.name.contains("#")
          ? "show values of another page one by one: `= \(argument.name).name`"
          : Suggestion.fix(for: argument.name, in: scope.entries.keys.sorted())
            ?? "give the directive a label, as in {regions} \(argument.name)"))
  }

  private mutating func check(_ inlines: [Inline], _ content: Content, _ references: SiteReferences, _ report: inout DiagnosticReport) {
    let before = report.diagnostics.count
    for inline in inlines.flattened where report.diagnostics.count - before <= Self.mostFindings {
      do {
        switch inline.kind {
        case .value(let span): try scope.check(span)
        case .link(let destination, _, _): try resolve(destination, content, at: inline.range)
        case .image(let destination, _, let alt):
          try resolve(destination, content, at: inline.range)
          if checksLinks { checkPicture(destination, alt, content, at: inline.range, &report) }
        case .citation(let citation): check(citation, references, &report)
        case .html: checkHTML(at: inline.range, content, &report)
        default: break
        }
      } catch {
        report.add(error: error)
      }
    }
  }

  private mutating func resolve(_ destination: String, _ content: Content, at range: SourceRange) throws(Diagnostic) {
    targets[destination] = checksLinks ? try LinkTarget.resolve(destination, from: page, in: content, at: range) : .external(destination)
  }

  /// A picture is what its name says, and has words for those who can't see it. A space between the brackets says that it needs none.
  private func checkPicture(
    _ destination: String, _ alt: [Inline], _ content: Content, at range: SourceRange, _ report: inout DiagnosticReport
  ) {
    if alt.isEmpty {
      report.add(
        Diagnostic(
          id: "missing-alt", "the picture has no text for those who can't see it", at: .text(range),
          fix: "say what it shows between the brackets; for mere decoration write ![ ](\(destination))"))
    }
    if case .file(let path) = targets[destination] {
      PictureFile.check(path, in: content.workspace, namedAt: range, into: &report)
    }
  }

  private mutating func check(_ citation: Markup.Citation, _ references: SiteReferences, _ report: inout DiagnosticReport) {
    var works: [Markup.Citation.Item] = []
    var labels = 0
    for item in citation.items {
      guard let resolution = report.collect({ try references.resolve(item, from: page) }) else { continue }
      if case .work = resolution { works.append(item) } else { labels += 1 }
      if item.locator.hasPrefix("@") || item.locator.contains(" @") {
        report.add(
          Diagnostic(
            id: "bad-citation", "another key stands behind a comma: '\(item.locator)'", at: .text(item.range), fix: "write ';' between keys"))
      }
    }
    citedKeys += works.map(\.key)
    if let first = works.first, labels > 0 {
      report.add(
        Diagnostic(
          id: "mixed-citation", "one pair of brackets holds works and other things of the site", at: .text(first.range),
          fix: "write two pairs of brackets"))
    }
  }

  private func checkHTML(at range: SourceRange, _ content: Content, _ report: inout DiagnosticReport) {
    guard !content.configuration.allowsHTML else { return }
    report.add(
      Diagnostic(
        id: "raw-html", "HTML is not allowed in articles", at: .text(range), fix: "write Markdown, or set 'raw-html: true' in site.yaml"))
  }
}
