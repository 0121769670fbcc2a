import Diagnostics
import Inputs
import Mustache

/// A theme: Mustache templates and the files in its folder `assets`.
package struct Theme: Sendable {
  /// The templates that every theme must have; others are partials.
  package static let required = ["404", "article", "home", "reference", "section"]

  private let library: MustacheLibrary
  /// The bytes of the theme's assets, by their paths in the site.
  package let assets: [String: [UInt8]]
  /// The words that Facet puts on pages.
  let strings: StringTable
  /// What directives say in other languages.
  let phrases: DirectivePhrases

  /// Reads a theme's folder. Throws every template that can't be read, and every one that is missing.
  package init(_ workspace: Workspace) throws(DiagnosticReport) {
    var report = DiagnosticReport()
    var library = MustacheLibrary()
    var assets: [String: [UInt8]] = [:]
    var names: Set<String> = []
    for path in report.collect({ try workspace.files() }) ?? [] {
      if path.hasPrefix("assets/") {
        if let bytes = report.collect({ try workspace.read(path) }) { assets[path] = bytes }
      } else if path.hasSuffix(".mustache"), let source = report.collect({ try workspace.readText(path) }) {
        let name = String(path.dropLast(".mustache".count))
        names.insert(name)
        do { try library.register(source.text, named: name) } catch { report.add(Self.diagnostic(error, source)) }
      }
    }
    let words = report.collect { try StringTable(try workspace.readText(StringTable.fileName)) }
    let phrases =
      workspace.exists(DirectivePhrases.fileName)
      ? report.collect { try DirectivePhrases(try workspace.readText(DirectivePhrases.fileName)) } : DirectivePhrases.none
    for name in Self.required where !names.contains(name) {
      report.add(Diagnostic(id: "bad-theme", "the theme has no template '\(name).mustache'", at: .file(workspace.shown(""))))
    }
    try report.throwIfErrors()
    guard let words, let phrases else { throw report }
    strings = words
    self.phrases = phrases
    self.library = library
    self.assets = assets
  }

  private static func diagnostic(_ error: any Error, _ source: Source) -> Diagnostic {
    guard let error = error as? MustacheTemplate.ParserError else { return Diagnostic(id: "bad-theme", "\(error)", at: .file(source.path)) }
    return Diagnostic(
      id: "bad-theme", "the template is not valid Mustache: \(error.error)",
      at: .text(source.range(ofLine: error.context.lineNumber)))
  }

  /// A page as a whole.
  func render(_ template: String, _ context: [String: Any]) -> String { library.render(context, withTemplate: template) ?? "" }
}
