import Diagnostics
import JSON

/// Reads the references of a CSL-JSON file: an array of items (B. D'Arcus, R. Karcher, "CSL-JSON schema", version 1.0.2).
package enum CSLReader {
  /// The references in the order of the file. What is wrong is added to the report; items that can be read still are.
  package static func read(_ source: Source, report: inout DiagnosticReport) -> [Reference] {
    let root: JSONValue
    do throws(JSONError) { root = try JSONParser.parse(Array(source.text.utf8)) } catch {
      report.add(Diagnostic(id: "bad-json", error.message, at: .text(SourceRange(source: source, bytes: error.bytes)), fix: error.fix))
      return []
    }
    // pandoc and Zotero's exports wrap the array in an object.
    let items = root.array ?? root.members?.first { $0.key == "items" || $0.key == "references" }?.value.array
    guard let items else {
      report.add(
        Diagnostic(
          id: "bad-bibliography", "a CSL-JSON bibliography is an array of items, not \(root.kind)",
          at: .text(SourceRange(source: source, bytes: root.bytes)), fix: "put the items in brackets: [ … ]"))
      return []
    }
    let start = report.diagnostics.count
    var references: [Reference] = []
    var places: [String: SourceRange] = [:]
    for item in items where report.diagnostics.count <= start + BibliographyLimits.findings {
      var reader = CSLItem(item, source)
      let reference = reader.read()
      report.add(contentsOf: reader.report)
      guard let reference else { continue }
      if let first = places[reference.key] {
        report.add(
          Diagnostic(
            id: "duplicate-key", "the id '\(reference.key)' is used twice", at: .text(reference.place),
            fix: "give one of the items another id",
            notes: [Diagnostic.Note("the first is here", at: .text(first))]))
      } else {
        places[reference.key] = reference.place
        references.append(reference)
      }
    }
    return references
  }
}
