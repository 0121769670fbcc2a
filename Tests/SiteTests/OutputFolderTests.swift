import Foundation
import Site
import Testing

@Suite struct OutputFolderTests {
  private let base = FileManager.default.temporaryDirectory.appending(path: "output-\(UUID().uuidString)").path(percentEncoded: false)
  private let home = Array("<meta name=\"generator\" content=\"Facet\">".utf8)

  @Test("a site replaces the one before as a whole, and one that is the same is left alone")
  func replacement() throws {
    defer { try? FileManager.default.removeItem(atPath: base) }
    let output = OutputFolder(path: "\(base)/site/")
    #expect(try output.replace(with: ["index.html": home, "a/b.txt": [1]]))
    #expect(try !output.replace(with: ["index.html": home, "a/b.txt": [1]]))
    #expect(output.differences(from: ["index.html": home, "c.txt": [], "a/b.txt": [2]]) == [.changed("a/b.txt"), .missing("c.txt")])
    #expect(try output.replace(with: ["index.html": home]))
    #expect(output.differences(from: ["index.html": home]) == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: base) == ["site"])
  }

  @Test("a folder that Facet did not make is not touched")
  func foreign() throws {
    defer { try? FileManager.default.removeItem(atPath: base) }
    try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    try Data("precious".utf8).write(to: URL(filePath: "\(base)/thesis.tex"))
    #expect(throws: (any Error).self) { try OutputFolder(path: base).replace(with: ["index.html": home]) }
    #expect(FileManager.default.contents(atPath: "\(base)/thesis.tex") == Data("precious".utf8))
  }
}
