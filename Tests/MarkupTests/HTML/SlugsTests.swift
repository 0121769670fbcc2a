import Markup
import Testing

@Suite struct SlugsTests {
  @Test(
    "a slug has the words of a title in lower case with hyphens",
    arguments: [
      ("The Linear Regions", "the-linear-regions"), ("  a -- b  ", "a-b"), ("C++ & C#", "c-c"), ("什么是 线性区域？", "什么是-线性区域"),
      ("snake_case", "snake_case"), ("Größe 2", "größe-2"), ("!?", "section"), ("", "section"),
      ("e\u{301}te\u{301}", "e\u{301}te\u{301}"),
    ])
  func slug(_ title: String, _ expected: String) {
    #expect(Slugs.slug(title) == expected)
  }

  @Test("no id is given twice, whatever the titles")
  func unique() {
    var slugs = Slugs(reserved: ["moons"])
    let titles = ["a", "a", "a-1", "a", "a-1", "moons", "", ""]
    #expect(titles.map { slugs.unique($0) } == ["a", "a-1", "a-1-1", "a-2", "a-1-2", "moons-1", "section", "section-1"])
  }
}
