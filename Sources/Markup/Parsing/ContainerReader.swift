import Diagnostics

/// Reads the body of a container: options as lines `:name: value`, then Markdown.
struct ContainerReader {
  let kind: Container.Kind
  let block: DirectiveBlock

  /// An option as it stands in the text.
  struct Option {
    let name: String
    let nameRange: SourceRange
    let value: SourceRange
  }

  /// The options, and the lines that are left for the text. What is wrong with an option is added to the report.
  func read(into report: inout DiagnosticReport) -> (options: [Option], lines: [Range<Int>]) {
    var options: [Option] = []
    var lines = block.code.lines[...]
    while let line = lines.first, let option = Self.option(line) {
      lines = lines.dropFirst()
      if !kind.options.contains(option.name) {
        let fix =
          Suggestion.nearest(to: option.name, in: kind.options).map { "did you mean '\($0)'?" }
          ?? (kind.options.isEmpty ? "remove the line" : "it takes \(kind.options.map { ":\($0):" }.joined(separator: ", "))")
        report.add(
          Diagnostic(id: "unknown-option", "{\(block.name)} has no option '\(option.name)'", at: .text(option.nameRange), fix: fix))
      } else if options.contains(where: { $0.name == option.name }) {
        report.add(
          Diagnostic(
            id: "duplicate-value", "the option '\(option.name)' is there twice", at: .text(option.nameRange), fix: "remove one of them"))
      } else {
        if option.value.bytes.isEmpty {
          report.add(
            Diagnostic(
              id: "empty-option", "the option '\(option.name)' says nothing", at: .text(option.nameRange),
              fix: "write ':\(option.name): …' on one line, or remove it"))
        } else if let fault = Self.spacing(option) {
          report.add(fault)
        }
        options.append(option)
      }
    }
    checkLabel(&report)
    let given = Set(options.map(\.name))
    if let first = lines.first, let fault = yamlOption(first) { report.add(fault) }
    for option in misplaced(lines) {
      let name = kind.options.contains(option.name) ? option.name : Suggestion.nearest(to: option.name, in: kind.options) ?? option.name
      report.add(
        Diagnostic(
          id: "misplaced-option", "the option '\(option.name)' stands in the text of {\(block.name)}", at: .text(option.nameRange),
          fix: given.contains(name)
            ? "remove it: '\(name)' is given above" : "move the line ':\(name): …' up to the line after the fence, with no blank line between"))
    }
    return (options, lines.map(\.bytes))
  }

  /// An option written as in the YAML of a directive, in the first line after the others.
  private func yamlOption(_ line: SourceRange) -> Diagnostic? {
    let text = line.text
    guard let name = kind.options.first(where: { text.hasPrefix($0 + ": ") }) else { return nil }
    let place = SourceRange(source: line.source, bytes: line.bytes.lowerBound..<line.bytes.lowerBound + name.utf8.count)
    return Diagnostic(
      id: "misplaced-option", "'\(name):' is text here, no option", at: .text(place),
      fix: "options of {\(block.name)} have two colons: ':\(name): …'; for the word itself write '\(name)&#58;'")
  }

  /// Lines of the text, outside the fences in it, that look like options of this container.
  private func misplaced(_ lines: ArraySlice<SourceRange>) -> [Option] {
    guard !kind.options.isEmpty else { return [] }
    var fences = FenceScanner()
    return lines.compactMap { line in
      let isCode = fences.isCode(Array(line.text.utf8)[...])
      guard !isCode, let option = Self.option(line) else { return nil }
      return kind.options.contains(option.name) || Suggestion.nearest(to: option.name, in: kind.options) != nil ? option : nil
    }
  }

  /// An option whose value stands at its colon.
  private static func spacing(_ option: Option) -> Diagnostic? {
    guard option.value.bytes.lowerBound == option.nameRange.bytes.upperBound + 1 else { return nil }
    return Diagnostic(
      id: "bad-option", "no space follows ':\(option.name):'", at: .text(option.nameRange),
      fix: "write ':\(option.name): \(option.value.text)'")
  }

  private func checkLabel(_ report: inout DiagnosticReport) {
    if let label = block.label, let range = block.labelRange, !kind.takesLabel {
      report.add(
        Diagnostic(
          id: "bad-label", "nothing can refer to {\(block.name)}, so it takes no label '\(label)'", at: .text(range),
          fix: kind.options.contains("title") ? "remove it; a title is written as a line ':title: …'" : "remove it"))
    }
  }

  /// The names of all options of all containers.
  private static let optionNames = Set(Container.Kind.allCases.flatMap(\.options))

  /// A line `:name: value`, or `:name:`; also `:name:value` where some container has an option of that name.
  private static func option(_ line: SourceRange) -> Option? {
    let text = line.text
    guard text.hasPrefix(":"), let colon = text.dropFirst().firstIndex(of: ":") else { return nil }
    let name = text[text.index(after: text.startIndex)..<colon]
    let rest = text[text.index(after: colon)...]
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0 == "-" }) else { return nil }
    guard rest.first.map(\.isWhitespace) ?? true || optionNames.contains(String(name)) else { return nil }
    let start = line.bytes.lowerBound
    let lead = rest.prefix { $0.isWhitespace }.utf8.count
    let value = start + text[...colon].utf8.count + lead
    return Option(
      name: String(name), nameRange: SourceRange(source: line.source, bytes: start + 1..<start + 1 + name.utf8.count),
      value: SourceRange(source: line.source, bytes: value..<value + rest.trimmed.utf8.count))
  }
}
