import Diagnostics
import Inputs
import ModelFiles
import Networks

/// The files that one directive may read, by paths relative to its article; its workspace remembers which ones it read.
package struct InputScope: Sendable {
  package let workspace: Workspace
  /// The folder of the article, relative to the workspace; empty for its root.
  private let folder: String

  package init(workspace: Workspace, folder: String) {
    self.workspace = workspace.scope()
    self.folder = folder
  }

  /// What was read so far, by path.
  package var inputs: [Workspace.Input] { workspace.inputs }

  /// A path relative to the article as one relative to the workspace.
  package func resolve(_ path: String) -> String { RelativePath.join(folder, path) }

  /// Reads a model file; diagnostics point at `range`, the place that named it.
  package func model(_ path: String, activation: SequentialActivation?, at range: SourceRange?) throws(Diagnostic) -> Network {
    do { return try ModelFile.load(resolve(path), from: workspace, options: ModelOptions(activation: activation)) } catch {
      throw error.located(at: range)
    }
  }

  /// The bytes of an ONNX file with the weights of `network`, which was read from it; `nil` for a model of another format, which holds no graph.
  package func rewritten(_ path: String, with network: Network) throws(Diagnostic) -> [UInt8]? {
    ModelOption.holdsGraph(path) ? try ONNXFile.bytes(of: network, at: resolve(path), from: workspace) : nil
  }

  /// Reads a CSV file as a table of named columns. Diagnostics about its contents point into it.
  package func table(_ path: String, at range: SourceRange?) throws(DiagnosticReport) -> CSVTable {
    do { return try DataFile.table(resolve(path), from: workspace) } catch {
      throw DiagnosticReport(error.diagnostics.map { $0.located(at: range) })
    }
  }

  /// Reads an array of an `.npy` or `.npz` file; diagnostics point at `range`, the place that named the file or the array.
  package func array(_ path: String, member: String?, at range: SourceRange?) throws(Diagnostic) -> Tensor {
    do { return try DataFile.array(resolve(path), member: member, from: workspace) } catch { throw error.located(at: range) }
  }
}
