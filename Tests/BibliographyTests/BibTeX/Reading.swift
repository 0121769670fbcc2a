import Bibliography
import Diagnostics
import Testing

/// What a .bib text reads as, with the findings as lines.
struct Reading {
  let references: [Reference]
  let report: DiagnosticReport

  init(_ text: String) {
    var report = DiagnosticReport()
    references = BibTeXReader.read(Source(path: "a.bib", text: text), report: &report)
    self.report = report
  }

  /// `line:column: id`, in order.
  var findings: [String] {
    report.sorted.map { diagnostic in
      let position = diagnostic.location.position
      return "\(position?.line ?? 0):\(position?.column ?? 0): \(diagnostic.id)"
    }
  }

  var keys: [String] { references.map(\.key) }

  func work(_ key: String) throws -> Work { try #require(references.first { $0.key == key }).work }

  /// The only work of a text without findings.
  static func only(_ text: String) throws -> Work {
    let reading = Reading(text)
    #expect(reading.findings.isEmpty, "\(reading.report.sorted.map(\.message))")
    return try #require(reading.references.count == 1 ? reading.references.first : nil).work
  }
}
