import Diagnostics
import Foundation

/// What the program says to people: on standard error, so that standard output holds results alone.
enum Terminal {
  /// Whether standard error is a terminal that shows colours.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil }

  static func note(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8)) }

  /// All findings, and how many errors there are.
  static func print(_ report: DiagnosticReport) {
    guard !report.isEmpty else { return }
    note(TerminalRenderer(colored: isInteractive).render(report))
    let count = report.errorCount
    if count > 0 { note(count == 1 ? "1 error" : "\(count) errors") }
  }

  /// Results on standard output.
  static func result(_ text: String) throws {
    do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch {
      throw Diagnostic(id: "unwritable", "standard output can't be written", at: .none, fix: "check where the output goes")
    }
  }

  static func exit(_ code: Int32) -> Never { Foundation.exit(code) }
}
