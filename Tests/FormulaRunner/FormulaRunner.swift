import Foundation
import Mathematics

/// `typeset-formulas KATEX.js FORMULAS`: typesets each line of a file and prints a line of JSON for it.
///
/// A line is `inline` or `display`, a tab, and a formula in which `⏎` stands for a line feed. Results are `{"html": …}` or
/// `{"error": message, "start": byte, "end": byte}`.
@main
struct FormulaRunner {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { return print("usage: typeset-formulas KATEX.js FORMULAS") }
    let katex = try KaTeX(source: Array(Data(contentsOf: URL(filePath: arguments[1]))))
    let typesetter = Typesetter(katex)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    for line in try String(contentsOf: URL(filePath: arguments[2]), encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let text = String(parts[1]).replacing("⏎", with: "\n")
      let json = try encoder.encode(Outcome(typesetter, Formula(text, isDisplay: parts[0] == "display")))
      print(String(decoding: json, as: UTF8.self))
    }
  }

  struct Outcome: Encodable {
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
