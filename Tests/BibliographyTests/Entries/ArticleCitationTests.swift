import Testing

import Bibliography

@Suite struct ArticleCitationTests {
  @Test("the entry of an article has stable bytes")
  func bytes() {
    let citation = ArticleCitation(
      title: [.text("How a "), .mathematics("\\mathrm{ReLU}"), .text(" network shatters 100% of R&D_{x}")],
      authors: [PersonName(written: "Guido F. Montúfar"), PersonName(written: "John von Neumann"), PersonName(literal: "Facet & Co")],
      date: PublicationDate(written: "2024-03-05"), url: "https://a.b/c_d?x={1}")
    #expect(
      citation.bibTeX == """
        @misc{montufar2024mathrm,
          author = {Montúfar, Guido F. and von Neumann, John and {Facet \\& Co}},
          title = {{How a $\\mathrm{ReLU}$ network shatters 100\\% of R\\&D\\_\\textbraceleft{}x\\textbraceright{}}},
          year = {2024},
          month = mar,
          url = {https://a.b/c_d?x=%7B1%7D},
        }

        """)
  }

  @Test(
    "keys are made of family name, year and the first significant word",
    arguments: [
      ("SplineCam: Exact", "Humayun", 2023, "humayun2023splinecam"),
      ("On the Number of Linear Regions", "Montúfar", 2014, "montufar2014number"),
      ("What is it?", "Erdős", nil, "erdoswhat"), ("深度网络的线性区域", "张", 2020, "张2020深度网络"), ("", "", nil, "article"),
      ("A 3-D view", "O’Brien", 1999, "obrien19993"),
      ("Über Zahlen", "van der Waals", 1873, "vanderwaals1873uber"),
    ])
  func keys(title: String, family: String, year: Int?, key: String) {
    #expect(
      ArticleCitation.key(title: [.text(title)], authors: [PersonName(given: "A", family: family)], date: PublicationDate(year: year))
        == key)
  }

  @Test("what an article offers is read back as it was")
  func roundTrip() throws {
    let authors = [
      PersonName(given: "Martin", family: "King", suffix: "Jr"), PersonName(given: "X", family: "Black, White and Co"),
      PersonName(literal: "A and B {c}"),
      PersonName(given: "Ö", particle: "de la", family: "Ñ"), PersonName(family: "Plato"),
    ]
    let title: [Piece] = [.text("50% of “it’s” {not} \\this--that & "), .mathematics("x_{1}"), .text(" "), .emphasis("so")]
    let citation = ArticleCitation(
      title: title, authors: authors, date: PublicationDate(year: 2024, month: 12), url: "https://a.b/c_d~e%20f", key: "k")
    let work = try Reading.only(citation.bibTeX)
    #expect(work.title == title)
    #expect(work.authors.names == authors)
    #expect(work.date == PublicationDate(year: 2024, month: 12))
    #expect(work.url == "https://a.b/c_d~e%20f")
  }
}
