import Diagnostics
import Testing

import Bibliography

@Suite struct BibTeXErrorTests {
  struct Broken: CustomTestStringConvertible, Sendable {
    let text: String
    let findings: [String]
    let keys: [String]
    var testDescription: String { text }

    init(_ text: String, _ findings: [String], _ keys: [String]) {
      self.text = text
      self.findings = findings
      self.keys = keys
    }
  }

  @Test(
    "errors are found at their place, and what can be read still is",
    arguments: [
      Broken("@misc{a, title = {A}\n\n@misc{b, title = {B}}", ["1:1: unterminated-entry"], ["a", "b"]),
      Broken("@misc{a, title = {A\n\n@misc{b, title = {B}}\n@misc{c, title = {C}}", ["1:1: unterminated-entry"], ["a", "b", "c"]),
      Broken("@misc{a, title = \"A}\n", ["1:1: unterminated-entry"], ["a"]), Broken("@misc{a", ["1:1: unterminated-entry"], ["a"]),
      Broken("@misc{", ["1:1: unterminated-entry"], []), Broken("@comment{ x", ["1:1: unterminated-entry"], []),
      Broken("@string{a = {b}", ["1:1: unterminated-entry"], []),
      Broken("@misc{a, title = {A} year = 2020}", ["1:20: missing-comma"], ["a"]),
      Broken("@misc{a title = {A}}", ["1:7: missing-comma"], ["a"]),
      Broken("@misc{a, title = {A}\n  year = 2020\n  note = {x}}", ["1:20: missing-comma", "2:13: missing-comma"], ["a"]),
      Broken("@misc{title = {A}, year = 2020}", ["1:1: missing-key"], []), Broken("@misc{, title = {A}}", ["1:1: missing-key"], []),
      Broken("@misc{a, title = {A}}\n@book{a, title = {B}}", ["2:7: duplicate-key"], ["a"]),
      Broken("@misc{a, title = {A}, Title = {B}}", ["1:23: duplicate-field"], ["a"]),
      Broken("@artcle{a, title = {A}}", ["1:1: unknown-entry-type"], ["a"]),
      Broken("@string{dcg = {D}}\n@misc{a, title = {A}, note = dgc # {x}}", ["2:30: unknown-string"], ["a"]),
      Broken("@misc{a, title = {A}, author = {B and C, D, E, F}}", ["1:39: bad-name"], ["a"]),
      Broken("@misc{a, title = {A}, author = {B,, and and C}}", ["1:33: bad-name", "1:32: empty-name"], ["a"]),
      Broken("@misc{a, title {A}, year = 2020}\n@misc{b, title = {B}}", ["1:16: bad-entry"], ["a", "b"]),
      Broken("@misc{a, title = {A}; year = 2020}", ["1:21: bad-entry"], ["a"]),
      Broken("@misc(a, title = {A}}\n", ["1:21: bad-entry"], ["a"]),
      Broken("@misc{a, title = {A}, year = }", ["1:30: bad-entry"], ["a"]),
      Broken("@misc\n@misc{a, title = {A}}", ["1:1: bad-entry"], ["a"]),
      Broken("@\n", ["1:1: bad-entry"], []), Broken("@misc{a, crossref = {nobody}, title = {A}}", ["1:21: unknown-crossref"], ["a"]),
      Broken("@misc{a, title = {A}, crossref = {b}}\n@misc{b, title = {B}, crossref = {a}}", ["2:34: cyclic-crossref"], ["a", "b"]),
      Broken("@misc{a, title = {A}, crossref = {a}}", ["1:34: cyclic-crossref"], ["a"]),
      Broken("@misc{a, title = {A}, doi = {11.1/x}, url = {javascript:alert(1)}}", ["1:29: bad-doi", "1:45: unsafe-url"], ["a"]),
      Broken("@misc{a, title = {A}, eprint = {x}, archiveprefix = {arXiv}}", ["1:32: bad-arxiv"], ["a"]),
      Broken("@misc{a, year = 2020}", ["1:7: missing-title"], ["a"]),
      Broken("@misc{a, title = {\\foo{A} \\bar}}", ["1:18: unknown-command"], ["a"]),
      Broken("@misc{a, title = {A}}}\n@misc{b, title = {B}}", [], ["a", "b"]),
      Broken("@misc{a, title = {A},, year = 2020}", [], ["a"]), Broken("", [], []), Broken("nothing here", [], []),
    ])
  func errors(_ broken: Broken) {
    let reading = Reading(broken.text)
    #expect(reading.findings.sorted() == broken.findings.sorted(), "\(reading.report.sorted.map(\.message))")
    #expect(reading.keys == broken.keys)
  }

