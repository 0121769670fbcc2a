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
        options.append(option)
      }
    }
    if let label = block.label, let range = block.labelRange, !kind.takesLabel {
      report.add(
        Diagnostic(
          id: "bad-label", "nothing can refer to {\(block.name)}, so it takes no label '\(label)'", at: .text(range),
          fix: kind.options.contains("title") ? "remove it; a title is written as a line ':title: …'" : "remove it"))
    }
    return (options, lines.map(\.bytes))
  }

  /// A line `:name: value`, or `:name:`.
  private static func option(_ line: SourceRange) -> Option? {
    let text = line.text
    guard text.hasPrefix(":"), let colon = text.dropFirst().firstIndex(of: ":") else { return nil }
    let name = text[text.index(after: text.startIndex)..<colon]
    let rest = text[text.index(after: colon)...]
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0 == "-" }), rest.first.map(\.isWhitespace) ?? true else { return nil }
    let start = line.bytes.lowerBound
    let lead = rest.prefix { $0.isWhitespace }.utf8.count
    let value = start + text[...colon].utf8.count + lead
    return Option(
      name: String(name), nameRange: SourceRange(source: line.source, bytes: start + 1..<start + 1 + name.utf8.count),
      value: SourceRange(source: line.source, bytes: value..<value + rest.trimmed.utf8.count))
  }
}
