import Diagnostics

/// The values of a page's directives, by their labels: what prose shows and claims check.
package struct ValueScope: Sendable {
  /// What a label stands for: its directive, and its result once there is one.
  package struct Entry: Sendable {
    package let directive: any Directive.Type
    package var result: Result?
    package let range: SourceRange?
  }

  package private(set) var entries: [String: Entry] = [:]
  private var broken: Set<String> = []

  package init() {}

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

  /// Checks that a name means something, before anything is computed.
  package func check(_ name: String, at range: SourceRange) throws(Diagnostic) {
    if !isBroken(name) { _ = try split(name, at: range) }
  }

  private func isBroken(_ name: String) -> Bool { name.split(separator: ".").first.map { broken.contains(String($0)) } ?? false }

  /// The value of a name such as `moons.area.largest` or, for an entry of a list, `moons.by-layer.2` (from 1), `.last`, `.count`.
  ///
  /// Throws a `Diagnostic` for unknown names; `nil` while the directive has no result because of another error.
  package func value(_ name: String, at range: SourceRange) throws(Diagnostic) -> Value? {
    if isBroken(name) { return nil }
    let (label, declaration, index) = try split(name, at: range)
    guard let result = entries[label]?.result else { return nil }
    guard let value = result.value(declaration.name) else {
      throw Diagnostic(
        id: "no-value", "'\(label)' has no value '\(declaration.name)' as it is asked for", at: .text(range), fix: nil,
        notes: [Diagnostic.Note("it is declared as: \(declaration.help)", at: .none)])
    }
    guard let index else { return value }
    guard case .list(let items) = value else { throw noEntry(name, index, at: range) }
    if index == "count" { return .integer(items.count) }
    if index == "last", let last = items.last { return last }
    guard let number = Int(index), String(number) == index, number >= 1, number <= items.count else { throw noEntry(name, index, at: range) }
    return items[number - 1]
  }

  private func noEntry(_ name: String, _ index: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(id: "unknown-value", "'\(name)' has no entry '\(index)'", at: .text(range), fix: "count from 1, or use last or count")
  }

  private func split(
    _ name: String, at range: SourceRange
  ) throws(Diagnostic) -> (label: String, declaration: ValueDeclaration, index: String?) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let entry = entries[parts[0]] else {
      throw Diagnostic(
        id: "unknown-label", "no directive on this page has the label '\(parts[0])'", at: .text(range),
        fix: Suggestion.fix(for: parts[0], in: entries.keys))
    }
    let rest = parts.dropFirst().joined(separator: ".")
    let values = entry.directive.values
    if let declaration = values.first(where: { $0.name == rest }) { return (parts[0], declaration, nil) }
    let list = parts.dropFirst().dropLast().joined(separator: ".")
    if let declaration = values.first(where: { $0.name == list && $0.kind == .list }), let last = parts.last {
      return (parts[0], declaration, last)
    }
    throw Diagnostic(
      id: "unknown-value", "{\(entry.directive.name)} has no value '\(rest)'", at: .text(range),
      fix: Suggestion.nearest(to: rest, in: values.map(\.name)).map { "did you mean '\(parts[0]).\($0)'?" }
        ?? "see the values of {\(entry.directive.name)} in its reference page")
  }
}
