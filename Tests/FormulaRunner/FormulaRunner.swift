import Foundation
import Mathematics

/// `typeset-formulas KATEX.js FORMULAS` typesets each line of a file and prints a line of JSON for it; `typeset-formulas --macros` prints the
/// built-in macros.
///
/// A line is `inline` or `display`, a tab, and a formula in which `⏎` stands for a line feed. Results are `{"html": …}` or
/// `{"error": message, "start": byte, "end": byte, …}`.
@main
struct FormulaRunner {
  static func main() throws {
    let arguments = CommandLine.arguments
    if arguments.dropFirst() == ["--macros"] {
      let macros = Dictionary(uniqueKeysWithValues: Macros.builtin.definitions.map { ($0.name, $0.body) })
      return try print(json(macros))
    }
    guard arguments.count == 3 else { return print("usage: typeset-formulas KATEX.js FORMULAS") }
    let typesetter = Typesetter(try KaTeX(source: Array(Data(contentsOf: URL(filePath: arguments[1])))))
    for line in try String(contentsOf: URL(filePath: arguments[2]), encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let text = String(parts[1]).replacing("⏎", with: "\n")
      try print(json(Outcome(typesetter, Formula(text, isDisplay: parts[0] == "display"))))
    }
  }

  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private struct Outcome: Encodable {
    var html: String?
    var error: String?
    var start: Int?
    var end: Int?
    var id: String?
    var fix: String?

    init(_ typesetter: Typesetter, _ formula: Formula) {
      do throws(FormulaError) { html = try typesetter.html(formula) } catch {
        self.error = error.message
        start = error.range.lowerBound
        end = error.range.upperBound
        id = error.id
        fix = error.fix
      }
    }
  }
}
