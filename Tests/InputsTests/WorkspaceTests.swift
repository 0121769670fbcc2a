import Diagnostics
import Foundation
import Inputs
import Testing

@Suite struct WorkspaceTests {
  /// A folder with `a.txt` and `sub/b.txt`, beside a file that lies outside.
  private func folder() throws -> URL {
    let base = FileManager.default.temporaryDirectory.appending(path: "workspace-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: base.appending(path: "in/sub"), withIntermediateDirectories: true)
    try Data("abc".utf8).write(to: base.appending(path: "in/a.txt"))
    try Data("b".utf8).write(to: base.appending(path: "in/sub/b.txt"))
    try Data("secret".utf8).write(to: base.appending(path: "outside.txt"))
    return base
  }

  @Test("what is read is recorded with the SHA-256 of FIPS 180-4")
  func record() throws {
    let base = try folder()
    defer { try? FileManager.default.removeItem(at: base) }
    let workspace = Workspace(root: base.appending(path: "in").path(percentEncoded: false))
    #expect(try workspace.read("a.txt") == Array("abc".utf8))
    #expect(workspace.inputs.map(\.path) == ["a.txt"])
    #expect(workspace.inputs.first?.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try workspace.files() == ["a.txt", "sub/b.txt"])
  }

  @Test(
    "no path leaves the folder, be it absolute, by dots or by a symbolic link",
    arguments: ["/etc/hostname", "../outside.txt", "link", "sub/../../outside.txt"])
  func confinement(path: String) throws {
    let base = try folder()
    defer { try? FileManager.default.removeItem(at: base) }
    let root = base.appending(path: "in")
    try FileManager.default.createSymbolicLink(at: root.appending(path: "link"), withDestinationURL: base.appending(path: "outside.txt"))
    #expect(performing: { try Workspace(root: root.path(percentEncoded: false)).read(path) }, throws: { ($0 as? Diagnostic)?.id == "outside" })
  }

  @Test(
    "a file that is no UTF-8 is an error at the first byte that is wrong",
    arguments: [([0x61, 0x0A, 0xC3, 0xA4, 0xE4, 0x62], 2, 3), ([0xFF], 1, 1)])
  func encoding(bytes: [UInt8], line: Int, column: Int) throws {
    let error = #expect(throws: Diagnostic.self) { try Workspace.text(bytes, shownAs: "a.md") }
    #expect(error?.location.position?.line == line && error?.location.position?.column == column && error?.fix == "save the file as UTF-8")
  }

  @Test("a missing file's error names the nearest one")
  func missing() throws {
    let base = try folder()
    defer { try? FileManager.default.removeItem(at: base) }
    let workspace = Workspace(root: base.appending(path: "in").path(percentEncoded: false))
    #expect(performing: { try workspace.read("sub/c.txt") }, throws: { ($0 as? Diagnostic)?.fix == "did you mean 'b.txt'?" })
    #expect(performing: { try workspace.read("sub") }, throws: { ($0 as? Diagnostic)?.message == "this is a folder, not a file" })
  }

  @Test("relative paths are worked out as URLs are")
  func relativePaths() {
    #expect(RelativePath.join("articles", "../models/a.onnx") == "models/a.onnx")
    #expect(RelativePath.join("", "../a") == "../a")
    #expect(RelativePath.relative(from: "articles/a.html", to: "articles/b.html") == "b.html")
    #expect(RelativePath.relative(from: "articles/a.html", to: "index.html") == "../index.html")
    #expect(RelativePath.relative(from: "a/b/c.html", to: "a/d/e.html") == "../d/e.html")
  }
}
