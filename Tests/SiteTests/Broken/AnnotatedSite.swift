import Diagnostics
import Foundation
import Markup

/// A site whose files say themselves what is wrong with them.
///
/// A line such as `<!-- error 8: message | fix -->` belongs to the last line before it that is not of this kind: there, at that
/// column, the message is expected with its fix. Such lines are taken out before the site is built, so they may stand inside
/// anything. `note` stands for the second place of a finding. BibTeX files use `%`, YAML and CSV files `#` in place of `<!--`.
/// Column 0 stands for the whole file, and THEME for the folder of the theme.
struct AnnotatedSite {
  /// The files without the expectations.
  private(set) var files: [String: String] = [:]
  /// As in `path:line:column: severity: message | fix`, sorted.
  private(set) var expected: [String] = []

  static let folder = TemporarySite.root.appending(path: "Tests/Fixtures/sites/broken")

  /// The names of all such sites.
  static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []).sorted()

  init(_ name: String) throws {
    let folder = Self.folder.appending(path: name)
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted() {
      let url = folder.appending(path: path)
      if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true { continue }
      read(path, try String(contentsOf: url, encoding: .utf8))
    }
    expected.sort()
  }

  private mutating func read(_ path: String, _ text: String) {
    var kept: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard let match = line.wholeMatch(of: /(<!--|%|#) (error|warning|note) (\d+): (.*?)( -->)?/) else {
        kept.append(line)
        continue
      }
      let place = match.3 == "0" ? "" : "\(kept.count):\(match.3):"
      expected.append("\(path):\(place) \(match.2): \(match.4)")
    }
    files[path] = kept.joined(separator: "\n")
  }

  /// What the build finds, in the same form.
  func found() async throws -> [String] {
    let site = try TemporarySite(files)
    let root = site.folder.path(percentEncoded: false) + "/"
    var report = DiagnosticReport()
    do { report = try await site.run().warnings } catch { report.add(error: error) }
    func line(_ location: Diagnostic.Location, _ text: String) -> String {
      let place = location.position.map { "\($0.line):\($0.column):" } ?? ""
      let theme = TemporarySite.root.appending(path: "themes/default").path(percentEncoded: false)
      return "\(location.path ?? ""):\(place) \(text)".replacingOccurrences(of: root, with: "").replacingOccurrences(of: theme, with: "THEME")
    }
    let lines = report.sorted.flatMap { finding in
      let fix = finding.fix.map { " | \($0)" } ?? ""
      return [line(finding.location, "\(finding.severity.rawValue): \(finding.message)\(fix)")]
        + finding.notes.map { line($0.location, "note: \($0.message)") }
    }
    // A second place that several findings name is written once.
    return Set(lines).sorted()
  }
}
