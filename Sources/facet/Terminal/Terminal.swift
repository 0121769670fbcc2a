import Diagnostics
import Foundation

/// What the program says to people: on standard error, so that standard output holds results alone.
enum Terminal {
  /// Whether standard error is a terminal that shows colours.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil }

  /// Whether a line on standard error can be drawn anew.
  static var redraws: Bool { isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb" }

  /// Draws the line anew at which a terminal is, cut off at its width; nothing erases it.
  static func redraw(_ text: String) {
    var size = winsize()
    let width = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) - 1 : 79
    // Names come from files, and might hold anything.
    let shown = text.filter { $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }
    let line = shown.count > width ? shown.prefix(width - 1) + "…" : shown
    try? FileHandle.standardError.write(contentsOf: Data("\r\(line)\u{1B}[K".utf8))
  }

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
