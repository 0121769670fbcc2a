import Diagnostics
import Networks

/// Several named arrays in NumPy's NPZ format: a ZIP archive whose members are NPY files.
package struct NumPyArchive: Sendable {
  private let archive: ZIPArchive

  /// Opens an archive. Throws a `Diagnostic` if its directory is broken; the arrays are not yet unpacked.
  package init(_ bytes: [UInt8], at location: Diagnostic.Location) throws(Diagnostic) {
    archive = try ZIPArchive(BinaryFile(bytes: bytes, location: location, id: "bad-npz"))
  }

  /// The names of the arrays, sorted.
  package var names: [String] {
    archive.members.keys.filter { $0.hasSuffix(".npy") }.map { String($0.dropLast(4)) }.sorted()
  }

  /// One array, read as `NumPyFile` does. Throws a `Diagnostic` if it is not there or broken.
  package func array(_ name: String) throws(Diagnostic) -> Tensor {
    guard let member = archive.members["\(name).npy"] else {
      throw Diagnostic(
        id: "missing-array", "the archive has no array '\(name)'", at: archive.file.location,
        fix: Suggestion.fix(for: name, in: names))
    }
    let bytes = try archive.contents(of: member)
    let file = BinaryFile(bytes: bytes, location: archive.file.location, id: "bad-npz")
    do { return try NumPyFile.array(file) } catch {
      var diagnostic = error
      diagnostic.message = "array '\(name)': \(error.message)"
      throw diagnostic
    }
  }
}
