import Diagnostics
import Inputs
import Networks

/// Tables and arrays of data that articles refer to.
package enum DataFile {
  /// The table in a `.csv` file. Throws a report with every broken row.
  package static func table(_ path: String, from workspace: Workspace) throws(DiagnosticReport) -> CSVTable {
    guard FileEnding(path) == "csv" else { throw DiagnosticReport([unknown(path, workspace, "a table", ".csv")]) }
    let source: Source
    do { source = try workspace.readText(path) } catch { throw DiagnosticReport([error]) }
    return try CSVTable.parse(source)
  }

  /// The array in a `.npy` file, or the member of a `.npz` file; `member` may be left out where there is only one.
  ///
  /// Values are exact; infinities and NaN are passed on.
  package static func array(
    _ path: String, member: String? = nil, from workspace: Workspace
  ) throws(Diagnostic) -> Tensor {
    let location = Diagnostic.Location.file(workspace.shown(path))
    let ending = FileEnding(path)
    guard ending == "npy" || ending == "npz" else { throw unknown(path, workspace, "an array", ".npy or .npz") }
    let bytes = try workspace.read(path)
    try BinaryFile(bytes: bytes, location: location, id: "bad-\(ending.text)").refuseLargeFilePointer()
    guard ending == "npz" else {
      guard member == nil else {
        throw Diagnostic(
          id: "missing-array", "an NPY file holds one array without a name", at: location, fix: "leave out the name")
      }
      return try NumPyFile.array(bytes, at: location)
    }
    let archive = try NumPyArchive(bytes, at: location)
    if let member { return try archive.array(member) }
    guard let only = archive.names.first, archive.names.count == 1 else {
      throw Diagnostic(
        id: "missing-array", "the archive holds \(archive.names.count) arrays, and none is named", at: location,
        fix: archive.names.isEmpty ? "write the arrays again by numpy.savez" : "name one of: \(archive.names.joined(separator: ", "))")
    }
    return try archive.array(only)
  }

  private static func unknown(_ path: String, _ workspace: Workspace, _ what: String, _ endings: String) -> Diagnostic {
    Diagnostic(
      id: "unknown-format", "\(FileEnding(path).description) is not a format from which \(what) is read",
      at: .file(workspace.shown(path)), fix: "use a file that ends in \(endings)")
  }
}
