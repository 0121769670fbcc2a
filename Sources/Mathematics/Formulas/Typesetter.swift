import Diagnostics

/// Turns formulas into HTML with KaTeX, one at a time. A typesetter belongs to one thread; make one for each.
///
/// What comes out depends on the formula alone, not on those before it: macros start afresh, and when a formula runs out of memory, work
/// or stack the heap is thrown away, a new one tries again, and that result stands.
package final class Typesetter {
  private let katex: KaTeX
  private let allocationLimit: Int
  private var heap: ScriptHeap?
  private var names: [String: [String]] = [:]

  /// `allocationLimit` bounds the work that a formula may cause, as `ScriptHeap` counts it.
  package init(_ katex: KaTeX, allocationLimit: Int = ScriptHeap.allocationLimit) {
    self.katex = katex
    self.allocationLimit = allocationLimit
  }

  /// A formula's HTML: a `span` of class `katex` or `katex-display` that holds MathML for readers without styles or sight, and styled
  /// HTML, hidden from assistive technology, for the others.
  ///
  /// About a millisecond for most formulas. Commands that link, load or set attributes (`\href`, `\includegraphics`, `\htmlClass` …) are
  /// refused.
  package func html(_ formula: Formula) throws(FormulaError) -> String {
    let tokens = FormulaTokens(formula.text)
    try check(formula, tokens)
    let answer: String
    do throws(ScriptHeap.Failure) { answer = try run(formula) } catch { throw failure(error, formula) }
    let content = String(answer.dropFirst())
    switch answer.first {
    case "H":
      return TagCells.fill(TokenRows.write(ClosedTags.write(content)), tokens) { try? html(Formula("\\text{\($0)}", macros: formula.macros)) }
    case "R": throw refused(content, formula, tokens)
    default:
      let line = content.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let text = ParseErrorText(message: String(line.last ?? ""), position: Int(line.first ?? ""))
      throw FormulaErrorReading(formula: formula, tokens: tokens, names: names(of:)).error(text)
    }
  }

  private static func whole(_ formula: Formula) -> Range<Int> { 0..<formula.text.utf8.count }

  private func check(_ formula: Formula, _ tokens: FormulaTokens) throws(FormulaError) {
    if tokens.bytes.count > Formula.maximumLength {
      throw FormulaError(
        id: "formula-too-large", "the formula has \(tokens.bytes.count) bytes, \(Formula.maximumLength) are allowed", at: Self.whole(formula),
        fix: "split the formula")
    }
    if let place = tokens.firstDeeper(than: Formula.maximumNesting) {
      throw FormulaError(
        id: "formula-too-large", "the formula nests more than \(Formula.maximumNesting) levels deep", at: place, fix: "split the formula")
    }
  }

  private func run(_ formula: Formula) throws(ScriptHeap.Failure) -> String {
    let mode = formula.isDisplay ? "display" : "inline"
    let macros = formula.macros.definitions.flatMap { [$0.name, $0.body] }
    let arguments = [formula.text, mode, String(Formula.maximumExpansions)] + macros
    // A used heap may refuse what a new one can do; the last word is a new one's.
    let isUsed = heap != nil
    do { return try answer(to: arguments) } catch {
      if !isUsed { throw error }
    }
    return try answer(to: arguments)
  }

  private func answer(to arguments: [String]) throws(ScriptHeap.Failure) -> String {
    do { return try readyHeap().call("facetTypeset", arguments, allocationLimit: allocationLimit) } catch {
      heap = nil
      throw error
    }
  }

  private func readyHeap() throws(ScriptHeap.Failure) -> ScriptHeap {
    if let heap { return heap }
    let new = try ScriptHeap()
    try new.load(katex.byteCode)
    heap = new
    return new
  }

  private func failure(_ failure: ScriptHeap.Failure, _ formula: Formula) -> FormulaError {
    switch failure {
    case .exhausted:
      FormulaError(
        id: "formula-too-large", "the formula nests too deeply, or its macros expand to too much", at: Self.whole(formula),
        fix: "split the formula")
    case .thrown(let text): FormulaError("KaTeX can't typeset this: \(text)", at: Self.whole(formula))
    }
  }

  private func refused(_ command: String, _ formula: Formula, _ tokens: FormulaTokens) -> FormulaError {
    FormulaError(
      id: "refused-command", "\(command) is not allowed in a formula", at: tokens.first(command) ?? Self.whole(formula),
      fix: command == "\\href" || command == "\\url" ? "put the link in the text" : nil)
  }

  /// The names of KaTeX's commands or environments, for "did you mean".
  private func names(of kind: FormulaErrorReading.NameKind) -> [String] {
    if let known = names[kind.rawValue] { return known }
    let list = (try? readyHeap().call("facetNames", [kind.rawValue])) ?? ""
    let found = list.split(separator: "\n").map(String.init)
    names[kind.rawValue] = found
    return found
  }
}
