import Testing

import Bibliography

@Suite struct BibTeXInheritanceTests {
  @Test("a paper takes from its proceedings what it lacks, and their title as the title of its book")
  func paper() throws {
    let reading = Reading(
      """
      @inproceedings{paper, author = {A. Author}, title = {Paper}, crossref = {proc}, pages = {1--2}}
      @proceedings{proc, title = {Proceedings}, subtitle = {Part One}, editor = {E. Editor}, year = 2020,
        publisher = {P}, doi = {10.1/proc}, pages = {1--900}}
      """)
    #expect(reading.findings.isEmpty)
    let work = try reading.work("paper")
    #expect(work.title == [.text("Paper")])
    #expect(work.container == [.text("Proceedings: Part One")])
    #expect(work.editors.names.map(\.family) == ["Editor"])
    #expect((work.date.year, work.publisher, work.pages, work.doi) == (2020, "P", "1–2", ""))
  }

  @Test("a booktitle of the parent goes before its title, and one of the child before both")
  func bookTitle() throws {
    let parent = "@proceedings{p, title = {T}, booktitle = {B}}"
    #expect(try Reading("@inproceedings{a, title={A}, crossref={p}} \(parent)").work("a").container == [.text("B")])
    #expect(try Reading("@inproceedings{a, title={A}, booktitle={C}, crossref={p}} \(parent)").work("a").container == [.text("C")])
  }

  @Test("a book of a set takes the title, as BibTeX does")
  func book() throws {
    let work = try Reading("@book{a, volume=2, crossref={s}} @book{s, title={Set}, author={A. B.}, publisher={P}}").work("a")
    #expect(work.title == [.text("Set")])
    #expect((work.volume, work.publisher) == ("2", "P"))
  }

  @Test("parents hand on what they have inherited, wherever they stand")
  func chain() throws {
    let reading = Reading(
      "@collection{b, crossref={c}, title={B}} "
        + "@incollection{a, title={A}, crossref={b}} @collection{c, title={C}, publisher={P}, series={S}}"
    )
    #expect(reading.findings.isEmpty)
    let work = try reading.work("a")
    #expect((work.publisher, work.series, work.container) == ("P", [.text("S")], [.text("B")]))
  }

  @Test("fields of xdata are taken first, and xdata is no reference")
  func xdata() throws {
    let reading = Reading(
      """
      @xdata{springer, publisher = {Springer}, location = {Berlin}} 
      @xdata{lncs, series = {LNCS}, publisher = {Other}, xdata = {de}} @xdata{de, langid = {german}}
      @book{a, title = {A}, xdata = {springer, lncs}, crossref = {b}} @book{b, title = {B}, publisher = {Third}, edition = 2}
      """)
    #expect(reading.findings.isEmpty, "\(reading.report.sorted.map(\.message))")
    #expect(reading.keys == ["a", "b"])
    let work = try reading.work("a")
    #expect(
      (work.publisher, work.place, work.series.plainText, work.language, work.edition) == ("Springer", "Berlin", "LNCS", "german", "2"))
  }
}
