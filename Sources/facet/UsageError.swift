import Diagnostics

/// A command line that can't be carried out as it was written: the program ends with exit code 2.
struct UsageError: Error {
  let report: DiagnosticReport

  init(_ diagnostic: Diagnostic) { report = DiagnosticReport([diagnostic]) }
  init(_ report: DiagnosticReport) { self.report = report }
}
