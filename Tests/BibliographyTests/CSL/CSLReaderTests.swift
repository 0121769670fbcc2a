import Bibliography
import Diagnostics
import Testing

@Suite struct CSLReaderTests {
  private static func read(_ text: String) -> ([Reference], [Diagnostic]) {
    var report = DiagnosticReport()
    let references = CSLReader.read(Source(path: "a.json", text: text), report: &report)
    return (references, report.sorted)
  }

  @Test("an item's fields become a work")
  func article() throws {
    let (references, findings) = Self.read(
      """
      [{"id": "shewchuk1997", "type": "article-journal", "title": "Adaptive <i>precision</i> arithmetic", "volume": 18, "issue": "3",
        "author": [{"family": "Shewchuk", "given": "Jonathan Richard"}], "container-title": "Discrete & Computational Geometry",
        "page": "305-363", "issued": {"date-parts": [[1997, 10, 1]]}, "DOI": "10.1007/PL00009321", "language": "en-US", "note": "x < y"}]
      """)
    #expect(findings.isEmpty)
    let reference = try #require(references.first)
    var expected = Work(kind: .article)
    expected.authors = NameList([PersonName(given: "Jonathan Richard", family: "Shewchuk")])
    expected.title = [.text("Adaptive "), .emphasis("precision"), .text(" arithmetic")]
    expected.container = [.text("Discrete & Computational Geometry")]
    expected.volume = "18"
    expected.number = "3"
    expected.pages = "305–363"
    expected.date = PublicationDate(year: 1997, month: 10, day: 1)
    expected.doi = "10.1007/PL00009321"
    expected.language = "en-US"
    expected.note = [.text("x < y")]
    #expect(reference.work == expected)
    #expect(reference.key == "shewchuk1997")
    #expect(reference.place.start.column == 9)
  }

  @Test(
    "item types have kinds",
    arguments: [
      ("article-journal", Work.Kind.article), ("paper-conference", .paper), ("book", .book), ("chapter", .chapter), ("thesis", .thesis),
      ("report", .report),
      ("webpage", .webpage), ("dataset", .dataset), ("software", .software), ("article", .preprint), ("manuscript", .misc),
    ])
  func kinds(type: String, kind: Work.Kind) throws {
    let (references, findings) = Self.read(#"[{"id": "a", "type": "\#(type)", "title": "T", "publisher": "P"}]"#)
    #expect(findings.isEmpty)
    let work = try #require(references.first).work
    #expect(work.kind == kind)
    #expect((kind == .thesis || kind == .report ? work.institution : work.publisher) == "P")
  }

  @Test(
    "names keep their parts",
    arguments: [
      (
        #"{"family": "Neumann", "given": "John", "non-dropping-particle": "von"}"#,
        PersonName(given: "John", particle: "von", family: "Neumann")
      ),
      (#"{"family": "Beauvoir", "given": "Simone", "dropping-particle": "de"}"#, PersonName(given: "Simone de", family: "Beauvoir")),
      (#"{"family": "King", "given": "Martin", "suffix": "Jr."}"#, PersonName(given: "Martin", family: "King", suffix: "Jr.")),
      (#"{"literal": "OpenAI"}"#, PersonName(literal: "OpenAI")), (#"{"family": "Erdo\u030bs"}"#, PersonName(family: "Erdős")),
    ])
  func names(written: String, name: PersonName) throws {
    let (references, findings) = Self.read(
      #"[{"id": "a", "type": "book", "title": "T", "author": [\#(written)], "editor": [\#(written)]}]"#)
    #expect(findings.isEmpty)
    let work = try #require(references.first).work
    #expect(work.authors.names == [name])
    #expect(work.editors.names == [name])
  }

  @Test(
    "dates are read from parts, raw and literal text",
    arguments: [
      (#"{"date-parts": [[2023]]}"#, PublicationDate(year: 2023)),
      (#"{"date-parts": [["2023", "6"]]}"#, PublicationDate(year: 2023, month: 6)),
      (#"{"date-parts": [[2019], [2021]]}"#, PublicationDate(year: 2019, lastYear: 2021)),
      (#"{"raw": "2023-06-17"}"#, PublicationDate(year: 2023, month: 6, day: 17)),
      (#"{"literal": "in press"}"#, PublicationDate(literal: "in press")), (#"{"date-parts": [[]]}"#, PublicationDate()),
      ("{}", PublicationDate()),
      (#"{"date-parts": [[2023, 13, 1]]}"#, PublicationDate(year: 2023)),
    ])
  func dates(written: String, date: PublicationDate) throws {
    let (references, _) = Self.read(#"[{"id": "a", "type": "book", "title": "T", "issued": \#(written)}]"#)
    #expect(references.first?.work.date == date)
  }

  @Test("a preprint's number is its arXiv identifier")
  func arXiv() throws {
    let (references, findings) = Self.read(
      #"[{"id": 7, "type": "article", "title": "T", "number": "arXiv:2209.04836", "publisher": "arXiv", "#
        + #""URL": "http://arxiv.org/abs/2209.04836"}]"#
    )
    #expect(findings.isEmpty)
    let reference = try #require(references.first)
    #expect(reference.key == "7")
    #expect((reference.work.arXiv, reference.work.number, reference.work.publisher) == ("2209.04836", "", ""))
  }

  @Test(
    "what is wrong is found at its place",
    arguments: [
      ("{", ["1:2: bad-json"]), ("7", ["1:1: bad-bibliography"]), ("[7]", ["1:2: bad-bibliography"]),
      (#"[{"type": "book", "title": "T"}]"#, ["1:2: missing-key"]),
      (#"[{"id": "a", "type": "boook", "title": "T"}]"#, ["1:22: unknown-entry-type"]),
      (#"[{"id": "a", "type": "book", "title": ["T"]}]"#, ["1:2: missing-title", "1:39: bad-bibliography"]),
      (#"[{"id": "a", "type": "book", "title": "T", "author": [{"given": ""}]}]"#, ["1:55: empty-name"]),
      (#"[{"id": "a", "type": "book", "title": "T", "author": {}}]"#, ["1:54: bad-bibliography"]),
      (#"[{"id": "a", "type": "book", "title": "T", "issued": 2020}]"#, ["1:54: bad-bibliography"]),
      (#"[{"id": "a", "type": "book", "title": "T"}, {"id": "a", "type": "book", "title": "T"}]"#, ["1:52: duplicate-key"]),
      (#"[{"id": "a", "type": "book", "title": "T", "URL": "javascript:x", "DOI": "x"}]"#, ["1:51: unsafe-url", "1:74: bad-doi"]),
    ])
  func errors(text: String, findings: [String]) {
    let found = Self.read(text).1.map { "\($0.location.position?.line ?? 0):\($0.location.position?.column ?? 0): \($0.id)" }
    #expect(found == findings)
  }

  @Test("a text cut off at any byte is read without a trap")
  func truncation() {
    let text = Array(
      #"[{"id": "é", "type": "book", "title": "<i>a</i> <b", "author": [{"family": "\u00e9"}], "issued": {"date-parts": [[1]]}}]"#.utf8)
    for count in text.indices { #expect(Self.read(String(decoding: text[..<count], as: UTF8.self)).1.first?.id == "bad-json") }
  }
}
