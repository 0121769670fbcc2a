import Testing

import Bibliography

@Suite struct CitedListTests {
  @Test("by author and year the list is sorted by names, year and title, undated works last")
  func sorted() {
    let list = CitedList(citing: Sample.english.library.keys, in: Sample.english, style: .authorYear)
    #expect(
      list.entries.map(\.key) == [
        "anonymous", "berzins", "editors", "hanin-a", "hanin-b", "humayun", "open", "undated-b", "undated-a", "body", "chinese", "chinese3",
      ])
    #expect(list.entries.map(\.number) == Array(1...12))
  }

  @Test("accents and case do not count, and letters without a base are sorted as what they are written like")
  func folding() {
    let names = [
      "Zeta", "Ørsted", "ostrowski", "Östberg", "Oster", "Åbel", "Abelé", "Łos", "Los", "de Boor", "Straße", "Strasse", "李", "张", "丁",
    ]
    let text = names.enumerated().map { "@misc{k\($0), author={{\($1)}}, title={T}}\n" }.joined()
    let library = FormattedLibrary(Sample.library(text), .english)
    let list = CitedList(citing: library.library.keys, in: library, style: .authorYear)
    // Equal after folding: the title, then the key decides. Chinese is in the order of code points: 丁 4E01, 张 5F20, 李 674E.
    #expect(
      list.entries.map { names[Int($0.key.dropFirst()) ?? 0] } == [
        "Åbel", "Abelé", "de Boor", "Łos", "Los", "Ørsted", "Östberg", "Oster", "ostrowski", "Straße", "Strasse", "Zeta", "丁", "张", "李",
      ])
  }

  @Test("shorter lists of names go before longer ones that begin with them")
  func prefixes() {
    let text =
      ["c, author={B. A and C. D}", "b, author={B. A}", "a, author={B. Aa}", "d, author={C. A}"].map { "@misc{\($0), title={T}}" }.joined()
    let library = FormattedLibrary(Sample.library(text), .english)
    #expect(CitedList(citing: ["a", "b", "c", "d"], in: library, style: .authorYear).entries.map(\.key) == ["b", "c", "d", "a"])
  }

  @Test("years get letters only where a citation could mean two works of the list")
  func letters() {
    let both = CitedList(citing: ["hanin-b", "hanin-a", "hanin-b"], in: Sample.english, style: .authorYear)
    #expect(both.entries.map(\.year) == ["2019a", "2019b"])
    #expect(both.entries.map(\.key) == ["hanin-a", "hanin-b"])
    #expect(both["hanin-b"]?.pieces.plainText.contains("(2019b). Deep") == true)
    #expect(CitedList(citing: ["hanin-b"], in: Sample.english, style: .authorYear).entries.map(\.year) == ["2019"])
    #expect(CitedList(citing: ["hanin-b", "hanin-a"], in: Sample.english, style: .numeric).entries.map(\.year) == ["2019", "2019"])
    #expect((0..<4).map { CitedList.letters($0 * 26) } == ["a", "aa", "ba", "ca"])
    #expect([25, 51, 701, 702].map(CitedList.letters) == ["z", "az", "zz", "aaa"])
  }

  @Test("by number the list is in the order of first citation")
  func numeric() {
    let list = CitedList(citing: ["hanin-b", "nobody", "berzins", "hanin-b", "humayun"], in: Sample.english, style: .numeric)
    #expect(list.entries.map(\.key) == ["hanin-b", "berzins", "humayun"])
    #expect(list["humayun"]?.number == 3)
    #expect(list["nobody"] == nil)
  }
}
