import Foundation
import Testing

/// The rules of the source tree that no compiler checks.
@Suite struct ArchitectureTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// What each target may import; the README shows the same layers.
  static let allowed: [String: Set<String>] = [
    "Diagnostics": [],
    "JSON": [],
    "Linear": ["BigInt", "Dispatch", "Synchronization"],
    "Networks": ["Diagnostics", "Linear", "Foundation"],
    "Inputs": ["Diagnostics", "CCrypto", "Foundation", "Synchronization"],
    "Markup": ["Diagnostics", "CCMark", "Yams"],
    "ModelFiles": [
      "Diagnostics", "JSON", "Inputs", "Networks", "Linear", "CZlib", "SwiftProtobuf", "Foundation", "FoundationEssentials",
    ],
    "Mathematics": ["Diagnostics", "CDuktape", "Foundation", "Synchronization"],
    "Bibliography": ["Diagnostics", "JSON", "Foundation"],
    "Highlighting": [],
    "Figures": ["CPNG", "Foundation"],
    "Regions": ["Diagnostics", "Networks", "Linear", "CKernels", "Dispatch", "Synchronization"],
    "Symmetry": ["Diagnostics", "Networks", "Linear", "BigInt", "CKernels"],
    "Directives": [
      "Diagnostics", "Inputs", "Markup", "ModelFiles", "Networks", "Linear", "Figures", "Regions", "Symmetry", "Foundation", "Synchronization",
    ],
    "Site": [
      "Diagnostics", "Inputs", "ModelFiles", "Markup", "Mathematics", "Bibliography", "Highlighting", "Figures", "Directives", "Mustache",
      "Foundation", "Synchronization",
    ],
    "facet": [
      "Diagnostics", "Inputs", "Markup", "ModelFiles", "Networks", "Figures", "Directives", "Site", "ArgumentParser", "Foundation",
      "Synchronization", "Dispatch",
    ],
  ]

  /// The Swift files under a folder of the repository, by their paths in it.
  static func sources(under folder: String) throws -> [(path: String, lines: [Substring])] {
    let base = root.appending(path: folder)
    let walker = try #require(FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil))
    return try walker.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map { url in
      let path = String(url.path(percentEncoded: false).dropFirst(root.path(percentEncoded: false).count))
      return (path, try String(contentsOf: url, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  private static func imports(_ lines: [Substring]) -> [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(of: "import"), words[..<index].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "internal" })
      else { return nil }
      return words.dropFirst(index + 1).first.map(String.init)
    }
  }

  @Test("every target imports only what is below it")
  func imports() throws {
    for (path, lines) in try Self.sources(under: "Sources") {
      let target = String(path.split(separator: "/")[1])
      let allowed = try #require(Self.allowed[target], "\(target) is not in the table of targets")
      for module in Self.imports(lines) { #expect(allowed.contains(module), "\(path) imports \(module)") }
    }
  }

  @Test("libraries in C are imported by one file each", arguments: ["CCMark", "CPNG", "CCrypto", "CDuktape"])
  func singleImporters(module: String) throws {
    let importers = try Self.sources(under: "Sources").filter { Self.imports($0.lines).contains(module) }.map(\.path)
    #expect(importers.count == 1, "\(module): \(importers)")
  }

  @Test("only Workspace reads files, and only what is in Site/Output writes them")
  func doors() throws {
    let doors = ["Sources/Inputs/Workspace.swift", "Sources/Site/Output/"]
    for (path, lines) in try Self.sources(under: "Sources") where !doors.contains(where: path.hasPrefix) {
      for call in [
        "Data(contentsOf:", "String(contentsOf", ".write(to:", "contents(atPath", "fopen", "fwrite", "InputStream", "OutputStream",
        "FileHandle(", "createFile(", "copyItem", "moveItem", "removeItem",
      ] {
        #expect(!lines.contains { $0.contains(call) }, "\(path) uses \(call)")
      }
    }
  }

  @Test("no file is over 400 lines, and half of them are at most 100")
  func lengths() throws {
    let files = try Self.sources(under: "Sources").filter { !$0.path.hasSuffix(".pb.swift") }
    for file in files { #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines") }
    let counts = files.map(\.lines.count).sorted()
    #expect(counts[counts.count / 2] <= 100)
  }

  @Test("no file or type is called a manager, a helper, or the like")
  func names() throws {
    for (path, _) in try Self.sources(under: "Sources") {
      for word in ["Utils", "Core", "Common", "Helper", "Manager"] { #expect(!path.contains(word), "\(path)") }
    }
  }
}
