import Diagnostics
import Inputs
import ModelFiles
import Networks
import Synchronization

/// The files that one directive may read, by paths relative to its article; it remembers which ones it read.
package final class InputScope: Sendable {
  package let workspace: Workspace
  /// The folder of the article, relative to the workspace; empty for its root.
  private let folder: String
  private let paths = Mutex<Set<String>>([])

  package init(workspace: Workspace, folder: String) {
    self.workspace = workspace
    self.folder = folder
  }

  /// What was read so far, by path.
  package var inputs: [Workspace.Input] {
    paths.withLock { $0.sorted() }.compactMap { workspace.input($0) }
  }

  /// A path relative to the article as one relative to the workspace.
  package func resolve(_ path: String) -> String { RelativePath.join(folder, path) }

  /// Reads a model file; diagnostics point at `range`, the place that named it.
  package func model(_ path: String, at range: SourceRange?) throws(Diagnostic) -> Network {
    let resolved = resolve(path)
    do {
      let network = try ModelFile.load(resolved, from: workspace)
      _ = paths.withLock { $0.insert(resolved) }
      return network
    } catch {
      throw error.located(at: range)
    }
  }

  /// Reads a CSV file as a table of named columns. Diagnostics about its contents point into it.
  package func table(_ path: String, at range: SourceRange?) throws(DiagnosticReport) -> CSVTable {
    let resolved = resolve(path)
    let source: Source
    do { source = try workspace.readText(resolved) } catch { throw DiagnosticReport([error.located(at: range)]) }
    _ = paths.withLock { $0.insert(resolved) }
    return try CSVTable.parse(source)
  }
}
