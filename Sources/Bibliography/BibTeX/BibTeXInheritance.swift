import Diagnostics

/// Gives entries the fields of those that they refer to by `crossref` and `xdata`.
///
/// The rule is BibTeX's: a field that an entry lacks is taken from its parent, which may stand anywhere in the file and has
/// itself inherited. Of biblatex (Kime et al., "The biblatex Package", appendix B) comes that a part of a book takes the book's title as
/// `booktitle`, and that what names the parent itself, such as its DOI, is not inherited.
struct BibTeXInheritance {
  private(set) var entries: [BibTeXEntry]
  private(set) var report = DiagnosticReport()
  private let source: Source
  private let indices: [String: Int]
  private var expandedBytes: Int
  /// Whether inheriting was given up, so that fields may be missing.
  private(set) var isTooLong = false

  /// What stays with the entry that it names.
  private static let own: Set<String> = [
    "crossref", "xref", "xdata", "ids", "doi", "url", "urldate", "eprint", "eprinttype", "archiveprefix", "key", "sortkey", "label",
    "keywords",
    "abstract", "file", "pages", "pagetotal",
  ]
  private static let parts: Set<String> = [
    "inbook", "incollection", "inproceedings", "conference", "bookinbook", "suppbook", "suppcollection", "inreference",
  ]

  init(_ entries: [BibTeXEntry], indices: [String: Int], source: Source, expandedBytes: Int) {
    self.entries = entries
    self.indices = indices
    self.source = source
    self.expandedBytes = expandedBytes
  }

  private enum State { case waiting, open, done }

  /// Follows each chain of parents to its end by a stack of its own, then hands the fields down.
  mutating func resolve() {
    var states = [State](repeating: .waiting, count: entries.count)
    for start in entries.indices where states[start] == .waiting {
      var stack: [(entry: Int, parents: [Parent])] = [(start, parents(of: start))]
      states[start] = .open
      while let (entry, waiting) = stack.popLast() {
        var parents = waiting
        guard let parent = parents.popLast() else {
          states[entry] = .done
          if let (child, _) = stack.last { inherit(child, from: entry) }
          continue
        }
        stack.append((entry, parents))
        switch states[parent.index] {
        case .waiting:
          states[parent.index] = .open
          stack.append((parent.index, self.parents(of: parent.index)))
        case .open: reportCycle(stack, back: parent)
        case .done: inherit(entry, from: parent.index)
        }
      }
    }
  }

  private typealias Parent = (index: Int, bytes: Range<Int>)

  /// The parents of an entry, the first in force last. Those that do not exist are reported.
  private mutating func parents(of index: Int) -> [Parent] {
    var parents: [Parent] = []
    for name in ["crossref", "xdata"] {
      guard let field = entries[index].fields[name] else { continue }
      let keys = name == "xdata" ? field.value.split(separator: ",") : [Substring(field.value)]
      for key in keys.reversed() {
        let key = key.trimmed
        if let parent = indices[key] { parents.append((parent, field.valueBytes)) } else { reportMissing(key, name, field, of: index) }
      }
    }
    return parents
  }

  private mutating func inherit(_ child: Int, from parent: Int) {
    let isPart = Self.parts.contains(entries[child].type) && !Self.parts.contains(entries[parent].type) && entries[parent].type != "xdata"
    let data = entries[parent].type == "xdata"
    for (name, field) in entries[parent].fields where data ? !["xdata", "ids"].contains(name) : !Self.own.contains(name) {
      var name = name
      if isPart, name == "title" || name == "subtitle" {
        // A booktitle of the parent's own goes before its title.
        if entries[parent].fields["book" + name] != nil { continue }
        name = "book" + name
      }
      expandedBytes += field.value.utf8.count + 16
      if expandedBytes > BibliographyLimits.expandedBytes { return reportTooLong(child) }
      if entries[child].fields[name] == nil { entries[child].fields[name] = field }
    }
  }

  private func place(_ bytes: Range<Int>) -> Diagnostic.Location { .text(SourceRange(source: source, bytes: bytes)) }

  private mutating func reportTooLong(_ child: Int) {
    if isTooLong { return }
    isTooLong = true
    report.add(
      Diagnostic(
        id: "bibliography-too-long", "the fields are longer than \(BibliographyLimits.expandedBytes) bytes once they are inherited",
        at: place(entries[child].typeBytes), fix: "refer to shorter entries"))
  }

  private mutating func reportMissing(_ key: String, _ name: String, _ field: BibTeXEntry.Field, of index: Int) {
    if report.diagnostics.count > BibliographyLimits.findings { return }
    report.add(
      Diagnostic(
        id: "unknown-crossref", "'\(entries[index].key)' refers by '\(name)' to '\(key)', which is not in this file",
        at: place(field.valueBytes),
        fix: Suggestion.nearest(to: key, in: indices.keys).map { "did you mean '\($0)'?" } ?? "add that entry, or remove the field"))
  }

  private mutating func reportCycle(_ chain: [(entry: Int, parents: [Parent])], back parent: Parent) {
    if report.diagnostics.count > BibliographyLimits.findings { return }
    let cycle = chain.drop { $0.entry != parent.index }.prefix(10).map { "'\(entries[$0.entry].key)'" } + ["'\(entries[parent.index].key)'"]
    report.add(
      Diagnostic(
        id: "cyclic-crossref", "an entry inherits from itself: \(cycle.joined(separator: " → "))", at: place(parent.bytes),
        fix: "remove one of these references"))
  }
}
