import Diagnostics
import Foundation
import Inputs
import Site

/// How long a site of many pages takes that cite and refer to each other: 10 citations and 10 references on each.
enum SiteBenchmark {
  static func run(pages: Int) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "site-benchmark-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files(pages: pages) { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let workspace = Workspace(root: folder.path(percentEncoded: false))
    var report = DiagnosticReport()
    var content = Content.load(workspace, into: &report)
    let load = Stopwatch.best(of: 1) { content = Content.load(workspace, into: &report) }
    var count = 0
    let resolve = Stopwatch.best(of: 5) { count = ReferenceResolution.run(content, into: &report) }
    let start = DispatchTime.now().uptimeNanoseconds
    let build = SiteBuild(content: workspace, theme: Workspace(root: "themes/default"), jobs: ProcessInfo.processInfo.activeProcessorCount)
    let files = try await build.run().files.count
    let whole = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    guard report.isEmpty, count == 20 * pages else { throw report }
    print("site of \(pages) pages: \(count) keys resolved in \(resolve) s, parsed in \(load) s; whole build \(whole) s, \(files) files")
  }

  /// Each page refers to itself, to the page after it and to the one 7 further on, and cites 10 of 1,000 works.
  private static func files(pages: Int) -> [String: String] {
    var files = ["site.yaml": "title: Benchmark\nbibliography: works.bib\n"]
    files["works.bib"] = (0..<1_000).map { number in
      "@article{work\(number), author = {Author\(number), Ada}, title = {Work {\(number)}}, journal = {Journal}, year = {\(1950 + number % 70)}}\n"
    }.joined()
    for page in 0..<pages {
      let next = (1...3).map { "[@page\((page + $0) % pages).md#theorem-\($0)]" }
      let far = (1...3).map { "[@page\((page + 7 * $0) % pages).md#section-\($0)]" }
      let own = ["@theorem-1", "@theorem-2", "@section-1", "@section-3"]
      let cited = (0..<10).map { "[@work\((page * 31 + $0 * 97) % 1_000)]" }
      files["page\(page).md"] = """
        # Page \(page)

        \((1...3).map { "## Section \($0) {#section-\($0)}\n\n```{theorem} theorem-\($0)\nA statement.\n```\n" }.joined(separator: "\n"))
        See \((next + far + own).joined(separator: ", ")).

        Cited: \(cited.joined(separator: ", ")).

        """
    }
    return files
  }
}
