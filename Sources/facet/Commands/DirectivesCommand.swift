import ArgumentParser
import Diagnostics
import Directives

struct DirectivesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "directives", abstract: "List the directives, or the options and values of one.")

  @Argument(help: "A directive.")
  var name: String?

  func run() throws {
    guard let name else {
      let width = Registry.directives.map { $0.name.count }.max() ?? 0
      for directive in Registry.directives {
        try Terminal.result("\(Self.padded(directive.name, width))  \(directive.summary)\n")
      }
      return
    }
    if let unknown = Registry.unknownDirective(name, at: nil) { throw UsageError(unknown) }
    if let directive = Registry.directive(name) { try Terminal.result(Self.description(of: directive)) }
  }

  private static func description(of directive: any Directive.Type) -> String {
    var lines = [directive.summary, "", "options"]
    let width = (directive.options.map(\.name.count) + directive.values.map(\.name.count)).max() ?? 0
    for option in directive.options {
      let standard = option.requirement ?? option.defaultValue.map { "default \($0.description)" } ?? "optional"
      lines.append("  \(padded(option.name, width))  \(option.typeDescription.filter { $0 != "`" }) (\(standard.filter { $0 != "`" }))")
      lines.append("  \(padded("", width))  \(option.help)")
    }
    lines += ["", "values"]
    for value in directive.values { lines.append("  \(padded(value.name, width))  \(value.kind.rawValue): \(value.help)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
}
