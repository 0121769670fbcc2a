import Foundation
import Site
import Testing

/// "How this was computed" under results without a figure.
@Suite struct RecordTests {
  @Test("tables without a figure have a record with notes, inputs and downloads; a table of options has none")
  func tables() async throws {
    let page = """
      ---
      title: Home
      ---

      ```{automorphisms} twins
      model: twins.json
      ```

      ```{declaration}
      directive: automorphisms
      ```

      """
    let twins = #"{"layers": [{"w": [[1, 2], [1, 2]], "b": [1, 1]}, {"w": [[3, 3]], "b": [0]}]}"#
    let files = try await TemporarySite(["index.md": page, "twins.json": twins]).build()
    let html = String(decoding: files["index.html"] ?? [], as: UTF8.self)
    #expect(html.split(separator: "<details class=\"computed\">").count == 2)
    #expect(html.contains("The group has the order 2 (inputs fixed)"))
    #expect(html.contains("href=\"index/twins-generators.csv\"") && files["index/twins-generators.csv"] != nil)
  }
}
