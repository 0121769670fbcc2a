import Testing

import Bibliography

@Suite struct BibTeXReaderTests {
  @Test("an article's fields become a work")
  func article() throws {
    let work = try Reading.only(
      """
      @article{shewchuk1997,
        author = {Shewchuk, Jonathan Richard}, title = {Adaptive Precision {Floating-Point} Arithmetic}, subtitle = {A Test},
        journal = {Discrete \\& Computational Geometry}, volume = 18, number = {3}, pages = {305--363}, year = 1997, month = oct,
        doi = {https://doi.org/10.1007/PL00009321}, url = {https://people.eecs.berkeley.edu/~jrs/}, langid = {english}, note = {Cited},
      }
      """)
    var expected = Work(kind: .article)
    expected.authors = NameList([PersonName(given: "Jonathan Richard", family: "Shewchuk")])
    expected.title = [.text("Adaptive Precision Floating-Point Arithmetic: A Test")]
    expected.container = [.text("Discrete & Computational Geometry")]
    expected.volume = "18"
    expected.number = "3"
    expected.pages = "305–363"
    expected.date = PublicationDate(year: 1997, month: 10)
    expected.doi = "10.1007/PL00009321"
    expected.url = "https://people.eecs.berkeley.edu/~jrs/"
    expected.language = "english"
    expected.note = [.text("Cited")]
    #expect(work == expected)
  }

  @Test("values are braced, quoted, numbers, strings, and joined by the number sign")
  func values() throws {
    let work = try Reading.only(
      """
      @string{ dcg = "Discrete" # { } # {Geometry} }
      @STRING(pub = {A {B}})
      @ARTICLE(k, Title = "a {"}quoted{"} {b}" # { c} , YEAR = 1997 , journal = DCG, publisher = "P" # Pub # 1 # {2})
      """)
    #expect(work.title == [.text("a \"quoted\" b c")])
    #expect(work.date == PublicationDate(year: 1997))
    #expect(work.container == [.text("Discrete Geometry")])
    #expect(work.publisher == "PA B12")
  }

  @Test("text between entries, comments and preambles are passed over")
  func between() {
    let reading = Reading(
      """
      Written by a@b.com, who likes = signs, "quotes and { braces.
      % @article{no,
      @comment{ @article{no, title = {x}} }
      @Comment this line too
      @preamble{ "\\newcommand{\\x}{y}" # {z} }
      @misc{a, title = {A}} and @misc{b, title = {B} % a comment = {,
      }
      } stray
      @misc { c , % comment
        title = {C} }
      """)
    #expect(reading.findings.isEmpty, "\(reading.report.sorted.map(\.message))")
    #expect(reading.keys == ["a", "b", "c"])
  }

  @Test("keys keep their case and their signs")
  func keys() {
    let text = ["Aa:b", "a/b.c", "x_y-z+1", "é", "a'b", "10.1/x"].map { "@misc{\($0), title={T}}" }.joined(separator: "\n")
    #expect(Reading(text).keys == ["Aa:b", "a/b.c", "x_y-z+1", "é", "a'b", "10.1/x"])
    #expect(Reading(text).findings.isEmpty)
    #expect(Reading("@misc{a, title={T}} @misc{A, title={T}}").keys == ["a", "A"])
  }

  @Test("line endings may be those of Windows")
  func lineEndings() throws {
    #expect(try Reading.only("@misc{a,\r\n title = {A\r\n B},\r\n year = 2020,\r\n}\r\n").title == [.text("A B")])
  }

