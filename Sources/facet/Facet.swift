import ArgumentParser
import Diagnostics
import Directives

/// The program `facet`.
@main
struct Facet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facet",
    abstract: "Builds articles whose figures and numbers are computed, exactly, from real networks.",
    version: EngineVersion.current,
    subcommands: [
      BuildCommand.self, CheckCommand.self, RenderCommand.self, RunCommand.self, ModelCommand.self, DirectivesCommand.self, NewCommand.self,
    ])

  /// Exit codes: 0 for success, 1 for errors in the content, 2 for a command that can't be understood (see `UsageError`), 70 for a
  /// fault of Facet's own.
  static func main() async {
    do {
      try checkName()
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      finish(error)
    }
  }

  /// A first word that is no command, with the nearest one; the parser would only call it unexpected.
  private static func checkName() throws(UsageError) {
    guard let name = CommandLine.arguments.dropFirst().first, !name.hasPrefix("-") else { return }
    let names = configuration.subcommands.map { $0._commandName } + ["help"]
    guard !names.contains(name) else { return }
    throw UsageError(
      Diagnostic(id: "unknown-command", "there is no command '\(name)'", at: .none, fix: Suggestion.fix(for: name, in: names)))
  }

  private static func finish(_ error: any Error) -> Never {
    if let error = error as? UsageError {
      Terminal.print(error.report)
      exit(withCode: 2)
    }
    if error is Diagnostic || error is DiagnosticReport {
      var report = DiagnosticReport()
      report.add(error: error)
      Terminal.print(report)
      exit(withCode: report.diagnostics.contains { $0.id == "internal" } ? 70 : 1)
    }
    switch exitCode(for: error) {
    case .validationFailure:
      Terminal.note(fullMessage(for: error))
      exit(withCode: 2)
    case .success:
      print(fullMessage(for: error))
      exit(withCode: 0)
    default:
      if let code = error as? ExitCode { exit(withCode: code.rawValue) }
      Terminal.note("\(error)")
      exit(withCode: 70)
    }
  }

  private static func exit(withCode code: Int32) -> Never { Terminal.exit(code) }
}
