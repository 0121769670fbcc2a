import Diagnostics
import Directives
import Inputs
import Markup

/// Makes a site of a content folder: a pure function from the files read to the files of the site.
package struct SiteBuild: Sendable {
  /// What happens while a build runs, for progress and timings.
  package enum Event: Sendable {
    case started(name: String)
    case advanced(name: String, step: WorkProgress.Step)
    case finished(name: String, duration: Duration)
  }

  package let content: Workspace
  package let theme: Workspace
  /// The folder of KaTeX's files; read only if some page has mathematics.
  package let katex: Workspace
  /// How many threads compute at the same time: directives side by side, and what one of them does in several.
  package let jobs: Int
  package let observe: @Sendable (Event) -> Void

  package init(
    content: Workspace, theme: Workspace, katex: Workspace = Workspace(root: KaTeXFiles.systemFolder, isConfined: false), jobs: Int,
    observe: @escaping @Sendable (Event) -> Void = { _ in }
  ) {
    self.content = content
    self.theme = theme
    self.katex = katex
    self.jobs = max(1, jobs)
    self.observe = observe
  }

  /// The files of the site by their paths, and warnings. Throws everything that is wrong with the content, at once.
  ///
  /// All pages are checked before anything is computed. When that finds errors, only directives that claims are about still run, so
  /// that claims which fail are reported, too.
  package func run() async throws(DiagnosticReport) -> (files: [String: [UInt8]], warnings: DiagnosticReport) {
    var report = DiagnosticReport()
    let theme = report.collect { try Theme(self.theme) }
    let content = Content.load(self.content, into: &report)
    let references = SiteReferences(content, into: &report)
    content.checkLanguages(theme?.strings, into: &report)
    MacroNames.check(content, into: &report)
    let translations = Translations(content, into: &report)
    var plans = content.pages.map { PagePlan($0, in: content, into: &report) }
    let declared = Self.byPage(plans, plans.map(\.scope))
    for index in plans.indices { plans[index].check(in: content, references, pages: declared, into: &report) }
    references.reportUnused(plans, into: &report)
    let pages = plans.map { PageReferences($0, references, content.configuration) }
    let (katex, titles) = (KaTeXFiles(self.katex), pages.flatMap(\.formulas))
    let formulas = TypesetFormulas(plans, titles: titles, content.configuration, with: katex, threads: jobs, into: &report)
    let isSound = !report.hasErrors
    let claimed = Set(plans.flatMap { plan in plan.labels(of: plan.allClaims.flatMap(\.names).map(\.0)) })
    let results = await compute(plans, into: &report) { isSound || claimed.contains($0) }
    var scopes = zip(plans, results).map { plan, results in plan.scope(with: results) }
    let filled = Self.byPage(plans, scopes)
    for index in scopes.indices { scopes[index].link(filled) }
    for (plan, scope) in zip(plans, scopes) { plan.checkClaims(scope, into: &report) }
    var descriptions: [String: String] = [:]
    for (plan, scope) in zip(plans, scopes) {
      let language = ProseLanguage(tag: plan.page.document.frontMatter.lang ?? content.configuration.lang)
      descriptions[plan.page.path] = plan.description(scope, in: language, into: &report)
    }
    try report.throwIfErrors()
    guard let theme else { throw report }
    var assembly = SiteAssembly(content: content, theme: theme, translations: translations, descriptions: descriptions)
    for (index, plan) in plans.enumerated() {
      assembly.add(plan, scope: scopes[index], results: results[index], pages[index], formulas, into: &report)
    }
    if !formulas.isEmpty, let files = report.collect({ try katex.assets() }) {
      assembly.add(files, as: "a file of KaTeX", into: &report)
    }
    assembly.addGeneratedPages(into: &report)
    try report.throwIfErrors()
    return (assembly.files, report)
  }

  static func byPage(_ plans: [PagePlan], _ scopes: [ValueScope]) -> [String: ValueScope] {
    Dictionary(zip(plans.map(\.page.path), scopes)) { first, _ in first }
  }

  /// Runs the directives of all pages; results come back in the order of the pages, whatever the order of the work.
  func compute(
    _ plans: [PagePlan], into report: inout DiagnosticReport, where isNeeded: (PagePlan.DirectiveName) -> Bool
  ) async -> [[Result?]] {
    var tasks: [(page: Int, directive: Int, run: DirectiveRun, name: String)] = []
    for (page, plan) in plans.enumerated() {
      for (number, directive) in plan.directives.enumerated() {
        let place = PagePlan.DirectiveName(page: plan.page.path, label: directive.block.label)
        guard let run = directive.run, isNeeded(place) else { continue }
        tasks.append((page, number, run, "\(plan.page.path) \(directive.block.label ?? "#\(number + 1)")"))
      }
    }
    var outcomes = [Swift.Result<Result, Diagnostic>?](repeating: nil, count: tasks.count)
    let budget = ThreadBudget(jobs)
    await withTaskGroup(of: (Int, Swift.Result<Result, Diagnostic>).self) { group in
      var next = 0
      func start() {
        guard next < tasks.count else { return }
        let (index, task) = (next, tasks[next])
        next += 1
        group.addTask { (index, budget.run { self.perform(task.run, name: task.name) }) }
      }
      for _ in 0..<jobs { start() }
      for await (index, outcome) in group {
        outcomes[index] = outcome
        start()
      }
    }
    var results = plans.map { [Result?](repeating: nil, count: $0.directives.count) }
    for (task, outcome) in zip(tasks, outcomes) {
      switch outcome {
      case .success(let result): results[task.page][task.directive] = result
      case .failure(let diagnostic): report.add(diagnostic)
      case nil: break
      }
    }
    return results
  }

  private func perform(_ run: DirectiveRun, name: String) -> Swift.Result<Result, Diagnostic> {
    observe(.started(name: name))
    let clock = ContinuousClock()
    let start = clock.now
    let progress = WorkProgress { observe(.advanced(name: name, step: $0)) }
    let outcome = WorkProgress.$current.withValue(progress) {
      Swift.Result { () throws(Diagnostic) in
        var result = try run.run()
        // Drawn here, where directives run side by side, and kept.
        if let scene = result.figure?() { result.figure = { scene } }
        return result
      }
    }
    observe(.finished(name: name, duration: clock.now - start))
    return outcome
  }
}
