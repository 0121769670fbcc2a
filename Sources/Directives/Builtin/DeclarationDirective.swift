import Diagnostics

/// `{declaration}`: the options and values of a directive as tables, from its own declaration; for reference pages.
enum DeclarationDirective: Directive {
  static let name = "declaration"
  static let summary = "The options and values of a directive as tables, from its declaration."
  static let convention =
    "The tables are made of the same declarations that check an article's options, so they can't disagree with the program."

  static let options: [OptionDeclaration] = [
    .required("directive", .directive, .compute, help: "The directive to describe.")
  ]

  static let values: [ValueDeclaration] = [
    ValueDeclaration("options", .integer, help: "Number of options."),
    ValueDeclaration("values", .integer, help: "Number of values."),
  ]

  static func prepare(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> String { options.text("directive") ?? "" }

  static func compute(_ name: String) throws(Diagnostic) -> String { name }

  static func present(_ name: String, _ prepared: String, _ options: Options) throws(Diagnostic) -> Result {
    guard let directive = Registry.directive(name) else { throw Diagnostic(id: "unknown-directive", "there is no '\(name)'", at: .none) }
    var result = Result()
    result.set("options", .integer(directive.options.count))
    result.set("values", .integer(directive.values.count))
    result.showsTables = true
    result.tables = [optionTable(directive), valueTable(directive)]
    return result
  }

  private static func optionTable(_ directive: any Directive.Type) -> ResultTable {
    let rows = directive.options.map { option in
      let standard = option.requirement ?? option.defaultValue.map { "`\($0.description)`" } ?? "–"
      var help = option.help
      if case .choice(let choices) = option.type {
        let helps = choices.filter { !$0.help.isEmpty }.map { "`\($0.name)`: \($0.help)" }
        if !helps.isEmpty { help += " " + helps.joined(separator: "; ") + "." }
      }
      return ["`\(option.name)`", option.typeDescription, standard, option.purpose.rawValue, help]
    }
    return ResultTable(
      name: "options", columns: ["Option", "Type", "Default", "Purpose", "Meaning"].map { ResultTable.Column($0) }, rows: rows)
  }

  private static func valueTable(_ directive: any Directive.Type) -> ResultTable {
    let rows = directive.values.map { value in
      ["`\(value.name)`", value.kind.rawValue + (value.unit.map { " (\($0))" } ?? ""), value.help]
    }
    return ResultTable(name: "values", columns: ["Value", "Kind", "Meaning"].map { ResultTable.Column($0) }, rows: rows)
  }
}
