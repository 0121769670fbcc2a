import Diagnostics
import Directives
import Markup

extension PageRenderer {
  func heading(of container: Container, title: String) -> String {
    func titled(_ name: String) -> String {
      title.isEmpty ? HTMLEscape.text(name) : strings(.titled, ["name": HTMLEscape.text(name), "title": title])
    }
    switch container.kind {
    case .appendix: return titled(strings(.appendix, ["number": number(container)]))
    case .proof:
      let of = container.text("of").flatMap { plan.page.numbering.labels[$0] }
      return titled(of.map { strings(.proofOf, ["name": name(of: $0, isShort: false)]) } ?? strings[.proof])
    case .term, .tab: return title
    case let kind where kind.isNumberedStatement:
      return titled(strings(Strings.Word(rawValue: kind.rawValue) ?? .remark, ["number": number(container)]))
    default: return title.isEmpty ? HTMLEscape.text(strings.all[container.kind.rawValue] ?? "") : title
    }
  }

  func captionNumber(of container: Container) -> String {
    let word: Strings.Word = container.kind == .table ? .table : container.kind == .listing ? .listing : .figure
    return captionNumber(word, number(container), id: container.label?.name)
  }

  /// "Figure 3." in front of a caption, leading to itself where there is a label.
  func captionNumber(_ word: Strings.Word, _ number: String, id: String?) -> String {
    let name = HTMLEscape.text(strings(.caption, ["name": strings(word, ["number": number])]))
    guard let id else { return "<span class=\"figure-number\">\(name)</span> " }
    return "<a class=\"figure-number\" href=\"#\(HTMLEscape.address(id))\">\(name)</a> "
  }

  func sectionNumber(at range: SourceRange) -> String? { plan.page.numbering.number(at: range) }

  private func number(_ container: Container) -> String { plan.page.numbering.number(at: container.nameRange) ?? "" }

  /// A table whose rows come from a file, or from a directive.
  func table(of container: Container) -> String? {
    if let table = plan.tables[Place(container.nameRange)] {
      let rows = (0..<table.rowCount).map { row in table.names.indices.map { table.text(row: row, column: $0) } }
      return html(container, columns: table.names, numeric: nil, rows: rows, cell: HTMLEscape.text)
    }
    guard let option = container.option("from"), let table = source(option) else { return nil }
    return html(container, columns: table.columns.map(\.name), numeric: table.columns.map(\.isNumeric), rows: table.rows, cell: cell)
  }

  /// The table that `label.name` stands for, or the only one of `label`.
  private func source(_ option: Container.Option) -> ResultTable? {
    let text = option.value.text
    let label = String(text.prefix { $0 != "." })
    guard let tables = scope.entries[label]?.result?.tables else { return nil }
    let name = String(text.dropFirst(label.count + 1))
    let names = tables.map { "\(label).\($0.name)" }
    if let table = name.isEmpty && tables.count == 1 ? tables.first : tables.first(where: { $0.name == name }) { return table }
    report.add(
      Diagnostic(
        id: "unknown-table", name.isEmpty ? "'\(label)' has \(tables.count) tables" : "'\(label)' has no table '\(name)'",
        at: .text(option.value),
        fix: tables.isEmpty
          ? "name a directive that has tables" : Suggestion.fix(for: text, in: names) ?? "use one of: \(names.joined(separator: ", "))"))
    return nil
  }

  private func html(_ container: Container, columns: [String], numeric: [Bool]?, rows: [[String]], cell: (String) -> String) -> String {
    guard let kept = report.collect({ try PagePlan.columns(container, of: columns) }) else { return "" }
    let isRight = kept.map { column in numeric?[column] ?? rows.allSatisfy { Double($0[column]) != nil || $0[column].isEmpty } }
    let alignments = isRight.map { $0 ? Block.Table.Alignment.right : .none }
    func cells(_ texts: [String]) -> [TableHTML.Cell] { zip(texts, alignments).map { TableHTML.Cell($0, alignment: $1) } }
    return TableHTML(
      header: cells(kept.map { HTMLEscape.text(columns[$0]) }), rows: rows.map { row in cells(kept.map { cell(row[$0]) }) }
    ).html
  }

  /// All values of a directive, from `{values label}`.
  func valueTable(_ block: DirectiveBlock) -> String {
    guard let label = block.argument, let entry = scope.entries[label.name] else { return "" }
    let rows = entry.directive.values.compactMap { declaration -> [TableHTML.Cell]? in
      guard let value = entry.result?.value(declaration.name) else { return nil }
      return [
        TableHTML.Cell("<code>\(HTMLEscape.text("\(label.name).\(declaration.name)"))</code>"),
        TableHTML.Cell(HTMLEscape.text(value.text(in: language)), alignment: .right),
        TableHTML.Cell(cell(words.values["\(entry.directive.name).\(declaration.name)"] ?? declaration.help)),
      ]
    }
    let header = [strings[.name], strings[.value], strings[.meaning]].map { TableHTML.Cell(HTMLEscape.text($0)) }
    return TableHTML("values", header: header, rows: rows).html
  }
}
