import Foundation
import Testing

/// The site under Tests/Fixtures/sites/everything, whose articles use all that an article can.
@Suite struct EverythingTests {
  private static let folder = TemporarySite.root.appending(path: "Tests/Fixtures/sites/everything")

  private static func site() throws -> TemporarySite {
    var files: [String: String] = [:]
    let root = folder.path(percentEncoded: false)
    for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
      let url = folder.appending(path: path)
      if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true { continue }
      files[path] = try String(contentsOf: url, encoding: .utf8)
    }
    return try TemporarySite(files)
  }

  private func expect(_ page: String, holds parts: [String], _ location: SourceLocation = #_sourceLocation) async throws {
    let html = try await Self.site().page(page)
    for part in parts { #expect(html.contains(part), "\(part)", sourceLocation: location) }
  }

  @Test("mathematics is typeset with MathML, equations are numbered, and references lead to them")
  func mathematics() async throws {
    try await expect(
      "all.html",
      holds: [
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">", "money 5$ and 7$, and $1.", "id=\"eq:energy\"",
        "<span class=\"equation\" id=\"eq:first\" tabindex=\"0\"><span id=\"eq:second\"></span>",
        "By <a class=\"reference\" href=\"#eq:energy\">Equation\u{A0}1</a>, <a class=\"reference\" href=\"#eq:second\">Equation\u{A0}3</a>",
        "<a class=\"reference\" href=\"#eq:first\">2</a>", "href=\"assets/katex/katex.css\"",
      ])
  }

  @Test("statements are numbered together, with titles, proofs and links across pages")
  func statements() async throws {
    try await expect(
      "all.html",
      holds: [
        "<div class=\"abstract\">\n<p class=\"container-title\">Abstract</p>",
        "id=\"def-cell\">\n<p class=\"container-title\">Definition 1 (Cell)</p>",
        "<p class=\"container-title\">Theorem 2 (The <em>main</em> one)</p>", "<p class=\"container-title\">Proof of Theorem\u{A0}2</p>",
        "<a class=\"reference\" href=\"#thm-main\">Theorem\u{A0}2</a>; <a class=\"reference\" href=\"#sec-math\">Section\u{A0}1</a>",
        "<a class=\"reference\" href=\"other.html#lem-other\" title=\"Other\">Lemma\u{A0}1</a> and <a class=\"reference\" href=\"other.html#sec-there\" title=\"Other\">There</a>",
        "<span class=\"section-number\">2.1</span> Included", "<div class=\"admonition note\">\n<p class=\"container-title\">Mind</p>",
        "<p class=\"container-title\">Tip</p>",
      ])
    try await expect(
      "other.html",
      holds: [
        "<a class=\"reference\" href=\"all.html#thm-main\" title=\"Everything &lt;at&gt; once\">Theorem\u{A0}2</a>",
        "<a class=\"reference\" href=\"all.html#fig-pair.a\" title=\"Everything &lt;at&gt; once\">Figure\u{A0}1a</a>",
        "<p class=\"container-title\">Lemma 1</p>", "[<a id=\"_cite-1\" href=\"#_ref-shared\">1</a>]",
      ])
  }

  @Test("figures, their parts, tables and listings are numbered each in its own sequence, directives' figures among them")
  func figures() async throws {
    try await expect(
      "all.html",
      holds: [
        "<figure class=\"figure width-page\" id=\"fig-pair\">", "id=\"fig-pair.b\"><img src=\"right.svg\" alt=\"Right\" loading=\"lazy\" />",
        "<figcaption>(b) The right one</figcaption>", "href=\"#fig-pair\">Figure 1.</a> Two <em>pictures</em>.",
        "href=\"#fig-single\">Figure 2.</a>",
        "href=\"#cells\">Figure 3.</a> Cells with", "<a class=\"reference\" href=\"#fig-pair.a\">Figure\u{A0}1a</a>",
        "href=\"#tab-squares\">Table 1.</a> Squares.", "<tr><td class=\"align-right\">9</td><td class=\"align-right\">3</td></tr>",
        "href=\"#tab-own\">Table 2.</a>", "<code>x|y</code>", "href=\"#lst-code\">Listing 1.</a>", "<span class=\"code-keyword\">def</span>",
        "<tr><td><code>cells.regions</code></td><td class=\"align-right\">4</td>",
      ])
  }

  @Test("values, claims, citations, notes and cards come out with ways there and back")
  func references() async throws {
    try await expect(
      "all.html",
      holds: [
        "title=\"cells.regions\">four</data>", ">25.0%</data>", "title=\"other.md#small.regions\">4th</data>",
        "<summary>2 claims checked</summary>",
        "(<a id=\"_cite-1\" href=\"#_ref-shared\">Shared, 1999</a>, p. 4)", "<a id=\"_cite-2\" href=\"#_ref-shared\">Shared (1999)</a>",
        "(see <a id=\"_cite-3\" href=\"#_ref-own\">Own, 2010</a>)", "href=\"#_cite-2\"", "<li id=\"_ref-own\">", "Own &amp;",
        "an address a@b.", "<span class=\"footnote\" id=\"_fnref-1-1\">", "<span class=\"side-note-number\">1</span> A <em>short</em> note",
        "<a id=\"_fnref-1-2\" href=\"#_fn-1\">1</a>", "href=\"#_fnref-1-2\"", "<a id=\"_fnref-2-1\" href=\"#_fn-2\">2</a>",
        "<span class=\"card\" role=\"note\">A linear map and a <strong>shift</strong>.</span>",
      ])
  }

  @Test("definitions, tasks, deletions, tabs, details, appendices and shown directives")
  func blocks() async throws {
    try await expect(
      "all.html",
      holds: [
        "<dt>Term</dt>\n<dd>its meaning</dd>", "aria-label=\"To do\" /> open", "checked=\"checked\" aria-label=\"Done\" /> done",
        "<del>deleted</del>",
        "<div class=\"margin\">\n<p>In the margin.</p>", "<label for=\"_tabs-1-1\">First</label>", "<summary>More</summary>",
        "```{theorem} shown\nText.\n```", "<section class=\"acknowledgements\">", "Appendix A (Proofs)",
        "<a class=\"reference\" href=\"#app-proofs\">Appendix\u{A0}A</a>",
      ])
  }

  @Test("a Chinese page speaks Chinese, and its references stand in text without spaces")
  func chinese() async throws {
    try await expect(
      "zh.html",
      holds: [
        "<html lang=\"zh\">", "图 1</a> 一张图。", "正文见<a class=\"reference\" href=\"#fig-tu\">图\u{A0}1</a>和",
        "（<a id=\"_cite-1\" href=\"#_ref-shared\">Shared，1999</a>）",
        "<p class=\"container-title\">定理\u{A0}1的证明</p>", "aria-label=\"注 1\"", "<p class=\"container-title\">注意</p>", "式\u{A0}1</a>得。",
        ">参考文献</h2>", ">注释</h2>",
        "<time datetime=\"2026-02-03\">2026年2月3日</time>", "<link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/site/all.html\">",
      ])
    try await expect("all.html", holds: ["<link rel=\"alternate\" hreflang=\"zh\" href=\"https://example.org/site/zh.html\">"])
  }

  @Test("the page describes itself to machines, in linked data that is JSON")
  func metadata() async throws {
    let html = try await Self.site().page("all.html")
    let match = try #require(html.firstMatch(of: /<script type="application\/ld\+json">(.*?)<\/script>/))
    let object = try JSONSerialization.jsonObject(with: Data(match.1.utf8)) as? [String: Any]
    #expect(object?["@type"] as? String == "ScholarlyArticle" && object?["headline"] as? String == "Everything <at> once")
    #expect(object?["dateModified"] as? String == "2026-03-04" && object?["description"] as? String == "There are 4 cells.")
    #expect(((object?["author"] as? [[String: Any]])?.first?["name"] as? String) == "Ada Author")
    for part in [
      "<meta name=\"citation_title\" content=\"Everything &lt;at&gt; once\">", "<meta name=\"citation_author\" content=\"Ada Author\">",
      "<meta name=\"citation_author_orcid\" content=\"https://orcid.org/0000-0002-1825-0097\">",
      "<meta name=\"citation_publication_date\" content=\"2026/02/03\">", "<link rel=\"canonical\" href=\"https://example.org/site/all.html\">",
    ] { #expect(html.contains(part), "\(part)") }
  }

  @Test("works that the site's bibliography keeps for later are no warning, and the same bytes come from 1 job and from 8")
  func determinism() async throws {
    let one = try await Self.site().run(jobs: 1)
    let many = try await Self.site().run(jobs: 8)
    #expect(one.files == many.files && one.warnings.isEmpty)
  }

  @Test("a page loads KaTeX's files if it shows mathematics, be it in the title of a work, and else does not")
  func katex() async throws {
    #expect(try await Self.site().page("other.html").contains("katex.css"))
    let files = try await TemporarySite(["index.md": "# Home\n\nIt costs 5$.\n"]).build()
    #expect(!files.keys.contains { $0.contains("katex") })
    #expect(!String(decoding: files["index.html"] ?? [], as: UTF8.self).contains("katex"))
  }
}
