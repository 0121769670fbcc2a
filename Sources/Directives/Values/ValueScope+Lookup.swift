import Diagnostics

extension ValueScope {
  /// What a name stands for: a declared value or something of a list.
  private struct Target {
    let label: String
    let declaration: ValueDeclaration
    let accessors: [(entry: ListEntry, word: String)]
    let result: Result?

    /// What is known of the kind before there is a result.
    var kind: ValueDeclaration.Kind? { accessors.last.map { $0.entry.kind } ?? declaration.kind }

    /// The unit, which the number of entries does not have.
    var unit: String? { accessors.last?.entry == .count ? nil : declaration.unit }
  }

  /// Checks that a name means something, before anything is computed.
  package func check(_ name: String, at range: SourceRange) throws(Diagnostic) { _ = try target(ValueName(name, at: range)) }

  /// The kind of a value as far as it is declared; `nil` for an entry of a list and where a directive could not be read.
  func kind(_ name: String, at range: SourceRange) throws(Diagnostic) -> ValueDeclaration.Kind? {
    try target(ValueName(name, at: range))?.kind
  }

  /// The unit of a value, if it is declared.
  func unit(_ name: String, at range: SourceRange) throws(Diagnostic) -> String? { try target(ValueName(name, at: range))?.unit }

  /// The value of a name such as `moons.area.largest`, of an entry of a list, `moons.by-layer.2` (from 1), of what `ListEntry`
  /// knows of a list, or of a value of another page, `other.md#moons.regions`.
  ///
  /// Throws a `Diagnostic` for unknown names; `nil` while the directive has no result because of another error.
  package func value(_ text: String, at range: SourceRange) throws(Diagnostic) -> Value? {
    let name = ValueName(text, at: range)
    guard let target = try target(name), let result = target.result else { return nil }
    guard var value = result.value(target.declaration.name) else {
      throw Diagnostic(
        id: "no-value", "'\(name.label)' has no value '\(target.declaration.name)' as it is asked for", at: .text(name.restRange),
        fix: "ask for another value, or change the options of '\(name.label)'",
        notes: [Diagnostic.Note("it is declared as: \(target.declaration.help)", at: .none)])
    }
    for (entry, word) in target.accessors {
      guard case .list(let items) = value else {
        throw noEntry(name, word, fix: "it is \(value.kind.words); remove '.\(word)'")
      }
      do { value = try entry.value(of: items) } catch { throw noEntry(name, word, error) }
    }
    return value
  }

  private func noEntry(_ name: ValueName, _ word: String, _ fault: ListEntry.Fault) -> Diagnostic {
    switch fault {
    case .empty: noEntry(name, word, fix: "the list is empty; only its count is known")
    case .tooFew(let count): noEntry(name, word, fix: count == 1 ? "it has one entry" : "it has \(count) entries; count from 1")
    case .notNumbers(let kind): noEntry(name, word, fix: "'\(word)' takes a list of numbers, but there is \(kind.words) in it")
    }
  }

  private func noEntry(_ name: ValueName, _ word: String, fix: String) -> Diagnostic {
    Diagnostic(id: "unknown-value", "'\(name.local)' has no entry '\(word)'", at: .text(name.restRange), fix: fix)
  }

  /// `nil` for a label whose directive could not be read.
  private func target(_ name: ValueName) throws(Diagnostic) -> Target? {
    let scope = try scope(of: name)
    if scope.isBroken(name.label) { return nil }
    guard let entry = scope.entries[name.label] else {
      throw Diagnostic(
        id: "unknown-label", "no directive on \(name.path.map { "'\($0)'" } ?? "this page") has the label '\(name.label)'",
        at: .text(name.labelRange),
        fix: Suggestion.fix(for: name.label, in: scope.entries.keys) ?? "give the directive a label, as in {regions} moons")
    }
    let values = entry.directive.values
    let parts = name.rest.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    for count in (1...parts.count).reversed() {
      let declared = parts.prefix(count).joined(separator: ".")
      guard let declaration = values.first(where: { $0.name == declared && (count == parts.count || $0.kind == .list) }) else { continue }
      let accessors = try accessors(parts.dropFirst(count), name)
      return Target(label: name.label, declaration: declaration, accessors: accessors, result: entry.result)
    }
    throw unknownValue(name, entry.directive)
  }

  private func accessors(_ words: ArraySlice<String>, _ name: ValueName) throws(Diagnostic) -> [(entry: ListEntry, word: String)] {
    var accessors: [(entry: ListEntry, word: String)] = []
    for word in words {
      if let last = accessors.last, last.entry.kind != nil {
        throw noEntry(name, word, fix: "'\(last.word)' gives a number; remove '.\(word)'")
      }
      guard let entry = ListEntry(word) else {
        let nearest = Suggestion.nearest(to: word, in: ListEntry.words).map { "did you mean '\($0)'?" }
        throw noEntry(name, word, fix: nearest ?? "count from 1, or use one of: \(ListEntry.words.joined(separator: ", "))")
      }
      accessors.append((entry, word))
    }
    return accessors
  }

  /// The values that have a word in common with a name, else all of them, as far as they fit into a line.
  private static func listing(_ name: ValueName, _ names: [String]) -> String {
    func words(_ name: String) -> Set<String> { Set(name.split { $0 == "." || $0 == "-" }.map { $0.lowercased() }) }
    let wanted = words(name.rest)
    let related = names.filter { !words($0).isDisjoint(with: wanted) }
    let shown = (related.isEmpty ? names : related).prefix(12)
    return "use one of: \(shown.joined(separator: ", "))\(shown.count < (related.isEmpty ? names : related).count ? ", …" : "")"
  }

  private func unknownValue(_ name: ValueName, _ directive: any Directive.Type) -> Diagnostic {
    let names = directive.values.map(\.name)
    guard !name.rest.isEmpty else {
      return Diagnostic(
        id: "unknown-value", "'\(name.label)' is the label of a directive, not one of its values", at: .text(name.labelRange),
        fix: names.first.map { "name a value, as in \(name.replacing(rest: $0))" })
    }
    // In `a.x-b.y` the hyphen belongs to the name, where a minus may be meant.
    let isDifference = name.rest.indices.contains { name.rest[$0] == "-" && names.contains(String(name.rest[..<$0])) }
    let nearest =
      isDifference
      ? "a minus needs a space on both sides"
      : Suggestion.nearest(to: name.rest, in: names).map { "did you mean '\(name.replacing(rest: $0))'?" }
    return Diagnostic(
      id: "unknown-value", "{\(directive.name)} has no value '\(name.rest)'", at: .text(name.restRange),
      fix: nearest ?? Self.listing(name, names))
  }
}
