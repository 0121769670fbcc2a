import Diagnostics
import Directives
import Markup
import Mathematics

/// Counts what a page counts, in the order of its text: figures, tables, listings, equations, statements, sections, appendices.
struct PageNumbering: Sendable {
  /// What references can lead to, by label.
  private(set) var labels: [String: LabelTarget] = [:]
  /// The labels in the order of the text.
  private(set) var order: [String] = []
  /// Numbers of directives' figures, containers and sections, by the place of the name, or of the heading.
  private(set) var numbers: [Place: String] = [:]
  /// Every formula of the page's text, in order.
  private(set) var formulas: [PageFormula] = []
  private var counts: [Strings.Word: Int] = [:]
  /// Numbers of the open sections, from level 2 on.
  private var sections: [Int] = []
  private let numbersSections: Bool
  private var report = DiagnosticReport()

  /// Counts a page's blocks, then its footnotes. A label that is there twice is added to the report with both places.
  init(_ blocks: [Block], footnotes: [Footnote], numbersSections: Bool, into report: inout DiagnosticReport) {
    self.numbersSections = numbersSections
    for block in blocks.flattened { count(block) }
    for footnote in footnotes {
      for block in footnote.blocks.flattened { countFormulas(block) }
    }
    report.add(contentsOf: self.report)
  }

  /// The number of what stands at a place; `nil` where it is not counted.
  func number(at range: SourceRange) -> String? { numbers[Place(range)] }

  private mutating func count(_ block: Block) {
    switch block.kind {
    case .heading(let level, let title, let label): count(section: title, level: level, label, at: block.range)
    case .directive(let directive): count(directive)
    case .container(let container): count(container)
    default: break
    }
    countFormulas(block)
  }

  private mutating func countFormulas(_ block: Block) {
    if case .mathematics(let formula) = block.kind { add(formula) }
    for inline in block.inlines.flattened {
      if case .mathematics(let formula) = inline.kind { add(formula) }
    }
  }

  private mutating func next(_ word: Strings.Word) -> String {
    counts[word, default: 0] += 1
    return "\(counts[word, default: 0])"
  }

  private mutating func count(_ directive: DirectiveBlock) {
    guard Registry.directive(directive.name)?.options.contains(where: { $0.name == "caption" }) == true else { return }
    let number = next(.figure)
    numbers[Place(directive.nameRange)] = number
    if let name = directive.label, let range = directive.labelRange {
      add(name, LabelTarget(kind: .figure, number: number, title: [], id: name, range: range))
    }
  }

  private mutating func count(_ container: Container) {
    let (kind, number): (LabelTarget.Kind, String?)
    switch container.kind {
    case .figure: (kind, number) = (.figure, next(.figure))
    case .table: (kind, number) = (.table, next(.table))
    case .listing: (kind, number) = (.listing, next(.listing))
    case .appendix: (kind, number) = (.appendix, nextLetter())
    case .term: (kind, number) = (.term, nil)
    case let statement where statement.isNumberedStatement: (kind, number) = (.statement(statement), next(.theorem))
    default: return
    }
    if let number { numbers[Place(container.nameRange)] = number }
    guard let label = container.label else { return }
    let title = kind == .term ? container.option("title")?.inlines ?? [] : []
    var target = LabelTarget(kind: kind, number: number, title: title, id: label.name, range: label.range)
    if kind == .term { target.meaning = container.blocks }
    add(label.name, target)
    let parts = container.kind == .figure ? container.images : []
    for letter in Container.letters.prefix(parts.count > 1 ? parts.count : 0) {
      let name = "\(label.name).\(letter)"
      add(name, LabelTarget(kind: .figure, number: "\(number ?? "")\(letter)", title: [], id: name, range: label.range))
    }
  }

  /// The letter of the next appendix; a number where the letters are used up.
  private mutating func nextLetter() -> String {
    let number = next(.appendix)
    let index = counts[.appendix, default: 1] - 1
    return Container.letters.indices.contains(index) ? Container.letters[index].uppercased() : number
  }

  private mutating func count(section title: [Inline], level: Int, _ label: Label?, at range: SourceRange) {
    var number: String?
    if numbersSections, level >= 2 {
      while sections.count > level - 1 { sections.removeLast() }
      while sections.count < level - 1 { sections.append(0) }
      sections[level - 2] += 1
      number = sections.map(String.init).joined(separator: ".")
      numbers[Place(range)] = number
    }
    if let label { add(label.name, LabelTarget(kind: .section, number: number, title: title, id: label.name, range: label.range)) }
  }

  private mutating func add(_ formula: Markup.Formula) {
    let first = counts[.equation, default: 0] + 1
    let numbered = NumberedFormula(formula.text, isDisplay: formula.isDisplay, firstNumber: first)
    counts[.equation] = numbered.nextNumber - 1
    formulas.append(PageFormula(formula: formula, numbered: numbered))
    for label in numbered.labels {
      add(
        label.name, LabelTarget(kind: .equation, number: label.tag, title: [], id: label.name, range: formula.place(label.range)))
    }
  }

  private mutating func add(_ name: String, _ target: LabelTarget) {
    guard !name.isEmpty, !name.contains(where: \.isWhitespace) else {
      return report.add(
        Diagnostic(id: "bad-label", "'\(name)' is not a label", at: .text(target.range), fix: "write one word, as in \\label{mass}"))
    }
    if let other = labels[name] {
      report.add(
        Diagnostic(
          id: "duplicate-label", "the label '\(name)' is used twice", at: .text(target.range), fix: "choose another label",
          notes: [Diagnostic.Note("it was first used here", at: .text(other.range))]))
    } else {
      labels[name] = target
      order.append(name)
    }
  }
}
