import Diagnostics

/// Reads the references of a .bib file, in BibTeX's or biblatex's fields.
package enum BibTeXReader {
  /// The references in the order of the file. What is wrong is added to the report, all of it; the rest is still read.
  ///
  /// Linear in the text, which must be UTF-8. Files over 32 MiB, and values that grow over 64 MiB by strings and inheritance,
  /// are refused. Entries that can't be cited (`@string`, `@xdata`) are left out.
  package static func read(_ source: Source, report: inout DiagnosticReport) -> [Reference] {
    var parser = BibTeXParser(source)
    parser.parse()
    var indices: [String: Int] = [:]
    for (index, entry) in parser.entries.enumerated() {
      guard let first = indices[entry.key] else {
        indices[entry.key] = index
        continue
      }
      let place = { (bytes: Range<Int>) in Diagnostic.Location.text(SourceRange(source: source, bytes: bytes)) }
      parser.add(
        Diagnostic(
          id: "duplicate-key", "the key '\(entry.key)' is used twice", at: place(entry.keyBytes),
          fix: "give one of the entries another key",
          notes: [Diagnostic.Note("the first is here", at: place(parser.entries[first].keyBytes))]))
    }
    report.add(contentsOf: parser.report)
    var inheritance = BibTeXInheritance(parser.entries, indices: indices, source: source, expandedBytes: parser.expandedBytes)
    inheritance.resolve()
    report.add(contentsOf: inheritance.report)
    if inheritance.isTooLong { return [] }
    var references: [Reference] = []
    for (index, entry) in inheritance.entries.enumerated() where indices[entry.key] == index && entry.type != "xdata" {
      var builder = BibTeXWork(entry, source)
      builder.build()
      report.add(contentsOf: builder.report)
      references.append(Reference(key: entry.key, work: builder.work, place: SourceRange(source: source, bytes: entry.keyBytes)))
    }
    return references
  }
}
