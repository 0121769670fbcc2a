import Diagnostics
import Testing

import Bibliography

@Suite struct ReferenceLibraryTests {
  @Test("a key that two files use is an error at both places, and the first counts")
  func duplicates() throws {
    var report = DiagnosticReport()
    var library = ReferenceLibrary()
    for path in ["a.bib", "b.bib"] {
      library.add(BibTeXReader.read(Source(path: path, text: "@misc{k, title = {\(path)}}"), report: &report), report: &report)
    }
    let finding = try #require(report.diagnostics.first)
    #expect(report.diagnostics.count == 1)
    #expect((finding.id, finding.location.path, finding.notes.first?.location.path) == ("duplicate-key", "b.bib", "a.bib"))
    #expect(library["k"]?.work.title.plainText == "a.bib")
    #expect(library.keys == ["k"])
    #expect(library["zzz"] == nil)
  }
}
