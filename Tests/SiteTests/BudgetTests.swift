import Foundation
import Site
import Testing

@Suite struct BudgetTests {
  private static let page = """
    ---
    title: Home
    ---

    ```{regions} q
    model: net.json
    domain: { x: [-1, 1], y: [-1, 1] }
    ```

    """

  @Test("a download over the budget holds its first records, and page and file say so")
  func download() async throws {
    let files = try await TemporarySite(["index.md": Self.page, "site.yaml": "title: T\nbudget: { download: 620 }\n"]).build()
    let html = String(decoding: files["index.html"] ?? [], as: UTF8.self)
    #expect(
      html.contains(
        "<p class=\"capped\">cells.geojson holds the first 2 of 4 cells, because the whole is larger than the site allows. "))
    #expect(html.contains("“facet run” with --out writes all."))
    let cells = String(decoding: files["index/q-cells.geojson"] ?? [], as: UTF8.self)
    #expect(cells.contains("\"note\":\"the first 2 of 4 cells\""))
    #expect(try await !TemporarySite(["index.md": Self.page]).page("index.html").contains("capped"))
  }

  @Test("a figure over the budget is a warning at its directive")
  func figure() async throws {
    let site = try TemporarySite(["index.md": Self.page, "site.yaml": "title: T\nbudget: { figure: 1 kB }\n"])
    let (files, report) = try await site.run()
    let warning = try #require(report.diagnostics.first)
    #expect(warning.severity == .warning && warning.location.position?.line == 5 && files["index.html"] != nil)
    #expect(warning.message.hasPrefix("the figure takes ") && warning.message.hasSuffix("more than the 1000 B that site.yaml allows for one"))
    #expect(warning.fix == "show a smaller window, or raise 'figure' under 'budget' in site.yaml")
  }

  @Test("sizes that are none are errors")
  func sizes() async throws {
    for (text, expected) in [
      (
        "budget: { download: 1 MiBB }\n",
        """
        site.yaml:1:21: error: 'download' is the text '1 MiBB', not a size
            1 | budget: { download: 1 MiBB }
              |                     ^^^^^^ fix: write it as in 500 kB, 1 MiB or 1048576
        """
      ),
      (
        "budget: { downlaod: 1 MiB }\n",
        """
        site.yaml:1:11: error: unknown budget key 'downlaod'
            1 | budget: { downlaod: 1 MiB }
              |           ^^^^^^^^ fix: did you mean 'download'?
        """
      ),
      ("budget: { figure: 0 }\n", "site.yaml:1:19: error: 'figure' is the number 0, not a size"),
    ] { #expect(try await TemporarySite(["index.md": Self.page, "site.yaml": text]).errors().hasPrefix(expected)) }
  }
}
