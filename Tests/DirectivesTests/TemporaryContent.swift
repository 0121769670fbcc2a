import Diagnostics
import Directives
import Foundation
import Inputs
import Markup

/// Files in a folder that goes away with the test.
final class TemporaryContent {
  let folder: URL
  let workspace: Workspace

  static let network = #"{"layers": [{"w": [[1, 0], [0, 1]], "b": [0, 0]}, {"w": [[1, 1]], "b": [-0.5]}]}"#

  init(_ files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "directives-\(UUID().uuidString)")
    for (name, text) in files.merging(["net.json": Self.network], uniquingKeysWith: { first, _ in first }) {
      let url = folder.appending(path: name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    workspace = Workspace(root: folder.path(percentEncoded: false))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A directive with the given body; `source` is called `a.md` in messages.
  func run(_ name: String, _ body: String) throws -> DirectiveRun {
    let directive = Registry.directive(name)!
    let source = Source(path: "a.md", text: body)
    let scope = InputScope(workspace: workspace, folder: "")
    return try DirectiveRun(directive, body: try YAMLParser.parse(YAMLText(source)), at: nil, scope: scope)
  }

  /// What is wrong with a directive, as a terminal shows it, without the folder's own path.
  func errors(_ name: String, _ body: String) -> String {
    do {
      _ = try run(name, body)
      return ""
    } catch {
      var report = DiagnosticReport()
      report.add(error: error)
      return TerminalRenderer().render(report).replacingOccurrences(of: folder.path(percentEncoded: false) + "/", with: "")
    }
  }
}
