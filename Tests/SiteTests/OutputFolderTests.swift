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
    #expect(
      output.differences(from: ["index.html": home, "c.txt": [], "a/b.txt": [2]]) == [
        .changed(".facet"), .changed("a/b.txt"), .missing("c.txt"),
      ])
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

  @Test("what others put into the folder of a site stays: dot files, and files that Facet did not write")
  func foreignFiles() throws {
    defer { try? FileManager.default.removeItem(atPath: base) }
    let output = OutputFolder(path: base)
    try output.replace(with: ["index.html": home, "old.html": home])
    for name in ["CNAME", ".nojekyll"] { try Data("kept".utf8).write(to: URL(filePath: "\(base)/\(name)")) }
    try FileManager.default.createDirectory(atPath: "\(base)/.git/refs", withIntermediateDirectories: true)
    try Data("ref".utf8).write(to: URL(filePath: "\(base)/.git/refs/main"))
    try output.replace(with: ["index.html": home])
    for name in ["CNAME", ".nojekyll", ".git/refs/main"] { #expect(FileManager.default.fileExists(atPath: "\(base)/\(name)"), "\(name)") }
    #expect(!FileManager.default.fileExists(atPath: "\(base)/old.html"))
    #expect(output.differences(from: ["index.html": home]) == [])
  }

  @Test("what a killed build left beside the site goes with the next build, and nothing else does")
  func leftovers() throws {
    defer { try? FileManager.default.removeItem(atPath: base) }
    func make(_ name: String, _ manifest: String?) throws {
      try FileManager.default.createDirectory(atPath: "\(base)/\(name)", withIntermediateDirectories: true)
      try Data("x".utf8).write(to: URL(filePath: "\(base)/\(name)/index.html"))
      if let manifest { try Data(manifest.utf8).write(to: URL(filePath: "\(base)/\(name)/.facet")) }
    }
    // Left behind; made by someone else; of a build that runs now; of another output; only just begun.
    try make("site.facet-new-0", "index.html\n")
    try make("site.facet-new-1", nil)
    try make("site.facet-new-2", "index.html\n")
    try make("other.facet-new-0", "index.html\n")
    try make("site.facet-new-4", "")
    try make("site.facet-new-x", "index.html\n")
    let running = open("\(base)/site.facet-new-2/.facet", O_RDWR)
    defer { close(running) }
    #expect(flock(running, LOCK_EX | LOCK_NB) == 0)
    let output = OutputFolder(path: "\(base)/site")
    #expect(try output.replace(with: ["index.html": home]))
    let kept = ["other.facet-new-0", "site", "site.facet-new-1", "site.facet-new-2", "site.facet-new-4", "site.facet-new-x"]
    #expect(try FileManager.default.contentsOfDirectory(atPath: base).sorted() == kept)
    try make("site.facet-new-0", "index.html\n")
    #expect(try !output.replace(with: ["index.html": home]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: base).sorted() == kept)
  }

  @Test("builds into different outputs of one folder at the same time do not disturb one another")
  func concurrentBuilds() async throws {
    defer { try? FileManager.default.removeItem(atPath: base) }
    let (base, home) = (base, home)
    try await withThrowingTaskGroup { group in
      for number in 0..<8 {
        group.addTask {
          for round in 0..<5 { try OutputFolder(path: "\(base)/site\(number)").replace(with: ["index.html": home, "n.txt": [UInt8(round)]]) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: base).sorted() == (0..<8).map { "site\($0)" })
  }

  @Test("a file in place of the folder, and names that lead out of it, are refused")
  func refusals() throws {
    defer { try? FileManager.default.removeItem(atPath: base) }
    try Data("precious".utf8).write(to: URL(filePath: base))
    #expect(throws: (any Error).self) { try OutputFolder(path: base).replace(with: ["index.html": home]) }
    #expect(FileManager.default.contents(atPath: base) == Data("precious".utf8))
    for name in ["../out.html", "a/../../out.html", "/out.html", ""] {
      #expect(throws: (any Error).self) { try OutputFolder(path: "\(base)-site").replace(with: [name: home]) }
    }
    #expect(!FileManager.default.fileExists(atPath: "\(base)-site"))
  }
}
