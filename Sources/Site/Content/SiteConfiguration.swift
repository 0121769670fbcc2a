import Bibliography
import Diagnostics
import Inputs
import Markup

/// What `site.yaml` says about the site as a whole.
package struct SiteConfiguration: Sendable {
  /// A folder of articles that the navigation names.
  package struct Section: Sendable {
    package enum Layout: String, Sendable, CaseIterable { case article, reference }

    package let folder: String
    package let title: String
    package let layout: Layout
    /// The place of the folder's name.
    package let folderRange: SourceRange
  }

  package var title = "Untitled"
  package var description: String?
  package var lang = "en"
  /// The address at which the site is published, without a slash at the end; for canonical links only.
  package var baseURL: String?
  package var allowsHTML = false
  package var sections: [Section] = []
  package var budget = Budget()
  /// Paths of bibliographies that every article may cite, relative to the content folder.
  package var bibliography: [String] = []
  /// The places of these paths.
  package var bibliographyPlaces: [SourceRange] = []
  /// Macros for the mathematics of every article.
  package var macros: [String: String] = [:]
  /// The places of the macros' names.
  package var macroPlaces: [String: SourceRange] = [:]
  package var citations = CitationStyle.authorYear
  package var numbersSections = false
  /// The licence of articles that name none.
  package var licence: Licence?
  /// The place of every key's value.
  package var ranges: [String: SourceRange] = [:]

  /// How large what belongs to one figure may be, in bytes.
  package struct Budget: Sendable, Equatable {
    /// A file of data beyond it holds only its first records.
    package var download = 1 << 20
    /// A figure beyond it, with its pictures of pixels, is a warning.
    package var figure = 1 << 20
  }

  package static let fileName = "site.yaml"
  private static let keys = [
    "title", "description", "lang", "base-url", "raw-html", "sections", "budget", "bibliography", "macros", "citations",
    "number-sections", "licence",
  ]

  package init() {}

  /// The configuration of a content folder; the default one where there is no `site.yaml`.
  static func load(_ workspace: Workspace, into report: inout DiagnosticReport) -> SiteConfiguration {
    guard workspace.exists(fileName), let source = report.collect({ try workspace.readText(fileName) }) else { return SiteConfiguration() }
    return parse(source, into: &report)
  }

  /// Reads `site.yaml`. Everything that is wrong is added to the report.
  static func parse(_ source: Source, into report: inout DiagnosticReport) -> SiteConfiguration {
    var result = SiteConfiguration()
    guard let node = report.collect({ try YAMLParser.parse(YAMLText(source)) }), let node,
      let mapping = report.collect({ try node.mapping("the site's configuration") })
    else { return result }
    for diagnostic in mapping.unknownKeys("key", known: keys) { report.add(diagnostic) }
    for (key, _, value) in mapping.entries {
      result.ranges[key.text] = value.range
      switch key.text {
      case "macros": (result.macros, result.macroPlaces) = FrontMatter.macros(value, into: &report)
      case "sections": result.setSections(value, into: &report)
      default: do { try result.set(key.text, value) } catch { report.add(error: error) }
      }
    }
    return result
  }

  private mutating func set(_ key: String, _ value: YAMLNode) throws(Diagnostic) {
    switch key {
    case "title": title = try value.text("'title'")
    case "description": description = try value.text("'description'")
    case "lang": lang = try FrontMatter.language(value, "'lang'")
    case "base-url": baseURL = try Self.address(value)
    case "raw-html": allowsHTML = try value.boolean("'raw-html'")
    case "budget": budget = try Self.budget(value)
    case "bibliography":
      bibliography = try FrontMatter.texts(value, "'bibliography'")
      bibliographyPlaces = FrontMatter.places(value)
    case "citations": citations = try CitationStyle(value)
    case "number-sections": numbersSections = try value.boolean("'number-sections'")
    case "licence": licence = try Licence(value)
    default: break
    }
  }

  private mutating func setSections(_ value: YAMLNode, into report: inout DiagnosticReport) {
    let nodes = report.collect { () throws(Diagnostic) in try value.sequence("'sections'") } ?? []
    for node in nodes {
      guard let section = report.collect({ () throws(Diagnostic) in try Self.section(node) }) else { continue }
      if sections.contains(where: { $0.folder == section.folder }) {
        report.add(
          Diagnostic(id: "duplicate-section", "the folder '\(section.folder)' has two sections", at: .text(node.range), fix: "remove one"))
      } else {
        sections.append(section)
      }
    }
  }

  private static func budget(_ value: YAMLNode) throws(Diagnostic) -> Budget {
    let mapping = try value.mapping("'budget'")
    if let unknown = mapping.unknownKeys("budget key", known: ["download", "figure"]).first { throw unknown }
    var budget = Budget()
    if let node = mapping["download"] { budget.download = try ByteSize.parse(node, "'download'") }
    if let node = mapping["figure"] { budget.figure = try ByteSize.parse(node, "'figure'") }
    return budget
  }

  private static func address(_ value: YAMLNode) throws(Diagnostic) -> String {
    var text = try value.text("'base-url'")
    guard text.hasPrefix("https://") || text.hasPrefix("http://"), !text.contains(where: { "?#\"'<> ".contains($0) }) else {
      throw value.mismatch(
        "'base-url'", expected: "an address that starts with https://",
        fix: "write it with its scheme and without '?' and '#', as in https://example.org/notes")
    }
    while text.hasSuffix("/") { text.removeLast() }
    return text
  }

  private static func section(_ value: YAMLNode) throws(Diagnostic) -> Section {
    let mapping = try value.mapping("a section")
    if let unknown = mapping.unknownKeys("section key", known: ["folder", "title", "layout"]).first { throw unknown }
    guard let folder = mapping["folder"], let title = mapping["title"] else {
      throw Diagnostic(
        id: "missing-key", "a section needs 'folder' and 'title'", at: .text(value.range), fix: "write {folder: articles, title: Articles}")
    }
    var layout = Section.Layout.article
    if let node = mapping["layout"] {
      let name = try node.text("'layout'")
      guard let known = Section.Layout(rawValue: name) else {
        throw Diagnostic(
          id: "unknown-value", "'layout' has no value '\(name)'", at: .text(node.range),
          fix: Suggestion.fix(for: name, in: Section.Layout.allCases.map(\.rawValue)))
      }
      layout = known
    }
    let name = try folder.text("'folder'")
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }) else {
      throw folder.mismatch("'folder'", expected: "the path of a folder in the content", fix: "write it as in articles or notes/2026")
    }
    return Section(folder: name, title: try title.text("'title'"), layout: layout, folderRange: folder.range)
  }
}
