import Foundation
import Site
import Testing

@Suite struct GoodSiteTests {
  private static let files = [
    "site.yaml": "title: A site\nsections:\n  - { folder: articles, title: Articles }\n",
    "index.md": "---\ntitle: Home\n---\n\nSee [the article](articles/one.md#a-section) and [the network](net.json).\n",
    "articles/one.md": """
    ---
    title: One
    description: "About `<b>`"
    date: 2026-02-28
    aliases: [old/place]
    ---

    There are `= q.regions` cells, the largest `= q.area.largest-share | percent 1` of the square.

    ```{regions} q
    model: ../net.json
    domain: { x: [-1, 1], y: [-1, 1] }
    caption: "With *Markdown*, `= q.regions` cells & more, [a link](../index.md)."
    alt: "`= q.regions` cells"
    ```

    ## A section

    | n | cells |
    |--:|:-----|
    | 1 | `= q.regions` |

    ```{expect}
    q.regions == 4
    # a comment
    q.certified
    ```

    """,
  ]

  @Test("values, captions, tables, claims, links and downloads come out on the page")
  func page() async throws {
    let html = try await TemporarySite(Self.files).page("articles/one.html")
    for part in [
      "There are <data class=\"value\" value=\"4\" title=\"q.regions\">4</data> cells, the largest",
      ">25.0%</data>",
      "<a class=\"figure-number\" href=\"#q\">Figure 1.</a> With <em>Markdown</em>, <data class=\"value\" value=\"4\" title=\"q.regions\">4</data> cells",
      "<a href=\"../index.html\">a link</a>", "aria-label=\"4 cells\"", "<h2 id=\"a-section\">", "<summary>2 claims checked</summary>",
      "<td class=\"align-right\">1</td>", "<a href=\"one/q-cells.csv\" download>cells.csv</a>", "<code>net.json</code>",
    ] { #expect(html.contains(part), "\(part)") }
    #expect(html.contains("cells &amp; more"))
    #expect(html.contains("content=\"About &lt;b&gt;\""))
  }

  @Test("a site holds its pages, lists, aliases, data, linked files and the theme's assets, and nothing else")
  func files() async throws {
    let files = try await TemporarySite(Self.files).build()
    #expect(
      files.keys.filter { !$0.hasPrefix("assets/") }.sorted() == [
        "404.html", "articles/index.html", "articles/one.html", "articles/one/q-boundary.geojson", "articles/one/q-cells.csv",
        "articles/one/q-cells.geojson",
        "articles/one/q-values.json", "index.html", "net.json", "old/place.html",
      ])
    let home = String(decoding: try #require(files["index.html"]), as: UTF8.self)
    #expect(home.contains("<a href=\"articles/one.html#a-section\">the article</a>"))
    #expect(String(decoding: try #require(files["old/place.html"]), as: UTF8.self).contains("url=../articles/one.html"))
  }

  @Test("the same content gives the same bytes, with one job or many, from any folder")
  func determinism() async throws {
    let one = try await TemporarySite(Self.files).build(jobs: 1)
    let other = try await TemporarySite(Self.files).build(jobs: 7)
    #expect(one == other)
  }

  @Test("names with characters that addresses can't hold are encoded, and a site without a home page gets one")
  func encoding() async throws {
    let files = try await TemporarySite(["a b#c%d.md": "# One\n\n[two](sub/t%3F.md)\n", "sub/t?.md": "# Two\n"]).build()
    let page = String(decoding: try #require(files["a b#c%d.html"]), as: UTF8.self)
    #expect(page.contains("<a href=\"sub/t%3F.html\">two</a>"))
    #expect(files["index.html"] != nil)
  }

  @Test("files that look like articles and are none are warned about, and the site is built all the same")
  func warnings() async throws {
    let site = try TemporarySite(["index.md": "# Home\n", "other.markdown": "# Other\n"])
    let (files, report) = try await site.run()
    #expect(files["other.html"] == nil && files["index.html"] != nil)
    #expect(report.diagnostics.map(\.severity) == [.warning])
    #expect(report.diagnostics.first?.message == "the file looks like an article, but only files that end in .md are read")
  }

  @Test("every link and image of the committed site leads to a file of the site, and none to another host's resources")
  func committedLinks() throws {
    let site = TemporarySite.root.appending(path: "site")
    let walker = try #require(FileManager.default.enumerator(at: site, includingPropertiesForKeys: nil))
    for case let url as URL in walker where url.pathExtension == "html" {
      let html = try String(contentsOf: url, encoding: .utf8)
      #expect(!html.replacing("<script type=\"application/ld+json\">", with: "").contains("<script"))
      for match in html.matches(of: /(href|src)="([^"#]+)(#[^"]*)?"/) {
        let address = String(match.2)
        // KaTeX's files are not kept with the sources: a build copies them.
        if address.hasPrefix("https://") || address.hasSuffix("assets/katex/katex.css") { continue }
        let target = url.deletingLastPathComponent().appending(path: address)
        #expect(FileManager.default.fileExists(atPath: target.path(percentEncoded: false)), "\(url.lastPathComponent): \(address)")
      }
    }
  }
}
