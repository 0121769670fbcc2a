import Bibliography
import Diagnostics
import Inputs
import Markup

/// What references and citations of all pages can lead to: labels of every page, and the works of its bibliographies.
struct SiteReferences: Sendable {
  /// What a key stands for.
  enum Resolution: Sendable {
    /// Something labelled, and the path of its page in the content folder.
    case label(LabelTarget, page: String)
    /// A work of the bibliography.
    case work
  }

  private let pages: [String: PageNumbering]
  /// The titles of pages by their paths.
  let titles: [String: String]
  /// The works that a page may cite, in the words of its language; by the page's path.
  private let libraries: [String: FormattedLibrary]
  /// The pages whose bibliographies have errors, so that a key may be unknown for that reason alone.
  private let doubtful: Set<String>
  private let drafts: Set<String>
  /// The works of files that only pages name, with these pages.
  private let owned: [(works: [Reference], pages: [String])]

  /// Reads the bibliographies that the site and pages name; those of all pages, or of one alone. What is wrong in them is added to the report.
  init(_ content: Content, of only: ContentPage? = nil, into report: inout DiagnosticReport) {
    pages = Dictionary(uniqueKeysWithValues: content.pages.map { ($0.path, $0.numbering) })
    titles = Dictionary(uniqueKeysWithValues: content.pages.map { ($0.path, $0.title) })
    var reader = BibliographyReader(content.workspace)
    var libraries: [String: FormattedLibrary] = [:]
    var doubtful: Set<String> = []
    for page in only.map({ [$0] }) ?? content.pages {
      libraries[page.path] = reader.library(of: page, content.configuration, into: &report)
      if reader.isBroken(for: page, content.configuration) { doubtful.insert(page.path) }
    }
    self.libraries = libraries
    self.doubtful = doubtful
    drafts = content.drafts
    owned = reader.owned
  }

  /// Warns of works that no page cites, in the files that only pages name: what the site names is there for all that is to come.
  func reportUnused(_ plans: [PagePlan], into report: inout DiagnosticReport) {
    let cited = Dictionary(uniqueKeysWithValues: plans.map { ($0.page.path, $0.citedKeys + $0.page.numbering.order) })
    for (works, pages) in owned {
      let used = Set(pages.flatMap { cited[$0] ?? [] })
      for work in works where !used.contains(work.key) {
        report.add(
          Diagnostic(
            .warning, id: "unused-reference", "no page cites the work '\(work.key)'", at: .text(work.place),
            fix: "cite it as [@\(work.key)], remove it, or name the file in site.yaml, where works for later may wait"))
      }
    }
  }

  /// Reports labels of a page that are keys of its bibliography, too.
  func reportAmbiguous(_ page: ContentPage, into report: inout DiagnosticReport) {
    guard let library = libraries[page.path]?.library else { return }
    for name in page.numbering.order {
      guard let work = library[name], let label = page.numbering.labels[name] else { continue }
      report.add(
        Diagnostic(
          id: "duplicate-label", "the label '\(name)' is also the key of a work", at: .text(label.range), fix: "choose another label",
          notes: [Diagnostic.Note("the work is here", at: .text(work.place))]))
    }
  }

  /// The works that a page may cite.
  func library(of page: ContentPage) -> FormattedLibrary? { libraries[page.path] }

  /// What a key means on a page. Throws a `Diagnostic` with the nearest key or label where it means nothing.
  func resolve(_ item: Markup.Citation.Item, from page: ContentPage) throws(Diagnostic) -> Resolution {
    let key = item.key
    if let target = pages[page.path]?.labels[key] { return .label(target, page: page.path) }
    if let library = libraries[page.path]?.library, library[key] != nil { return .work }
    if let hash = key.firstIndex(of: "#") { return try resolve(key, hash, at: item.range, from: page) }
    // What is wrong in the bibliography was reported; that a work of it is unknown only follows from that.
    if doubtful.contains(page.path) { return .work }
    if key.hasSuffix(".md"), pages[RelativePath.join(page.folder, key)] != nil {
      throw Diagnostic(
        id: "unknown-reference", "'\(key)' is an article, and a reference leads to a label in it", at: .text(item.range),
        fix: "write @\(key)#label, or link to the article: [text](\(key))")
    }
    let labels = pages[page.path]?.order ?? []
    let keys = libraries[page.path]?.library.keys ?? []
    if let nearest = Suggestion.nearest(to: key, in: labels + keys) {
      throw Diagnostic(
        id: "unknown-reference", "nothing with a number is labelled '\(key)', and no work has that key", at: .text(item.range), fix: "did you mean '@\(nearest)'?")
    }
    throw Diagnostic(
      id: "unknown-reference", "nothing with a number is labelled '\(key)', and no work has that key", at: .text(item.range),
      fix: "label something on this page, add a work to the bibliography, or write '\\@' for the sign itself")
  }

  /// A label of another page: `path.md#label`.
  private func resolve(
    _ key: String, _ hash: String.Index, at range: SourceRange, from page: ContentPage
  ) throws(Diagnostic) -> Resolution {
    let (path, label) = (String(key[..<hash]), String(key[key.index(after: hash)...]))
    let target = RelativePath.join(page.folder, path)
    guard let numbering = pages[target] else {
      if drafts.contains(target) {
        throw Diagnostic(
          id: "unknown-reference", "'\(path)' is a draft, which is left out of the site", at: .text(range),
          fix: "publish it, or remove the reference")
      }
      if path.isEmpty {
        throw Diagnostic(
          id: "unknown-reference", "'\(key)' names no article", at: .text(range), fix: "write '@\(label)' for a label of this page")
      }
      let known = pages.keys.filter { $0 != page.path }.sorted().map { RelativePath.relative(from: page.path, to: $0) }
      throw Diagnostic(
        id: "unknown-reference", "there is no article '\(path)'", at: .text(range),
        fix: Suggestion.nearest(to: path, in: known).map { "did you mean '@\($0)#\(label)'?" }
          ?? "write the article's path relative to this one")
    }
    guard let found = numbering.labels[label] else {
      let prefix = target == page.path ? "@" : "@\(path)#"
      throw Diagnostic(
        id: "unknown-reference", "'\(target)' has no label '\(label)'", at: .text(range),
        fix: Suggestion.nearest(to: label, in: numbering.order).map { "did you mean '\(prefix)\($0)'?" } ?? "label it there")
    }
    return .label(found, page: target)
  }
}
