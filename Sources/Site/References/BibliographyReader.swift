import Bibliography
import Diagnostics
import Inputs
import Markup

/// Reads bibliographies, each file once, and makes each combination of files and language once.
struct BibliographyReader {
  private let workspace: Workspace
  private var files: [String: [Reference]?] = [:]
  /// The files in which something is wrong, or which could not be read.
  private var broken: Set<String> = []
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

  /// Whether something is wrong in a file that a page may cite from, so that keys may be unknown for that reason.
  func isBroken(for page: ContentPage, _ configuration: SiteConfiguration) -> Bool {
    let own = page.document.frontMatter.bibliography.map { RelativePath.join(page.folder, $0) }
    return (configuration.bibliography + own).contains(where: broken.contains)
  }

  /// The works of each file that only pages name, with these pages.
  var owned: [(works: [Reference], pages: [String])] {
    readers.sorted { $0.key < $1.key }.map { ((files[$0.key] ?? nil) ?? [], $0.value) }
  }

  private mutating func read(_ path: String, namedAt range: SourceRange, into report: inout DiagnosticReport) {
    guard files[path] == nil else { return }
    files[path] = .some(nil)
    let errors = report.errorCount
    defer { if report.errorCount > errors { broken.insert(path) } }
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
      var error = error
      if error.id == "missing-file", error.fix == nil {
        let known = (try? workspace.files()) ?? []
        // A file of JSON may be anything.
        error.fix =
          Suggestion.nearest(to: path, in: known.filter { $0.hasSuffix(".json") }).map { "did you mean '\($0)'?" }
          ?? Suggestion.fix(for: path, in: known.filter { $0.hasSuffix(".bib") })
          ?? "write the path of a file that ends in .bib or .json, relative to the article"
      }
      report.add(error.located(at: range))
    }
  }
}
