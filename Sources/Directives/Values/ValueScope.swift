import Diagnostics
import Inputs

/// The values of a page's directives, by their labels, and those of other pages: what prose shows and claims check.
package struct ValueScope: Sendable {
  /// What a label stands for: its directive, and its result once there is one.
  package struct Entry: Sendable {
    package let directive: any Directive.Type
    package var result: Result?
    package let range: SourceRange?
  }

  /// The page's path in the content folder.
  package let page: String
  package private(set) var entries: [String: Entry] = [:]
  private var broken: Set<String> = []
  private var others: [String: ValueScope] = [:]

  /// The scope of the page at a path of the content folder.
  package init(page: String = "") { self.page = page }

  /// Adds a label. Throws a `Diagnostic` that shows both places if it is taken.
  package mutating func declare(_ label: String, _ directive: any Directive.Type, at range: SourceRange?) throws(Diagnostic) {
    if let other = entries[label] {
      throw Diagnostic(
        id: "duplicate-label", "the label '\(label)' is used twice", at: range.map { .text($0) } ?? .none, fix: "choose another label",
        notes: [Diagnostic.Note("it was first used here", at: other.range.map { .text($0) } ?? .none)])
    }
    entries[label] = Entry(directive: directive, result: nil, range: range)
  }

  /// Adds a label whose directive could not be read, so that its values are not reported as unknown, too.
  package mutating func declareBroken(_ label: String) { broken.insert(label) }

  package mutating func set(_ result: Result, for label: String) { entries[label]?.result = result }

  /// Makes the values of other pages known, by the pages' paths in the content folder, in place of those that were known. Only a
  /// page's own labels count, so all pages may be given the same dictionary, in which this page, too, may stand.
  package mutating func link(_ pages: [String: ValueScope]) { others = pages }

  package func isBroken(_ label: String) -> Bool { broken.contains(label) }

  /// The page and the label whose directive computes the value of a name; `nil` where the name leads to no known page.
  package func source(of name: String) -> (page: String, label: String)? {
    let name = ValueName(name, at: SourceRange(source: Source(path: "", text: ""), bytes: 0..<0))
    return owner(name).map { ($0.page, name.label) }
  }

  /// The scope of the page that a name is about; `nil` if there is no such page.
  private func owner(_ name: ValueName) -> ValueScope? {
    guard let path = name.path else { return self }
    let target = RelativePath.join(RelativePath.folder(page), path)
    return target == page ? self : others[target]
  }

  /// The scope of the page that a name is about. Throws a `Diagnostic` at the path if there is no such page.
  func scope(of name: ValueName) throws(Diagnostic) -> ValueScope {
    if let owner = owner(name) { return owner }
    let path = name.path ?? ""
    let known = others.keys.filter { $0 != page }.map { RelativePath.relative(from: page, to: $0) }.sorted()
    let sameName = known.first { RelativePath.name($0) == RelativePath.name(path) }
    throw Diagnostic(
      id: "unknown-page", "there is no page '\(path)'", at: .text(name.pathRange),
      fix: sameName.map { "did you mean '\($0)'?" } ?? Suggestion.fix(for: path, in: known)
        ?? "write the path of an article relative to this one")
  }
}
