import Directives
import Foundation
import Testing

/// A directive is complete when its file, its line in the registry and its reference page are there.
@Suite struct RegistryTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String { try String(contentsOf: root.appending(path: path), encoding: .utf8) }

  @Test("every directive has a file in Builtin and a reference page with its declaration", arguments: Registry.directives.map { $0.name })
  func complete(name: String) throws {
    let words = name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    let source = try Self.text("Sources/Directives/Builtin/\(words)Directive.swift")
    #expect(source.contains("static let name = \"\(name)\""))
    let page = try Self.text("content/reference/\(name).md")
    #expect(page.contains("```{declaration}\ndirective: \(name)\n"))
  }

  @Test("every file in Builtin declares a directive, and all are registered")
  func registered() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appending(path: "Sources/Directives/Builtin").path(percentEncoded: false))
    let declared = try files.map { file in
      let text = try Self.text("Sources/Directives/Builtin/\(file)")
      return try #require(text.firstMatch(of: /static let name = "([a-z-]+)"/)).1
    }
    #expect(declared.sorted().map(String.init) == Registry.directives.map { $0.name }.sorted())
    #expect(Registry.directives.map { $0.name } == Registry.directives.map { $0.name }.sorted())
  }

  @Test("names are words with hyphens, told apart, and every option and value has help", arguments: Registry.directives.map { $0.name })
  func declarations(name: String) throws {
    let directive = try #require(Registry.directive(name))
    let options = directive.options.map(\.name), values = directive.values.map(\.name)
    #expect(Set(options).count == options.count && Set(values).count == values.count)
    for name in options { #expect(name.wholeMatch(of: /[a-z]+[0-9]*(-[a-z]+)*/) != nil, "\(name)") }
    for name in values { #expect(name.wholeMatch(of: /[a-z]+[0-9]*([-.][a-z]+[0-9]*)*/) != nil, "\(name)") }
    #expect(directive.options.allSatisfy { $0.help.hasSuffix(".") } && directive.values.allSatisfy { $0.help.hasSuffix(".") })
    #expect(!directive.summary.isEmpty && !directive.convention.isEmpty)
  }
}
