import Diagnostics
import Markup

extension PagePlan {
  /// A note that is missing, there twice, or never referred to; and what a note can't hold.
  func checkFootnotes(_ notes: [Block], _ report: inout DiagnosticReport) {
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
    let before = report.diagnostics.count
    let names = known.keys.sorted()
    for inline in (page.blocks.flattened + notes).flatMap(\.inlines).flattened {
      guard case .footnote(let label) = inline.kind else { continue }
      used.insert(label)
      guard known[label] == nil else { continue }
      guard report.diagnostics.count - before < Self.mostFindings else { return report.add(Self.tooMany(at: inline.range)) }
      report.add(
        Diagnostic(
          id: "unknown-note", "there is no note '\(label)'", at: .text(inline.range),
          fix: Suggestion.nearest(to: label, in: names).map { "did you mean '[^\($0)]'?" }
            ?? "define it by a line '[^\(label)]: …' outside quotes and lists"))
    }
    for (label, range) in known.sorted(by: { $0.value.bytes.lowerBound < $1.value.bytes.lowerBound }) where !used.contains(label) {
      report.add(
        Diagnostic(
          .warning, id: "unused-note", "nothing refers to the note '\(label)'", at: .text(range), fix: "remove it, or write '[^\(label)]'"))
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
}