  @Test(
    "entry types have kinds",
    arguments: [
      ("article", Work.Kind.article), ("Book", .book), ("proceedings", .book), ("inbook", .chapter), ("incollection", .chapter),
      ("InProceedings", .paper),
      ("conference", .paper), ("phdthesis", .thesis), ("thesis", .thesis), ("techreport", .report), ("report", .report),
      ("manual", .report),
      ("online", .webpage), ("software", .software), ("dataset", .dataset), ("misc", .misc), ("unpublished", .misc),
    ])
  func kinds(type: String, kind: Work.Kind) throws { #expect(try Reading.only("@\(type){a, title = {T}}").kind == kind) }

  @Test(
    "dates are read from date, or from year, month and day",
    arguments: [
      ("date = {2023-06-17}", PublicationDate(year: 2023, month: 6, day: 17)), ("date = {2023-06}", PublicationDate(year: 2023, month: 6)),
      ("date = {2019/2021}, year = 3", PublicationDate(year: 2019, lastYear: 2021)),
      ("year = {2020}, month = \"feb\"", PublicationDate(year: 2020, month: 2)),
      ("year = 2020, month = 12, day = 31", PublicationDate(year: 2020, month: 12, day: 31)),
      ("year = 2020, month = {13}", PublicationDate(year: 2020)),
      ("year = {in press}", PublicationDate(literal: "in press")), ("month = jan", PublicationDate()),
      ("date = {2023-13}", PublicationDate(literal: "2023-13")),
      ("year = 2020, month = sep # {~1}", PublicationDate(year: 2020, month: 9)),
    ])
  func dates(fields: String, date: PublicationDate) throws { #expect(try Reading.only("@misc{a, title={T}, \(fields)}").date == date) }

  @Test(
    "arXiv identifiers are found where people write them",
    arguments: [
      "eprint = {2209.04836}, archiveprefix = {arXiv}", "eprint = {2209.04836}, eprinttype = {arxiv}", "eprint = {arXiv:2209.04836}",
      "journal = {arXiv preprint arXiv:2209.04836}", "journal = {CoRR}, volume = {abs/2209.04836}", "journal = {arXiv:2209.04836 [cs.LG]}",
      "eprint = {https://arxiv.org/abs/2209.04836}, archiveprefix = {arXiv}, journal = {arXiv}",
    ])
  func arXiv(fields: String) throws {
    let work = try Reading.only("@article{a, title = {T}, \(fields)}")
    #expect(work.arXiv == "2209.04836")
    #expect(work.kind == .preprint)
    #expect(work.container.isEmpty && work.volume.isEmpty)
  }

  @Test("a paper that is also on arXiv stays a paper")
  func paperOnArXiv() throws {
    let work = try Reading.only("@inproceedings{a, title={T}, booktitle={B}, eprint={math/0309136v1}, archiveprefix={arXiv}}")
    #expect(work.kind == .paper)
    #expect(work.arXiv == "math/0309136v1")
  }

  @Test("an address in howpublished or note is the work's address")
  func addresses() throws {
    let work = try Reading.only("@misc{a, title={T}, howpublished = {\\url{https://a.b/c_d}}, note = {Accessed: today}}")
    #expect(work.url == "https://a.b/c_d")
    #expect(work.howPublished.isEmpty)
    #expect(work.note == [.text("Accessed: today")])
  }

  @Test("theses and reports know their degree, kind and institution")
  func theses() throws {
    let thesis = try Reading.only("@phdthesis{a, title={T}, school={ETH}, address={Zürich}}")
    #expect((thesis.degree, thesis.institution, thesis.place) == (.doctoral, "ETH", "Zürich"))
    #expect(try Reading.only("@thesis{a, title={T}, type={mathesis}, institution={ETH}}").degree == .masters)
    #expect(try Reading.only("@mastersthesis{a, title={T}, type={Diplomarbeit}, school={ETH}}").genre == "Diplomarbeit")
    let report = try Reading.only("@techreport{a, title={T}, institution={MIT}, number={AI-1}, type={Memo}}")
    #expect((report.genre, report.number, report.institution) == ("Memo", "AI-1", "MIT"))
  }

  @Test(
    "ranges of pages have one form",
    arguments: [
      ("1-2", "1–2"), ("1--2", "1–2"), ("1 – 2", "1–2"), ("7", "7"), ("1--2, 5-6", "1–2, 5–6"), ("e1-y", "e1-y"), ("xi--xv", "xi–xv"),
      ("", ""),
    ])
  func pages(written: String, pages: String) throws { #expect(try Reading.only("@misc{a, title={T}, pages={\(written)}}").pages == pages) }
}
