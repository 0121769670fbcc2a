import Diagnostics
import Foundation
import Inputs
import Site

/// A content folder that goes away with the test, built with the repository's own theme.
final class TemporarySite {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  let folder: URL

  init(_ files: [String: String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "site-\(UUID().uuidString)")
    for (name, text) in files.merging(Self.network, uniquingKeysWith: { first, _ in first }) {
      let url = folder.appending(path: name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static let network = ["net.json": #"{"layers": [{"w": [[1, 0], [0, 1]], "b": [0, 0]}, {"w": [[1, 1]], "b": [-0.5]}]}"#]

  func build(jobs: Int = 2) async throws -> [String: [UInt8]] { try await run(jobs: jobs).files }

  func run(jobs: Int = 2) async throws -> (files: [String: [UInt8]], warnings: DiagnosticReport) {
    let theme = Workspace(root: Self.root.appending(path: "themes/default").path(percentEncoded: false))
    let content = Workspace(root: folder.path(percentEncoded: false))
    return try await SiteBuild(content: content, theme: theme, jobs: jobs).run()
  }

  /// What is wrong with a theme, as a terminal shows it.
  static func errors(ofTheme folder: URL) async -> String {
    do {
      _ = try Theme(Workspace(root: folder.path(percentEncoded: false)))
      return ""
    } catch {
      return TerminalRenderer().render(error)
    }
  }

  func page(_ url: String) async throws -> String { String(decoding: try await build()[url] ?? [], as: UTF8.self) }

  /// What is wrong with the content, as a terminal shows it, without the folder's own path.
  func errors() async -> String {
    do {
      _ = try await build()
      return ""
    } catch {
      var report = DiagnosticReport()
      report.add(error: error)
      return TerminalRenderer().render(report).replacingOccurrences(of: folder.path(percentEncoded: false) + "/", with: "")
    }
  }
}
