import Diagnostics
import Markup
import Mathematics

/// The formulas of a site as HTML with MathML in it.
struct TypesetFormulas: Sendable {
  private struct Key: Hashable {
    let place: Place
    let text: String
    let isDisplay: Bool
  }

  /// A formula that waits to be typeset.
  private struct Job {
    let key: Key
    let formula: PageFormula
    let edited: EditedText
    let macros: Macros
  }

  private var html: [Key: String] = [:]
  /// Formulas of bibliographies by their text.
  private var loose: [String: String] = [:]

  var isEmpty: Bool { html.isEmpty && loose.isEmpty }

  /// Typesets the formulas of all pages, and those of titles in bibliographies. Equal ones are typeset once. What is wrong with
  /// one is added to the report at its place.
  init(
    _ plans: [PagePlan], titles: [String], _ configuration: SiteConfiguration, with files: KaTeXFiles, threads: Int,
    into report: inout DiagnosticReport
  ) {
    var jobs: [Job] = []
    for plan in plans { jobs += Self.jobs(of: plan, configuration, into: &report) }
    guard !jobs.isEmpty || !titles.isEmpty, let katex = report.collect({ try files.program() }) else { return }
    let texts = Set(titles).sorted()
    let formulas =
      jobs.map { Mathematics.Formula($0.edited.text, isDisplay: $0.key.isDisplay, macros: $0.macros) } + texts.map { Mathematics.Formula($0) }
    let outcomes = FormulaBatch.typeset(formulas, with: katex, threads: threads)
    for (job, outcome) in zip(jobs, outcomes) {
      switch outcome {
      case .success(let text): html[job.key] = text
      case .failure(let error):
        report.add(error.moved(job.edited.original).inWords(of: job.formula.formula.text).diagnostic { .text(job.formula.formula.place($0)) })
      }
    }
    for (text, outcome) in zip(texts, outcomes.dropFirst(jobs.count)) {
      // A title that can't be typeset is shown as it is: readers of bibliographies write what LaTeX takes, which is more than KaTeX does.
      if case .success(let html) = outcome { loose[text] = html }
    }
  }

  private static func jobs(of plan: PagePlan, _ configuration: SiteConfiguration, into report: inout DiagnosticReport) -> [Job] {
    let macros = MacroNames.macros(of: plan.page, configuration)
    let labels = plan.page.numbering.labels
    let known = labels.filter { $0.value.kind == .equation }.keys.sorted()
    let before = report.diagnostics.count
    return plan.formulas.map { item in
      for error in item.numbered.errors { report.add(error.diagnostic { .text(item.formula.place($0)) }) }
      for reference in item.numbered.references
      where labels[reference.name]?.kind != .equation && report.diagnostics.count - before < PagePlan.mostFindings {
        report.add(
          Diagnostic(
            id: "unknown-reference", "there is no equation with the label '\(reference.name)' on this page",
            at: .text(item.formula.place(reference.range)), fix: Suggestion.fix(for: reference.name, in: known)))
      }
      return Job(key: key(item.formula), formula: item, edited: item.numbered.rewritten { labels[$0]?.number }, macros: macros)
    }
  }

  private static func key(_ formula: Markup.Formula) -> Key {
    Key(place: Place(formula.range), text: formula.text, isDisplay: formula.isDisplay)
  }

  /// A formula as KaTeX gives it; `nil` for one that is none of the pages'.
  func html(of formula: Markup.Formula) -> String? { html[Self.key(formula)] }

  /// A formula of a bibliography.
  func html(ofTitle text: String) -> String? { loose[text] }
}
