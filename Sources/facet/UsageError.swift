import Diagnostics

/// A command line that can't be carried out as it was written: the program ends with exit code 2.
///
/// The rule for all commands: 2 is for what can be told from the command line alone (an unknown command, directive or option, a malformed
/// value, an option that is missing) and for a file or folder named there that is not there, or not what the command needs; 1 is for all
/// that depends on what files hold or on what is computed.
struct UsageError: Error {
  let report: DiagnosticReport

  init(_ diagnostic: Diagnostic) { report = DiagnosticReport([diagnostic]) }
  init(_ report: DiagnosticReport) { self.report = report }

  /// Runs a step that opens a file named on the command line; that it is missing, or of a kind that is not read, is the command line's
  /// fault.
  static func opening<Value>(_ step: () throws(Diagnostic) -> Value) throws -> Value {
    do { return try step() } catch {
      if ["missing-file", "unknown-format"].contains(error.id) { throw UsageError(error) }
      throw error
    }
  }
}
