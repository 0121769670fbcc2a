import Diagnostics
import Foundation
import Testing

/// Articles that are made to take long: each is built, in an output that grows no faster than the article, or refused at a place.
///
/// A step that takes the square of a length shows in the first suite by the time that it takes; no clock is read.
@Suite struct BombTests {
  /// What a site gives: the bytes of its pages, or how much is said about it.
  private func size(_ files: [String: String]) async throws -> (bytes: Int, findings: Int, isLocated: Bool) {
    let site = try TemporarySite(files)
    do {
      let (files, warnings) = try await site.run()
      return (files["index.html"]?.count ?? 0, warnings.diagnostics.count, true)
    } catch let report as DiagnosticReport {
      return (0, report.diagnostics.count, report.diagnostics.allSatisfy { $0.location.path != nil })
    }
  }

  private static let repeated: [(name: String, text: @Sendable (Int) -> String)] =
    ["[", "$", "*", "<", "@", "`", "~~", "[^", "{", ":", "$$ ", "&", "![", "| ", "#", "_", "~"].flatMap { sign in
      [
        ("\(sign) in one line", { String(repeating: sign, count: $0) }), ("lines of \(sign)", { String(repeating: sign + "\n", count: $0) }),
        ("\(sign)a", { String(repeating: sign + "a", count: $0) }), ("paragraphs of \(sign)a", { String(repeating: sign + "a\n\n", count: $0 / 4) }),
      ]
    } + [
      ("the same formula", { String(repeating: "$x$ ", count: $0) }),
      ("notes", { count in (0..<count).map { "a[^\($0)] " }.joined() + "\n\n" + (0..<count).map { "[^\($0)]: t\n" }.joined() }),
      ("notes without text", { count in (0..<count).map { "a[^a\($0)] " }.joined() + "\n\n" + (0..<count).map { "[^b\($0)]: t\n" }.joined() }),
      ("labels", { count in (0..<count).map { "## a {#l\($0)}\n\n" }.joined() }),
      ("references", { count in (0..<count).map { "## a {#l\($0)}\n\n@l\($0)\n\n" }.joined() }),
      ("unknown references", { count in (0..<count).map { "## a {#l\($0)}\n\n@k\($0)\n\n" }.joined() }),
      ("the same label", { String(repeating: "## a {#l}\n\n", count: $0) }), ("terms", { String(repeating: "a\n: b\n\n", count: $0) }),
      ("rows", { "| a |\n|---|\n" + String(repeating: "| 1 |\n", count: $0) }),
      ("rows with too many cells", { "| a |\n|---|\n" + String(repeating: "| 1 | 2 |\n", count: $0) }),
      ("rows with missing cells", { count in
        String(repeating: "|a", count: count / 10) + "\n" + String(repeating: "|-", count: count / 10) + "\n" + String(repeating: "|a\n", count: count)
      }),
      ("definitions of links in every note", { count in
        (0..<count).map { "[^\($0)]: [a\n\n" }.joined() + (0..<count).map { "[d\($0)]: x\n" }.joined()
      }),
      ("references to a long term", { "```{term} t\n:title: a\n" + String(repeating: "b ", count: $0) + "\n```\n\n" + String(repeating: "@t ", count: $0) }),
      ("values without names", { String(repeating: "`= `\n\n", count: $0) }), ("options", { "```{note}\n" + String(repeating: ":title: a\n", count: $0) + "```\n" }),
    ]

  @Test("what is there many times takes room in proportion", arguments: repeated.indices)
  func linear(index: Int) async throws {
    let (name, text) = Self.repeated[index]
    let (small, large) = try await (size(["index.md": "# T\n\n" + text(4_000)]), size(["index.md": "# T\n\n" + text(16_000)]))
    #expect(large.isLocated, "\(name)")
    #expect(large.bytes <= 5 * max(small.bytes, 10_000), "\(name): \(small.bytes) bytes became \(large.bytes)")
    #expect(large.findings <= 5 * max(small.findings, 1), "\(name): \(small.findings) findings became \(large.findings)")
  }

  private static let deep = 100_000
  private static let nested: [(name: String, text: @Sendable () -> String)] = [
    ("quotes", { String(repeating: "> ", count: deep) + "x" }), ("lists", { String(repeating: "- ", count: deep) + "x" }),
    ("numbered lists", { String(repeating: "1. ", count: deep) + "x" }),
    ("emphasis", { String(repeating: "*a **b ", count: deep) + String(repeating: "** *", count: deep) }),
    ("images", { String(repeating: "![", count: deep) + "x" + String(repeating: "](a)", count: deep) }),
    ("containers", { (0..<600).map { String(repeating: "`", count: 603 - $0) + "{note}\n" }.joined() + "x\n" }),
    ("braces of a formula", { "$$" + String(repeating: "{", count: deep) + "x" + String(repeating: "}", count: deep) + "$$" }),
    ("parentheses of a claim", { "```{expect}\n" + String(repeating: "(", count: deep) + "1 == 1\n```" }),
    ("one long line", { String(repeating: "a", count: 10_000_000) }),
  ]

  @Test("what is nested too deeply, or too long, is refused at its place", arguments: nested.indices)
  func refused(index: Int) async throws {
    let (name, text) = Self.nested[index]
    let found = try await size(["index.md": "# T\n\n" + text() + "\n"])
    #expect(found.bytes == 0 && found.findings > 0 && found.isLocated, "\(name)")
  }

  @Test("brackets in brackets are text")
  func brackets() async throws {
    let found = try await size(["index.md": "# T\n\n" + String(repeating: "[", count: Self.deep) + "x" + String(repeating: "]", count: Self.deep)])
    #expect(found.bytes > 2 * Self.deep && found.findings == 0)
  }

  @Test("a long chain of includes, and quotes around each, are refused at the place where they go too far")
  func includes() async throws {
    let count = 1_000
    for lead in ["", String(repeating: "> ", count: 150)] {
      var files = ["index.md": "# T\n\n```{include _0.md}\n```\n"]
      for index in 0..<count { files["_\(index).md"] = "\(lead)```{include _\(index + 1).md}\n\(lead)```\n" }
      files["_\(count).md"] = "The end.\n"
      let text = try await TemporarySite(files).errors()
      #expect(text.contains(lead.isEmpty ? "_99.md:1:13: error: files include each other more than 100 deep" : "nested more than 200 levels deep"), "\(text)")
    }
  }
}
