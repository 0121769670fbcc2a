import Testing

import Bibliography

@Suite struct CitationTests {
  typealias Item = Citation.Item

  private static func shown(
    _ form: Citation.Form, _ items: [Item], _ style: CitationStyle = .authorYear, in library: FormattedLibrary = Sample.english
  ) -> String {
    let list = CitedList(citing: library.library.keys, in: library, style: style)
    return list.text(of: Citation(form, items)).map(\.plainText).joined()
  }

  @Test(
    "citations by author and year",
    arguments: [
      ([Item("berzins")], "(Berzins, 2023)", "Berzins (2023)"), ([Item("humayun")], "(Humayun et al., 2023)", "Humayun et al. (2023)"),
      ([Item("hanin-b")], "(Hanin and Rolnick, 2019b)", "Hanin and Rolnick (2019b)"),
      ([Item("berzins", locator: Locator(written: "p. 4"))], "(Berzins, 2023, p. 4)", "Berzins (2023, p. 4)"),
      ([Item("berzins", suppressesAuthor: true)], "(2023)", "(2023)"),
      (
        [Item("humayun"), Item("berzins", locator: Locator(written: "4-6"))], "(Humayun et al., 2023; Berzins, 2023, pp. 4–6)",
        "Humayun et al. (2023); Berzins (2023, pp. 4–6)"
      ),
      ([Item("hanin-a"), Item("hanin-b")], "(Hanin and Rolnick, 2019a, 2019b)", "Hanin and Rolnick (2019a); Hanin and Rolnick (2019b)"),
      ([Item("berzins", prefix: "see")], "(see Berzins, 2023)", "see Berzins (2023)"),
      ([Item("undated-a")], "(Lovelace, n.d.-b)", "Lovelace (n.d.-b)"),
      ([Item("open")], "(Lovelace et al., in press)", "Lovelace et al. (in press)"),
      ([Item("editors")], "(Erdős and Ore, 1990)", "Erdős and Ore (1990)"),
      ([Item("anonymous")], "(“A Rather Long Title…”, 2000)", "“A Rather Long Title…” (2000)"),
      ([Item("body")], "(OpenAI, 2023)", "OpenAI (2023)"),
      ([Item("chinese")], "(张 and 李, 2020)", "张 and 李 (2020)"), ([Item("nobody")], "(?)", "?"),
    ])
  func authorYear(items: [Item], parenthetical: String, narrative: String) {
    #expect(Self.shown(.parenthetical, items) == parenthetical)
    #expect(Self.shown(.narrative, items) == narrative)
  }

  @Test(
    "citations in Chinese",
    arguments: [
      ([Item("humayun")], "（Humayun 等，2023）", "Humayun 等（2023）"), ([Item("chinese")], "（张和李，2020）", "张和李（2020）"),
      ([Item("chinese3")], "（张等，2021）", "张等（2021）"),
      ([Item("hanin-a", locator: Locator(written: "p. 4"))], "（Hanin 和 Rolnick，2019a，第 4 页）", "Hanin 和 Rolnick（2019a，第 4 页）"),
      ([Item("undated-b"), Item("berzins")], "（Lovelace，无日期-a；Berzins，2023）", "Lovelace（无日期-a）；Berzins（2023）"),
    ])
  func chinese(items: [Item], parenthetical: String, narrative: String) {
    #expect(Self.shown(.parenthetical, items, in: Sample.chinese) == parenthetical)
    #expect(Self.shown(.narrative, items, in: Sample.chinese) == narrative)
  }

  @Test(
    "citations by number are in order, and three in a row are a range",
    arguments: [
      ([Item("humayun")], "[1]"), ([Item("hanin-a"), Item("humayun")], "[1, 3]"),
      ([Item("humayun"), Item("hanin-a", locator: Locator(written: "p. 4"))], "[1; 3, p. 4]"),
      ([Item("hanin-a"), Item("humayun"), Item("berzins")], "[1–3]"), ([Item("humayun"), Item("berzins")], "[1, 2]"),
      ([Item("humayun"), Item("berzins"), Item("hanin-a"), Item("undated-a"), Item("undated-b"), Item("open")], "[1–3, 5–7]"),
      ([Item("humayun"), Item("berzins", locator: Locator(written: "p. 4")), Item("hanin-a")], "[1; 2, p. 4; 3]"),
      ([Item("humayun"), Item("nobody")], "[1, ?]"), ([Item("nobody")], "[?]"), ([Item("berzins", prefix: "see")], "[see 2]"),
    ])
  func numeric(items: [Item], shown: String) { #expect(Self.shown(.parenthetical, items, .numeric) == shown) }

  @Test("a narrative citation by number names the authors")
  func numericNarrative() {
    #expect(Self.shown(.narrative, [Item("humayun", locator: Locator(written: "p. 4"))], .numeric) == "Humayun et al. [1, p. 4]")
    #expect(Self.shown(.narrative, [Item("hanin-a", suppressesAuthor: true)], .numeric) == "[3]")
  }

  @Test("what leads to an entry is apart from what does not")
  func pieces() {
    let list = CitedList(citing: ["humayun", "berzins", "hanin-a"], in: Sample.english, style: .authorYear)
    let citation = Citation(.parenthetical, [Item("humayun", prefix: "see"), Item("berzins", locator: Locator(written: "p. 4"))])
    #expect(
      list.text(of: citation) == [
        .text("(see "), .reference(key: "humayun", text: "Humayun et al., 2023"), .text("; "),
        .reference(key: "berzins", text: "Berzins, 2023"), .text(", p. 4)"),
      ])
    let numbers = CitedList(citing: ["humayun", "berzins", "hanin-a"], in: Sample.english, style: .numeric)
    #expect(
      numbers.text(of: Citation(.parenthetical, [Item("berzins"), Item("humayun"), Item("hanin-a")])) == [
        .text("["), .reference(key: "humayun", text: "1"), .text("–"), .reference(key: "hanin-a", text: "3"), .text("]"),
      ])
  }
}
