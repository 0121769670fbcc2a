import Diagnostics

/// Checks identifiers and addresses as they are read; what would be no link, or an unsafe one, is left out with a warning.
struct LinkReader {
  func doi(_ text: String, at location: Diagnostic.Location, report: inout DiagnosticReport) -> String {
    if let doi = Identifiers.doi(text) { return doi }
    report.add(
      Diagnostic(.warning, id: "bad-doi", "'\(text)' is not a DOI; it is left out", at: location, fix: "write it as 10.1000/182"))
    return ""
  }

  func url(_ text: String, at location: Diagnostic.Location, report: inout DiagnosticReport) -> String {
    if let url = Identifiers.url(text) { return url }
    report.add(
      Diagnostic(
        .warning, id: "unsafe-url", "'\(text.prefix(80))' is not an http or https address; it is left out", at: location,
        fix: text.hasPrefix("www.") ? "write https://\(text)" : "write an address that begins with https://"))
    return ""
  }
}
