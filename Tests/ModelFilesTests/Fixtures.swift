import Diagnostics
import Foundation
import Inputs
import Networks
import Testing

/// The files in Tests/Fixtures.
enum Fixtures {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures").path(percentEncoded: false)

  /// Opens the fixtures, which are shown without a folder before them.
  static func workspace(_ folder: String = "") -> Workspace { Workspace(root: folder.isEmpty ? root : "\(root)/\(folder)") }

  static func bytes(_ path: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: URL(filePath: "\(root)/\(path)"))) }
}

/// What a failing step says, as a terminal shows it, with the fixtures' folder taken off; "no error" if it does not fail.
///
/// Every error must have a fix. That a file of a format has to be written anew is left out here.
func failure(_ step: () throws -> Void) -> String {
  do { try step() } catch {
    var report = DiagnosticReport()
    report.add(error: error)
    for diagnostic in report.diagnostics where diagnostic.fix == nil { Issue.record("no fix: \(diagnostic.message)") }
    let text = TerminalRenderer().render(report).replacing(Fixtures.root + "/", with: "")
    return renewals.reduce(text) { $0.replacing("\n  fix: \($1)", with: "") }
  }
  return "no error"
}

private let renewals = [
  "correct the model where it is defined, and export it again", "save the tensors again with the safetensors library",
  "write the file again by numpy.savez", "write the file again by numpy.save",
]

/// A number's bytes, little endian.
func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
  (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
}

/// A safetensors file of a header and data.
func safetensors(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
  littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + data
}
