import Inputs
import Site
import Testing

/// What `facet new` writes is a site as it should be.
@Suite struct StarterTests {
  private static func text(_ files: [String: [UInt8]], in folder: String = "") -> [String: String] {
    Dictionary(uniqueKeysWithValues: files.map { (folder + $0, String(decoding: $1, as: UTF8.self)) })
  }

  private static let site = Dictionary(
    uniqueKeysWithValues: text(Starter.site).map { (String($0.dropFirst("content/".count)), $1) })

  @Test("the new site builds without errors or warnings")
  func newSite() async throws {
    #expect(try await TemporarySite(Self.site).run().warnings.isEmpty)
  }

  @Test("a new article builds in the new site without errors or warnings, and uses what an article can use")
  func newArticle() async throws {
    let article = Self.text(Starter.article(named: "mine"), in: "articles/")
    let (files, warnings) = try await TemporarySite(Self.site.merging(article) { $1 }).run()
    #expect(warnings.isEmpty)
    let page = String(decoding: try #require(files["articles/mine.html"]), as: UTF8.self)
    for part in [
      "class=\"abstract\"", "class=\"katex\"", "class=\"statement theorem\" id=\"count\"", "class=\"proof\"", "class=\"bibliography\"",
      "<figure class=\"figure width-text\" id=\"first\">", "class=\"table-figure\"", "class=\"footnotes\"", "class=\"admonition note\"",
      "class=\"tabs\"", "class=\"listing\"", "<data class=\"value\" value=\"11\" title=\"first.regions\">11</data>", "class=\"claims\"",
      "href=\"#mathematics\"", "<dl class=\"definitions\">", "type=\"checkbox\" disabled", "<details class=\"details\">", "class=\"margin\"",
      "class=\"appendix\" id=\"larger\"", "class=\"acknowledgements\"", "class=\"section-number\"", "<table class=\"values\">",
    ] { #expect(page.contains(part), "\(part)") }
  }
}
