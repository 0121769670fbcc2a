import Foundation
import Seeded
import Testing

/// Random pieces of dangerous text in every place of a site that takes text.
@Suite struct InjectionTests {
  private static let pieces = [
    "<script>alert(1)</script>", "</script>", "\" onload=\"x", "' onload='x", "'><img src=x onerror=y>", "javascript:alert(1)",
    "[x](javascript:alert(1))", "[x](<java\tscript:alert(1)>)", "![x](data:text/html,a)", "</title>", "<!--", "-->", "&#60;script&#62;",
    "&lt;b&gt;", "&quot;", "{{{page.body}}}", "{{page.title}}", "$\\href{javascript:x}{y}$", "$\\htmlClass{x}{y}$", "$x$", "`<b>`", "]]>",
    "\\<script\\>", "a", " ", "|", "*b*", "@", "<https://example.org/?\"onload=x>", "[t](https://example.org \"a' onload=\")", "\\", "注",
  ]

  private static func text(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...5, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  /// A text as YAML, in double quotes.
  private static func yaml(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\t", with: "\\t") + "\""
  }

  /// The places, and a site with a text in each.
  private static let places: [String: @Sendable (String) -> [String: String]] = [
    "title": { ["index.md": "# Home\n", "a.md": "---\ntitle: \(yaml("T" + $0))\nsubtitle: \(yaml($0))\n---\n\n[a](index.md)\n"] },
    "description": { ["index.md": "---\ntitle: T\ndescription: \(yaml($0))\ntags: [\(yaml($0))]\n---\n", "a/b.md": "# B\n"] },
    "author": {
      [
        "index.md": "# Home\n",
        "a.md":
          "---\ntitle: T\ndate: 2026-01-02\nauthors: [{ name: \(yaml("A" + $0)), affiliation: \(yaml($0)) }]\nlicence: \(yaml($0))\n---\n",
      ]
    },
    "site": {
      ["site.yaml": "title: \(yaml($0))\ndescription: \(yaml($0))\nsections: [{ folder: a, title: \(yaml($0)) }]\n", "a/b.md": "# B\n"]
    },
    "bibliography": { text in
      let field = text.filter { !"{}\\$".contains($0) }
      return [
        "index.md": "---\ntitle: T\nbibliography: a.bib\n---\n\n@key and [@key].\n",
        "a.bib":
          "@book{key, author = {A \(field)}, title = {T \(field)}, publisher = {\(field)}, note = {\(field)}, year = 2000, url = {\(field)}, doi = {\(field)}}\n",
      ]
    },
    "CSL": { text in
      let data =
        (try? JSONSerialization.data(withJSONObject: [
          ["id": "key", "type": "book", "title": text, "publisher": text, "URL": text, "DOI": text, "author": [["literal": text]]]
            as [String: Any]
        ])) ?? Data()
      return ["index.md": "---\ntitle: T\nbibliography: a.json\n---\n\n@key and [@key].\n", "a.json": String(decoding: data, as: UTF8.self)]
    },
    "CSV": { text in
      let cell = "\"" + text.replacing("\"", with: "\"\"") + "\""
      return ["index.md": "# T\n\n```{table} t\n:caption: A table.\n:file: a.csv\n```\n", "a.csv": "x,\(cell)\n1,\(cell)\n"]
    },
    "caption": {
      ["index.md": "# T\n\n```{regions} q\nmodel: net.json\ndomain: { x: [-1, 1], y: [-1, 1] }\ncaption: \(yaml($0))\nalt: \(yaml($0))\n```\n"]
    },
    "figure": { ["index.md": "# T\n\n```{figure} f\n:caption: \($0)\n![\($0)](a.svg \"x\")\n```\n", "a.svg": "<svg/>"] },
    "note": { ["index.md": "# T\n\nText[^a].\n\n[^a]: x \($0)\n"] },
    "tabs": {
      ["index.md": "# T\n\n````{tabs}\n```{tab}\n:title: \($0)\nx\n```\n````\n\n```{term} t\n:title: x \($0)\nmeaning \($0)\n```\n\n[@t]\n"]
    },
    "heading": { ["index.md": "# T\n\n## H \($0)\n\n## I\n\n## J\n\nText \($0)\n\n- \($0)\n\n| a |\n|---|\n| \($0) |\n"] },
    "code": { ["index.md": "# T\n\n```\($0.filter { $0 != "`" })\n\($0)\n```\n\n```python\n\($0)\n```\n"] },
    "macro": { ["index.md": "---\ntitle: T\nmacros: { '\\m': \(yaml($0)) }\n---\n\n$\\m$ and $\\text{\($0.filter { $0 != "$" })}$\n"] },
  ]

  @Test("nothing that is written anywhere becomes a script, a handler or an address that is code", arguments: places.keys.sorted())
  func injection(place: String) async throws {
    let make = try #require(Self.places[place])
    var generator = SeededGenerator(seed: UInt64(place.utf8.reduce(0) { $0 + Int($1) }))
    var built = 0
    for _ in 0..<24 {
      let text = Self.text(&generator)
      let site = try TemporarySite(make(text))
      // What is refused reaches no page.
      guard let files = try? await site.build() else { continue }
      built += 1
      for (path, bytes) in files.sorted(by: { $0.key < $1.key }) where path.hasSuffix(".html") {
        let dangers = HTMLTags(String(decoding: bytes, as: UTF8.self)).dangers
        #expect(dangers.isEmpty, "\(place), \(path): \(text) gave \(dangers)")
      }
    }
    #expect(built > 0, "every text was refused in \(place)")
  }

  @Test("the reader of tags finds what is dangerous")
  func reader() {
    #expect(HTMLTags("<p title='a'>x</p><script>y</script>").dangers == ["<script>"])
    #expect(HTMLTags("<img alt=\"a\" onload=\"x\">").dangers == ["img onload="])
    #expect(HTMLTags("<a href=\" Java\nScript:x\">").dangers.count == 1)
    #expect(HTMLTags("<a title=\"<script> onload=x\">&lt;script></a><!-- <script> -->").dangers.isEmpty)
    #expect(HTMLTags("<script type=\"application/ld+json\">{\"a\": \"<b onload=x>\"}</script>").dangers.isEmpty)
  }
}
