import Diagnostics
import Inputs
import Markup
import Regions

/// Checks the options of a directive as written against its declarations.
package struct OptionParser {
  /// The identifiers of what may be wrong with options as they are written, whatever the files hold that they name.
  package static let identifiers: Set<String> = [
    "bad-architecture", "bad-name", "bad-slice", "bad-window", "duplicate-value", "empty-list", "missing-key", "missing-option",
    "out-of-range", "unknown-architecture", "unknown-directive", "unknown-format", "unknown-key", "unknown-option", "unknown-set",
    "unknown-value", "unused-option", "wrong-type",
  ]

  private let declarations: [OptionDeclaration]
  private let directive: String
  private let inputs: InputScope
  private var report = DiagnosticReport()
  private var entries: [String: Options.Entry] = [:]
  /// The options that the body gives, well or badly.
  private var attempted: Set<String> = []

  /// The options of a directive. `place` is where the directive is named; `body` its YAML, if there is any.
  ///
  /// Throws everything that is wrong: unknown options, values of the wrong type, out of range or not among the choices, files that
  /// are not there, and required options that are missing.
  package static func parse(
    _ body: YAMLNode?, of directive: any Directive.Type, at place: SourceRange?, inputs: InputScope
  ) throws(DiagnosticReport) -> Options {
    var parser = OptionParser(declarations: directive.options, directive: directive.name, inputs: inputs)
    if let body { parser.readMapping(body) }
    parser.fillDefaults(at: place)
    try parser.report.throwIfErrors()
    return Options(entries: parser.entries, range: place)
  }

  private init(declarations: [OptionDeclaration], directive: String, inputs: InputScope) {
    self.declarations = declarations
    self.directive = directive
    self.inputs = inputs
  }

  private mutating func readMapping(_ body: YAMLNode) {
    let subject = "the body of {\(directive)}"
    let mapping: YAMLMapping
    do { mapping = try body.mapping(subject) } catch {
      var error = error
      error.fix = error.fix ?? "write one option a line, as in '\(example)'"
      return report.add(error)
    }
    let names = declarations.map(\.name)
    for diagnostic in mapping.unknownKeys("option", known: names) { report.add(diagnostic) }
    // An option that was given under a slip of a name, or with a bad value, is not missing as well.
    attempted = Set(mapping.entries.map { entry in Suggestion.nearest(to: entry.key.text, in: names) ?? entry.key.text })
    for (key, _, node) in mapping.entries {
      guard let declaration = declarations.first(where: { $0.name == key.text }) else { continue }
      do {
        entries[declaration.name] = Options.Entry(value: try value(node, declaration), range: Self.range(of: node, declaration))
      } catch var error as Diagnostic {
        error.fix = Self.fix(error, declaration)
        report.add(error)
      } catch {
        for var found in (error as? DiagnosticReport)?.diagnostics ?? [] {
          found.fix = Self.fix(found, declaration)
          report.add(found)
        }
        if !(error is DiagnosticReport) { report.add(error: error) }
      }
    }
    checkActivation()
  }

  /// An option of the directive, as one would write it.
  private var example: String {
    guard let first = declarations.first else { return "name: value" }
    if case .model = first.type { return "\(first.name): network.onnx" }
    return "\(first.name): …"
  }

  /// What to write for an option of which a value was refused without a better proposal.
  private static func fix(_ error: Diagnostic, _ declaration: OptionDeclaration) -> String {
    if let fix = error.fix { return fix }
    if case .model = declaration.type { return "write \(declaration.type.phrase.replacingBackticks)" }
    return error.id == "missing-file" ? "name a file that is there" : "write \(declaration.type.phrase.replacingBackticks)"
  }

  /// Where errors about an option point that only the network shows: at the origin of a slice, else at the value.
  private static func range(of node: YAMLNode, _ declaration: OptionDeclaration) -> SourceRange {
    guard case .slice = declaration.type, case .mapping(let entries) = node.content else { return node.range }
    return entries.first { $0.key.text == "origin" }?.value.range ?? node.range
  }

  /// An activation that no model file leaves open is a mistake.
  private mutating func checkActivation() {
    let models = declarations.compactMap { declaration in
      if case .model = declaration.type, case .text(let path) = entries[declaration.name]?.value { path } else { nil as String? }
    }
    guard let range = entries[ModelOption.activation.name]?.range, !models.isEmpty, models.allSatisfy(ModelOption.holdsGraph) else { return }
    report.add(
      Diagnostic(
        id: "unused-option",
        "option '\(ModelOption.activation.name)' has no meaning: the graph in '\(models[0])' says what stands between its layers",
        at: .text(range), fix: "remove it"))
  }

  private mutating func fillDefaults(at place: SourceRange?) {
    for declaration in declarations where entries[declaration.name] == nil {
      if let value = declaration.defaultValue {
        entries[declaration.name] = Options.Entry(value: value, range: nil)
      } else if declaration.isRequired, attempted.isDisjoint(with: [declaration.name] + declaration.alternatives) {
        report.add(
          Diagnostic(
            id: "missing-option", "{\(directive)} needs the option '\(declaration.name)'", at: place.map { .text($0) } ?? .none,
            fix: (["add '\(declaration.name): …' (\(declaration.type.description.replacingBackticks))"]
              + declaration.alternatives.map { "'\($0): …'" }).joined(separator: ", or ")))
      }
    }
  }

  private func value(_ node: YAMLNode, _ declaration: OptionDeclaration) throws -> OptionValue {
    let subject = "option '\(declaration.name)'"
    switch declaration.type {
    case .boolean: return .boolean(try node.boolean(subject))
    case .text, .markdown: return .text(try node.text(subject))
    case .directive:
      let name = try node.text(subject)
      if let unknown = Registry.unknownDirective(name, at: node.range) { throw unknown }
      return .text(name)
    case .integer(let range):
      let value = try node.integer(subject)
      guard range.contains(value) else { throw outOfRange(node, subject, "\(value)", declaration) }
      return .integer(value)
    case .number(let range):
      let value = try node.number(subject)
      guard range.contains(value) else { throw outOfRange(node, subject, NumberFormat.plain(value), declaration) }
      return .number(value)
    case .choice(let choices):
      let word = try node.text(subject)
      guard choices.contains(where: { $0.name == word }) else {
        throw Diagnostic(
          id: "unknown-value", "\(subject) has no value '\(word)'", at: .text(node.range),
          fix: Suggestion.fix(for: word, in: choices.map(\.name)))
      }
      return .text(word)
    case .model:
      let path = try node.text(subject)
      try checkFile(path, at: node.range)
      return .text(path)
    case .window: return .window(try WindowOption.parse(node, subject))
    case .points: return .points(try points(node, subject))
    case .names: return .names(try names(node, subject))
    case .windows: return .windows(try WindowOption.parseList(node, subject))
    case .slice: return .slice(try SliceOption.parse(node, subject))
    case .through: return .through(try ThroughOption.parse(node, subject, inputs))
    case .interval: return .interval(try WindowOption.interval(node, subject))
    case .integers(let range): return .integers(try integers(node, subject, range))
    case .architecture: return .architecture(try ArchitectureOption.parse(node, subject))
    case .data: return .data(try DataOption.parse(node, subject, inputs))
    }
  }

  private func names(_ node: YAMLNode, _ subject: String) throws(Diagnostic) -> [String] {
    var names: [String] = []
    for entry in try node.sequence(subject) {
      let name = try entry.text("an entry of \(subject)")
      guard !name.isEmpty, !names.contains(name) else {
        throw Diagnostic(
          id: "bad-name", "\(subject) \(name.isEmpty ? "has an empty entry" : "names '\(name)' twice")", at: .text(entry.range),
          fix: "give each a name of its own")
      }
      names.append(name)
    }
    return names
  }

  private func outOfRange(_ node: YAMLNode, _ subject: String, _ value: String, _ declaration: OptionDeclaration) -> Diagnostic {
    Diagnostic(
      id: "out-of-range", "\(subject) is \(value), but it must be a \(declaration.type.description)", at: .text(node.range))
  }

  private func integers(_ node: YAMLNode, _ subject: String, _ range: ClosedRange<Int>) throws(Diagnostic) -> [Int] {
    var values: [Int] = []
    let items = try node.sequence(subject)
    guard !items.isEmpty else {
      throw Diagnostic(id: "empty-list", "\(subject) lists nothing", at: .text(node.range), fix: "list a number, or leave the option out")
    }
    for item in items {
      let value = try item.integer("an entry of \(subject)")
      guard range.contains(value) else {
        throw Diagnostic(
          id: "out-of-range",
          "an entry of \(subject) is \(value), but it must be a whole number from \(range.lowerBound) to \(range.upperBound)",
          at: .text(item.range))
      }
      guard !values.contains(value) else {
        throw Diagnostic(id: "duplicate-value", "\(subject) lists \(value) twice", at: .text(item.range), fix: "remove one of them")
      }
      values.append(value)
    }
    return values
  }

  /// Reads the file now, so that one that is missing is reported with all other mistakes; the workspace keeps the bytes.
  private func checkFile(_ path: String, at range: SourceRange) throws(Diagnostic) {
    do { _ = try inputs.workspace.read(inputs.resolve(path)) } catch { throw error.located(at: range) }
  }

  private func points(_ node: YAMLNode, _ subject: String) throws(Diagnostic) -> PointsOption {
    if case .scalar = node.content { return PointsOption(file: try file(node, subject), x: "x", y: "y", classColumn: nil) }
    let mapping = try node.mapping(subject)
    if let unknown = mapping.unknownKeys("points key", known: ["file", "x", "y", "class"]).first { throw unknown }
    guard let file = mapping["file"] else {
      throw Diagnostic(id: "missing-key", "\(subject) names no file", at: .text(node.range), fix: "write {file: data.csv, x: x, y: y}")
    }
    return PointsOption(
      file: try self.file(file, "'file'"), x: try mapping["x"]?.text("'x'") ?? "x", y: try mapping["y"]?.text("'y'") ?? "y",
      classColumn: try mapping["class"]?.text("'class'"))
  }

  private func file(_ node: YAMLNode, _ subject: String) throws(Diagnostic) -> String {
    let path = try node.text(subject)
    try checkFile(path, at: node.range)
    return path
  }
}

extension String {
  fileprivate var replacingBackticks: String { filter { $0 != "`" } }
}