  @Test("findings have a fix that fits, and the other place where there is one")
  func fixes() throws {
    let fix = { (text: String) in Reading(text).report.sorted.first?.fix }
    #expect(fix("@artcle{a, title = {A}}") == "did you mean 'article'?")
    #expect(fix("@string{dcg = {D}}\n@misc{a, title = dgc}") == "did you mean 'dcg'?")
    #expect(fix("@misc{a, title = Foobar}") == "write it in braces: {Foobar}")
    #expect(fix("@misc{a, title = {A}, crossref = {proc}}\n@book{procs, title={P}}") == "did you mean 'procs'?")
    #expect(fix("@misc{a, title = {A}, url = {www.a.b}}") == "write https://www.a.b")
    let twice = try #require(Reading("@misc{a, title = {A}}\n@book{a, title = {B}}").report.diagnostics.first)
    #expect(twice.notes.first?.location.position == Source(path: "", text: "@misc{a").position(of: 6))
    let open = try #require(Reading("@misc{a, title = {A\n\n@misc{b, title = {B}}").report.sorted.first { $0.id == "unterminated-entry" })
    #expect(open.message == "@misc 'a', which begins here, has no end")
    #expect(open.notes.first?.location.position?.line == 3)
    let cycle = Reading("@misc{a, title={A}, crossref={b}}@misc{b, crossref={c}}@misc{c, crossref={b}}").report.sorted.first {
      $0.id == "cyclic-crossref"
    }
    #expect(cycle?.message == "an entry inherits from itself: 'b' → 'c' → 'b'")
  }

  @Test("severities: what loses an entry or a name is an error, what can be guessed a warning")
  func severities() {
    #expect(!Reading("@artcle{a, title={A}, title={B}, url={x}, doi={y}, author={A, }}").report.hasErrors)
    #expect(Reading("@misc{a, title={A}, author={A,B,C,D}}").report.hasErrors)
  }

  @Test("a text cut off at any byte is read without a trap")
  func truncation() {
    let text = Array(
      """
      @string{x = "a" # {b}} @comment{c} @preamble{"p"}
      @inproceedings{k, author = {Mont{\\'u}far, G. and de la X, Jr, Y and others}, title = "The ${L_1}$ \\emph{norm}", crossref = {p},
        year = 2014, month = dec # x, url = {https://a.b/\\~{}c}, doi = {10.1/x}} @proceedings(p, title = {P})
      """.utf8)
    #expect(Reading(String(decoding: text, as: UTF8.self)).findings.isEmpty)
    for count in text.indices { _ = Reading(String(decoding: text[..<count], as: UTF8.self)) }
    for index in text.indices {
      var damaged = text
      damaged[index] = [UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "@"), UInt8(ascii: "\\")][index % 5]
      _ = Reading(String(decoding: damaged, as: UTF8.self))
    }
  }

  @Test("files made to exhaust a reader are read or refused")
  func bombs() {
    let million = 1_000_000
    for unit in [
      "{", "}", "@", "@\n", "@misc", "@misc{", "@misc{\n", "@misc{a,\n", "@misc{a,x=\"", "\"", "#", "%", "@comment{", "@string{a=a#a}",
    ] {
      _ = Reading(String(repeating: unit, count: million / unit.utf8.count))
    }
    for unit in ["{", " and ", ",", "\\'", "$", "and and ", "\\", "~", "a, "] {
      _ = Reading(
        "@misc{a, author = {" + String(repeating: unit, count: 100_000) + "}, title = {" + String(repeating: unit, count: 100_000) + "}}")
    }
    let long = Reading("@misc{a, title = {T}, note = {" + String(repeating: "x", count: 10 * million) + "}}")
    #expect(long.findings.isEmpty)
    #expect(long.references.first?.work.note.plainText.utf8.count == 10 * million)
  }

  @Test("strings that double forty times, and a long field that thousands inherit, are refused")
  func growth() {
    let doubling = "@string{s = {xxxxxxxxxx}}\n" + (0..<40).map { _ in "@string{s = s # s}\n" }.joined()
    #expect(Reading(doubling).report.diagnostics.map(\.id) == ["bibliography-too-long"])
    let children = (0..<3000).map { "@misc{c\($0), title={T}, crossref={p}}\n" }.joined()
    let heavy = Reading("@misc{p, title={P}, note={" + String(repeating: "x", count: 100_000) + "}}\n" + children)
    #expect(heavy.report.diagnostics.map(\.id) == ["bibliography-too-long"])
  }

  @Test("after two hundred findings the rest of a file is left")
  func flood() {
    let reading = Reading(String(repeating: "@misc{a title = {A}}\n", count: 5000))
    #expect(reading.report.diagnostics.count < 500)
    #expect(reading.report.diagnostics.contains { $0.id == "bibliography-errors" })
  }

  @Test("a chain of twenty thousand parents is followed without recursion")
  func chain() throws {
    let count = 20_000
    let text = (0..<count).map { "@misc{k\($0), crossref={k\($0 + 1)}}\n" }.joined() + "@misc{k\(count), title={T}, year=2020}"
    let reading = Reading(text)
    #expect(!reading.report.hasErrors)
    #expect(try reading.work("k0").title == [.text("T")])
  }
}
