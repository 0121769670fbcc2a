import Testing

import Bibliography

@Suite struct LocatorTests {
  @Test(
    "locators are understood as people write them",
    arguments: [
      ("p. 4", Locator.Kind.page, "4", "p. 4", "第 4 页"), ("p.4", .page, "4", "p. 4", "第 4 页"), ("4", .page, "4", "p. 4", "第 4 页"),
      ("page 4", .page, "4", "p. 4", "第 4 页"),
      ("pp. 4–6", .page, "4–6", "pp. 4–6", "第 4–6 页"), ("pp. 4--6", .page, "4–6", "pp. 4–6", "第 4–6 页"),
      ("p. 4-6", .page, "4–6", "pp. 4–6", "第 4–6 页"),
      ("4, 7", .page, "4, 7", "pp. 4, 7", "第 4, 7 页"), ("xii", .page, "xii", "p. xii", "第 xii 页"),
      ("pp. 4ff.", .page, "4ff.", "pp. 4ff.", "第 4ff. 页"),
      ("chap. 3", .chapter, "3", "chap. 3", "第 3 章"), ("Chapters 3 and 4", .chapter, "3 and 4", "chaps. 3 and 4", "第 3 and 4 章"),
      ("ch. 3", .chapter, "3", "chap. 3", "第 3 章"),
      ("§ 2.1", .section, "2.1", "sec. 2.1", "第 2.1 节"), ("§2", .section, "2", "sec. 2", "第 2 节"),
      ("sec. A.1", .section, "A.1", "sec. A.1", "第 A.1 节"),
      ("Theorem 2", .theorem, "2", "Theorem 2", "定理 2"), ("Thm. 2.1", .theorem, "2.1", "Theorem 2.1", "定理 2.1"),
      ("Lemmas 2, 3", .lemma, "2, 3", "Lemmas 2, 3", "引理 2, 3"),
      ("eq. (5)", .equation, "(5)", "Equation (5)", "式 (5)"), ("Fig. 1", .figure, "1", "Figure 1", "图 1"),
      ("Appendix B", .appendix, "B", "Appendix B", "附录 B"),
      ("第 4 页", .page, "4", "p. 4", "第 4 页"), ("第4–6页", .page, "4–6", "pp. 4–6", "第 4–6 页"), ("第 3 章", .chapter, "3", "chap. 3", "第 3 章"),
      ("定理 2", .theorem, "2", "Theorem 2", "定理 2"),
      ("Theorem 2 and its proof", .text, "Theorem 2 and its proof", "Theorem 2 and its proof", "Theorem 2 and its proof"),
      ("passim", .text, "passim", "passim", "passim"),
      ("the introduction", .text, "the introduction", "the introduction", "the introduction"), ("", .text, "", "", ""),
      ("p.", .text, "p.", "p.", "p."),
    ])
  func written(text: String, kind: Locator.Kind, number: String, english: String, chinese: String) {
    let locator = Locator(written: text)
    #expect(locator.kind == kind)
    #expect(locator.text == number)
    #expect(locator.formatted(.english) == english)
    #expect(locator.formatted(.chinese) == chinese)
  }

  @Test("both languages have words for every kind of locator")
  func complete() {
    for words in [Words.english, .chinese] {
      for kind in Locator.Kind.allCases where kind != .text { #expect(words.locators[kind]?.one.contains("#") == true, "\(kind)") }
    }
  }
}
