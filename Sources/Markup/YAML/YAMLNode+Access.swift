import Diagnostics

extension YAMLNode {
  /// An error that says what is here and what was expected.
  package func mismatch(_ subject: String, expected: String, fix: String? = nil) -> Diagnostic {
    Diagnostic(id: "wrong-type", "\(subject) is \(kind), not \(expected)", at: .text(range), fix: fix)
  }

  /// Text: any scalar but nothing. `subject` is what an error calls the value, as in "option 'color'".
  package func text(_ subject: String) throws(Diagnostic) -> String {
    guard case .scalar(let scalar) = content, scalar.tag != .null else { throw mismatch(subject, expected: "text") }
    return scalar.text
  }

  /// `true` or `false`.
  package func boolean(_ subject: String) throws(Diagnostic) -> Bool {
    guard case .scalar(let scalar) = content, scalar.tag == .boolean else {
      throw mismatch(subject, expected: "true or false", fix: booleanFix)
    }
    return scalar.text.lowercased() == "true"
  }

  /// What to write where `yes` or `off` stands, which YAML 1.2 reads as text.
  private var booleanFix: String {
    guard case .scalar(let scalar) = content else { return "write true or false" }
    switch scalar.text.lowercased() {
    case "yes", "on", "y", "1": return "write true"
    case "no", "off", "n", "0": return "write false"
    default: return "write true or false"
    }
  }

  /// A whole number that fits 64 bits.
  package func integer(_ subject: String) throws(Diagnostic) -> Int {
    guard case .scalar(let scalar) = content, scalar.tag == .integer else {
      throw mismatch(subject, expected: "a whole number")
    }
    guard let value = Int(scalar.text) else { throw mismatch(subject, expected: "a whole number of at most 64 bits") }
    return value
  }

  /// A finite number.
  package func number(_ subject: String) throws(Diagnostic) -> Double {
    guard case .scalar(let scalar) = content, scalar.tag == .integer || scalar.tag == .number,
      let value = Double(scalar.text), value.isFinite
    else { throw mismatch(subject, expected: "a finite number") }
    return value
  }

  /// The values of a list.
  package func sequence(_ subject: String) throws(Diagnostic) -> [YAMLNode] {
    guard case .sequence(let nodes) = content else { throw mismatch(subject, expected: "a list") }
    return nodes
  }

  /// The entries of a mapping.
  package func mapping(_ subject: String) throws(Diagnostic) -> YAMLMapping {
    guard case .mapping(let entries) = content else { throw mismatch(subject, expected: "a mapping") }
    return YAMLMapping(entries: entries, range: range)
  }
}

/// The entries of a mapping, to be taken out by their names.
package struct YAMLMapping: Sendable {
  /// In the order of the text; each key once.
  package let entries: [(key: YAMLScalar, keyRange: SourceRange, value: YAMLNode)]
  /// The first character of the mapping.
  package let range: SourceRange

  /// The value of a key.
  package subscript(_ key: String) -> YAMLNode? { entries.first { $0.key.text == key }?.value }

  /// An error for every key that is none of those known; `noun` is what the error calls a key.
  package func unknownKeys(_ noun: String, known: [String]) -> [Diagnostic] {
    entries.filter { !known.contains($0.key.text) }.map { entry in
      Diagnostic(
        id: "unknown-\(noun.split(separator: " ").last ?? "key")", "unknown \(noun) '\(entry.key.text)'",
        at: .text(entry.keyRange),
        fix: Suggestion.fix(for: entry.key.text, in: known))
    }
  }
}
