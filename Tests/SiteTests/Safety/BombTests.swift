import Diagnostics
import Foundation
import Testing

/// Articles that are made to take long: each is built, in an output that grows no faster than the article, or refused at a place.
///
/// A step that takes the square of a length shows in this suite by the time that it takes; no clock is read.
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

  struct Shape: Sendable {
    let name: String
    let text: @Sendable (Int) -> String

    init(_ name: String, _ text: @escaping @Sendable (Int) -> String) { (self.name, self.text) = (name, text) }

    /// A piece many times.
    static func times(_ name: String, _ piece: String) -> Shape {
      Shape(name) { (count: Int) -> String in String(repeating: piece, count: count) }
    }

    /// A piece made of each number.
    static func each(_ name: String, _ piece: @escaping @Sendable (Int) -> String) -> Shape {
      Shape(name) { (count: Int) -> String in (0..<count).map(piece).joined() }
    }

    /// One shape after the other.
    func then(_ other: Shape) -> Shape { Shape(name) { (count: Int) -> String in text(count) + "\n\n" + other.text(count) } }
  }

  private static func shapes(of sign: String) -> [Shape] {
    [
      .times("\(sign) in one line", sign), .times("lines of \(sign)", sign + "\n"), .times("\(sign)a in one line", sign + "a"),
      .times("paragraphs of \(sign)a", sign + "a\n\n"),
    ]
  }

  private static let signs: [String] = ["[", "$", "*", "<", "@", "`", "~~", "[^", "{", ":", "$$ ", "&", "![", "| ", "#", "_", "~"]

  private static let others: [Shape] = [
    .times("the same formula", "$x$ "), .each("notes") { "a[^\($0)] " }.then(.each("") { "[^\($0)]: t\n" }),
    .each("notes without text") { "a[^a\($0)] " }.then(.each("") { "[^b\($0)]: t\n" }), .each("labels") { "## a {#l\($0)}\n\n" },
    .each("references") { "## a {#l\($0)}\n\n@l\($0)\n\n" }, .each("unknown references") { "## a {#l\($0)}\n\n@k\($0)\n\n" },
    .times("the same label", "## a {#l}\n\n"), .times("terms", "a\n: b\n\n"), .times("rows", "| a |\n|---|\n").then(.times("", "| 1 |\n")),
    Shape("a long table") { (count: Int) -> String in "| a |\n|---|\n" + String(repeating: "| 1 |\n", count: 6 * count) },
    Shape("rows with too many cells") { (count: Int) -> String in "| a |\n|---|\n" + String(repeating: "| 1 | 2 |\n", count: count) },
    Shape("rows with missing cells") { (count: Int) -> String in
      let width = count / 10
      return String(repeating: "|a", count: width) + "\n" + String(repeating: "|-", count: width) + "\n"
        + String(repeating: "|a\n", count: count)
    },
    .each("definitions of links beside notes") { "[^\($0)]: [a\n\n" }.then(.each("") { "[d\($0)]: x\n" }),
    Shape("references to a long term") { (count: Int) -> String in
      "```{term} t\n:title: a\n" + String(repeating: "b ", count: count) + "\n```\n\n" + String(repeating: "@t ", count: count)
    },
    .times("values without names", "`= `\n\n"),
    Shape("options") { (count: Int) -> String in "```{note}\n" + String(repeating: ":title: a\n", count: count) + "```\n" },
  ]

  private static let repeated: [Shape] = signs.flatMap(shapes) + others

  @Test("what is there many times takes room in proportion", arguments: repeated.indices)
  func linear(index: Int) async throws {
    let (name, text) = (Self.repeated[index].name, Self.repeated[index].text)
    let (small, large) = try await (size(["index.md": "# T\n\n" + text(2_000)]), size(["index.md": "# T\n\n" + text(8_000)]))
    #expect(large.isLocated, "\(name)")
    #expect(large.bytes <= 5 * max(small.bytes, 10_000), "\(name): \(small.bytes) bytes became \(large.bytes)")
    #expect(large.findings <= 5 * max(small.findings, 1), "\(name): \(small.findings) findings became \(large.findings)")
  }

  private static let deep = 100_000
  private static let nested: [Shape] = [
    .times("quotes", "> "), .times("lists", "- "), .times("numbered lists", "1. "),
    Shape("emphasis") { (count: Int) -> String in String(repeating: "*a ", count: count) + String(repeating: "b*", count: count) },
    Shape("images") { (count: Int) -> String in String(repeating: "![", count: count) + "x" + String(repeating: "](a)", count: count) },
    Shape("containers") { (count: Int) -> String in
      (0..<count / 200).map { String(repeating: "`", count: count / 200 + 3 - $0) + "{note}\n" }.joined()
    },
    Shape("braces of a formula") { (count: Int) -> String in
      "$$" + String(repeating: "{", count: count) + "x" + String(repeating: "}", count: count) + "$$"
    },
    Shape("parentheses of a claim") { (count: Int) -> String in "```{expect}\n" + String(repeating: "(", count: count) + "1 == 1\n```" },
    .times("one long line", String(repeating: "a", count: 100)),
  ]

  @Test("what is nested too deeply, or too long, is refused at its place", arguments: nested.indices)
  func refused(index: Int) async throws {
    let (name, text) = (Self.nested[index].name, Self.nested[index].text)
    let found = try await size(["index.md": "# T\n\n" + text(Self.deep) + "x\n"])
    #expect(found.bytes == 0 && found.findings > 0 && found.isLocated, "\(name)")
  }

  @Test("brackets in brackets are text")
  func brackets() async throws {
    let found = try await size([
      "index.md": "# T\n\n" + String(repeating: "[", count: Self.deep) + "x" + String(repeating: "]", count: Self.deep)
    ])
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
      #expect(
        text.contains(lead.isEmpty ? "_99.md:1:13: error: files include each other more than 100 deep" : "nested more than 200 levels deep"),
        "\(text)")
    }
  }
}
