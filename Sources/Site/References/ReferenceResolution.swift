import Diagnostics
import Markup

/// Finding what every reference and citation leads to, on its own: for the benchmark, since a build does it while it checks pages.
package enum ReferenceResolution {
  /// Reads the bibliographies of a content folder and resolves every key of its pages; how many keys led somewhere. What leads nowhere
  /// is added to the report. Constant time for each key that is known.
  package static func run(_ content: Content, into report: inout DiagnosticReport) -> Int {
    let references = SiteReferences(content, into: &report)
    var count = 0
    for page in content.pages {
      for inline in page.blocks.flattened.flatMap(\.inlines).flattened {
        guard case .citation(let citation) = inline.kind else { continue }
        for item in citation.items where report.collect({ try references.resolve(item, from: page) }) != nil { count += 1 }
      }
    }
    return count
  }
}
