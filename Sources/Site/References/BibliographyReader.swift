import Bibliography
import Diagnostics
import Inputs
import Markup

/// Reads bibliographies, each file once, and makes each combination of files and language once.
struct BibliographyReader {
  private let workspace: Workspace
  private var files: [String: [Reference]?] = [:]
  private var libraries: [[String]: FormattedLibrary] = [:]
  /// The pages that name a file which the site does not name.
  private var readers: [String: [String]] = [:]

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// The works that a page may cite: those of the site's files and of its own.
  mutating func library(
    of page: ContentPage, _ configuration: SiteConfiguration, into report: inout DiagnosticReport
  ) -> FormattedLibrary {
    let front = page.document.frontMatter
    let own = front.bibliography.map { RelativePath.join(page.folder, $0) }
    let places = configuration.bibliographyPlaces + front.bibliographyPlaces
    var paths: [String] = []
    for (path, range) in zip(configuration.bibliography + own, places) where !paths.contains(path) {
      paths.append(path)
      read(path, namedAt: range, into: &report)
    }
    for path in own where !configuration.bibliography.contains(path) { readers[path, default: []].append(page.path) }
    let language = (front.lang ?? configuration.lang).lowercased().hasPrefix("zh") ? "zh" : "en"
    if let made = libraries[paths + [language]] { return made }
    var library = ReferenceLibrary()
    for path in paths { library.add((files[path] ?? nil) ?? [], report: &report) }
    let formatted = FormattedLibrary(library, language == "zh" ? .chinese : .english)
    libraries[paths + [language]] = formatted
    return formatted
  }

  /// The works of each file that only pages name, with these pages.
  var owned: [(works: [Reference], pages: [String])] {
    readers.sorted { $0.key < $1.key }.map { ((files[$0.key] ?? nil) ?? [], $0.value) }
  }

  private mutating func read(_ path: String, namedAt range: SourceRange, into report: inout DiagnosticReport) {
    guard files[path] == nil else { return }
    files[path] = .some(nil)
    guard path.hasSuffix(".bib") || path.hasSuffix(".json") else {
      report.add(
        Diagnostic(
          id: "bad-bibliography", "'\(path)' is no bibliography", at: .text(range),
          fix: "name a file that ends in .bib (BibTeX) or .json (CSL-JSON)"))
      return
    }
    do {
      let source = try workspace.readText(path)
      files[path] = path.hasSuffix(".bib") ? BibTeXReader.read(source, report: &report) : CSLReader.read(source, report: &report)
    } catch {
      report.add(error.located(at: range))
    }
  }
}
