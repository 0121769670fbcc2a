import Diagnostics
import Directives
import Inputs
import Markup
import ModelFiles

extension PagePlan {
  /// Checks what a container's options say.
  mutating func check(_ container: Container, _ content: Content, _ report: inout DiagnosticReport) {
    func add(_ id: String, _ message: String, at range: SourceRange, fix: String) {
      report.add(Diagnostic(id: id, message, at: .text(range), fix: fix))
    }
    if let width = container.option("width"), !Self.widths.contains(width.value.text) {
      add(
        "unknown-value", "'width' has no value '\(width.value.text)'", at: width.value,
        fix: Suggestion.fix(for: width.value.text, in: Self.widths) ?? "write one of \(Self.widths.joined(separator: ", "))")
    }
    if [.figure, .table, .listing].contains(container.kind), container.option("caption") == nil {
      add(
        "missing-caption", "{\(container.kind)} has no caption", at: container.nameRange,
        fix: "add a line ':caption: …' after the fence, or leave {\(container.kind)} out")
    }
    switch container.kind {
    case .table: report.collect { try checkTable(container, content) }
    case .listing where !container.blocks.contains(where: { if case .code = $0.kind { true } else { false } }):
      add("empty-container", "the listing holds no code", at: container.nameRange, fix: "write a fence of code in it, with fewer backticks")
    case .figure where container.blocks.isEmpty:
      add("empty-container", "the figure shows nothing", at: container.nameRange, fix: "write an image, as in ![text](file.png)")
    case .term where container.text("title") == nil:
      add("missing-option", "{term} does not say what it explains", at: container.nameRange, fix: "add a line ':title: the term'")
    case .tabs: checkTabs(container, add)
    case .proof: if let option = container.option("of") { checkProof(option, add) }
    default: break
    }
  }

  /// A proof is that of a statement of the page.
  private func checkProof(_ option: Container.Option, _ add: (String, String, SourceRange, String) -> Void) {
    let name = option.value.text
    guard !name.isEmpty else { return }
    let statements = page.numbering.order.filter { if case .statement = page.numbering.labels[$0]?.kind { true } else { false } }
    guard !statements.contains(name) else { return }
    let isKnown = page.numbering.labels[name] != nil
    add(
      isKnown ? "bad-proof" : "unknown-reference",
      isKnown ? "'\(name)' is no statement that could be proved" : "there is no statement '\(name)' on this page", option.value,
      Suggestion.fix(for: name, in: statements) ?? "name the label of a theorem, a lemma or another statement")
  }

  private static let widths = ["text", "middle", "page", "screen"]

  private func checkTabs(_ container: Container, _ add: (String, String, SourceRange, String) -> Void) {
    for block in container.blocks {
      if case .container(let tab) = block.kind, tab.kind == .tab { continue }
      add("bad-tabs", "{tabs} holds nothing but {tab}", block.range, "put it into a fence {tab}")
    }
    if container.blocks.isEmpty { add("empty-container", "{tabs} has no {tab}", container.nameRange, "write a fence {tab} for each") }
  }

  /// A panel stands directly in tabs.
  func checkLoneTabs(_ blocks: [Block], isInTabs: Bool = false, _ report: inout DiagnosticReport) {
    for block in blocks {
      switch block.kind {
      case .quote(let inner): checkLoneTabs(inner, &report)
      case .list(let list): for item in list.items { checkLoneTabs(item, &report) }
      case .container(let container):
        if container.kind == .tab, !isInTabs {
          report.add(
            Diagnostic(
              id: "bad-tabs", "{tab} stands outside {tabs}", at: .text(container.nameRange),
              fix: "put it into a fence {tabs} with more backticks, or write {details} for text that opens"))
        }
        checkLoneTabs(container.blocks, isInTabs: container.kind == .tabs, &report)
      default: break
      }
    }
  }

  /// A table has its rows from one place: its text, a file, or a directive.
  private mutating func checkTable(_ container: Container, _ content: Content) throws {
    let (file, from) = (container.option("file"), container.option("from"))
    if let file, let from {
      throw Diagnostic(
        id: "bad-table", "the table takes rows from a file and from a directive", at: .text(from.nameRange), fix: "remove one of them",
        notes: [Diagnostic.Note("the file is named here", at: .text(file.nameRange))])
    }
    if let source = file ?? from, let block = container.blocks.first {
      throw Diagnostic(
        id: "bad-table", "the table has rows of its own beside '\(source.name)'", at: .text(block.range), fix: "remove one of them")
    }
    if let file {
      let table = try InputScope(workspace: content.workspace, folder: page.folder).table(file.value.text, at: file.value)
      _ = try Self.columns(container, of: table.names)
      tables[Place(container.nameRange)] = table
    } else if let from {
      try checkSource(from)
    } else {
      let isTable = container.blocks.count == 1 && container.blocks.allSatisfy { if case .table = $0.kind { true } else { false } }
      guard !isTable else { return }
      throw Diagnostic(
        id: "bad-table", "{table} holds no table", at: .text(container.nameRange),
        fix: "write rows with '|' between cells, or a line ':file: data.csv' or ':from: label.table'")
    }
  }

  private func checkSource(_ option: Container.Option) throws(Diagnostic) {
    let label = String(option.value.text.prefix { $0 != "." })
    guard scope.entries[label] == nil else { return }
    throw Diagnostic(
      id: "unknown-label", "no directive on this page has the label '\(label)'", at: .text(option.value),
      fix: Suggestion.fix(for: label, in: scope.entries.keys.sorted())
        ?? "give a directive that has a table a label, and write ':from: label.table'")
  }

  /// The positions of the columns that a container asks for; all of them where it asks for none.
  static func columns(_ container: Container, of names: [String]) throws(Diagnostic) -> [Int] {
    guard let option = container.option("columns") else { return Array(names.indices) }
    var result: [Int] = []
    let text = option.value.text
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let word = part.trimmed
      guard let index = names.firstIndex(of: word) else {
        let start = option.value.bytes.lowerBound + text[..<part.startIndex].utf8.count + part.prefix { $0.isWhitespace }.utf8.count
        let place = SourceRange(source: option.value.source, bytes: start..<start + max(word.utf8.count, 1))
        throw Diagnostic(
          id: "unknown-column", word.isEmpty ? "a column has no name" : "there is no column '\(word)'", at: .text(place),
          fix: Suggestion.fix(for: word, in: names) ?? "the columns are \(names.joined(separator: ", "))")
      }
      result.append(index)
    }
    return result
  }
}
