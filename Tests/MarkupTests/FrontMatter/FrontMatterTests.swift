import Markup
import Testing

@Suite struct FrontMatterTests {
  func frontMatter(_ yaml: String) -> (FrontMatter, String) {
    let (document, errors) = parse("---\n\(yaml)\n---\n")
    return (document.frontMatter, errors)
  }

  @Test("every key is read")
  func all() throws {
    let (result, errors) = frontMatter(
      """
      title: "The *moons*"
      subtitle: 2024
      date: 2024-02-29
      updated: 2026-11-24
      authors: [Ada, {name: Bo, affiliation: X, orcid: 0000-0002-1825-0097, url: "https://b.o"}]
      tags: [a, b]
      lang: zh-Hans
      translation-of: ../en/moons.md
      bibliography: refs.bib
      draft: true
      aliases: [old, older]
      description: Text
      toc: false
      macros: { '\\R': '\\mathbb{R}' }
      citations: numeric
      number-sections: true
      licence: CC-BY-4.0
      """)
    #expect(errors == "")
    #expect(result.title == "The *moons*")
    #expect(result.subtitle == "2024")
    #expect([result.date, result.updated] == ["2024-02-29", "2026-11-24"])
    #expect(result.authors.map(\.name) == ["Ada", "Bo"])
    try #require(result.authors.count == 2)
    #expect(
      [result.authors[1].affiliation, result.authors[1].orcid, result.authors[1].url] == ["X", "0000-0002-1825-0097", "https://b.o"])
    #expect(result.tags == ["a", "b"])
    #expect([result.lang, result.translationOf, result.description] == ["zh-Hans", "../en/moons.md", "Text"])
    #expect(result.bibliography == ["refs.bib"])
    #expect(result.aliases == ["old", "older"])
    #expect(result.isDraft && !result.showsContents)
    #expect(result.macros == ["\\R": "\\mathbb{R}"] && result.numbersSections == true)
    #expect(result.licence?.url == "https://creativecommons.org/licenses/by/4.0/")
    #expect(result.ranges["date"]?.start.line == 4)
    #expect(result.ranges.keys.sorted() == FrontMatter.keys.sorted())
  }

  @Test("all mistakes are reported, each at its place")
  func mistakes() {
    let (result, errors) = frontMatter(
      "titel: A\ndate: 2023-02-29\ndraft: yes\nauthors: [{nam: x}, Ada, 3: 4]\nlang: a b\ntags: {a: b}")
    #expect(result.authors.map(\.name) == ["Ada"])
    #expect(
      errors == """
        a.md:2:1: error: unknown front-matter key 'titel'
            2 | titel: A
              | ^^^^^ fix: did you mean 'title'?
        a.md:3:7: error: 'date' is the text '2023-02-29', not a date
            3 | date: 2023-02-29
              |       ^^^^^^^^^^ fix: write a date that exists as YYYY-MM-DD
        a.md:4:8: error: 'draft' is the text 'yes', not true or false
            4 | draft: yes
              |        ^^^ fix: write true
        a.md:5:11: error: an author has no 'name'
            5 | authors: [{nam: x}, Ada, 3: 4]
              |           ^ fix: add name: …, or organization: …
        a.md:5:12: error: unknown author key 'nam'
            5 | authors: [{nam: x}, Ada, 3: 4]
              |            ^^^ fix: did you mean 'name'?
        a.md:5:26: error: an author has no 'name'
            5 | authors: [{nam: x}, Ada, 3: 4]
              |                          ^ fix: add name: …, or organization: …
        a.md:5:26: error: unknown author key '3'
            5 | authors: [{nam: x}, Ada, 3: 4]
              |                          ^ fix: use one of: affiliation, name, orcid, organization, url
        a.md:6:7: error: 'lang' is the text 'a b', not a language tag
            6 | lang: a b
              |       ^^^ fix: write one such as en, de or zh-Hans
        a.md:7:7: error: 'tags' is a mapping, not text
            7 | tags: {a: b}
              |       ^
        """)
  }

  @Test(
    "only dates that exist are dates",
    arguments: [
      ("2000-02-29", true), ("1900-02-29", false), ("2024-04-31", false), ("2024-12-31", true), ("2024-13-01", false),
      ("2024-00-10", false), ("2024-1-1", false), ("24-01-01", false), ("2024-01-01T00:00:00", false), ("2024-01-00", false),
      ("२०२४-०१-०१", false),
    ])
  func dates(_ date: String, _ isValid: Bool) {
    #expect((frontMatter("date: \(date)").0.date == date) == isValid)
  }

  @Test("front matter that is a list is an error")
  func list() {
    #expect(
      frontMatter("- a").1 == """
        a.md:2:1: error: the front matter is a list, not a mapping
            2 | - a
              | ^
        """)
  }
}
