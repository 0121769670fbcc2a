import Foundation
import Mathematics

/// The KaTeX of the package libjs-katex, compiled once for all tests.
enum KaTeXFile {
  static let path = "/usr/share/javascript/katex/katex.min.js"
  static let compiled = Result { try KaTeX(source: Array(Data(contentsOf: URL(filePath: path)))) }

  static func typesetter() throws -> Typesetter { Typesetter(try compiled.get()) }

  /// The formulas of Tests/Fixtures/formulas.txt.
  static func formulas() throws -> [Formula] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: folder.appending(path: "Fixtures/formulas.txt"), encoding: .utf8)
    return text.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", maxSplits: 1)
      return Formula(String(parts.last ?? "").replacing("⏎", with: "\n"), isDisplay: parts.first == "display")
    }
  }
}

extension Typesetter {
  /// The MathML of a formula, without the annotation that repeats its LaTeX.
  func mathML(_ text: String, isDisplay: Bool = false, macros: [String: String] = [:]) throws -> String {
    let html = try html(Formula(text, isDisplay: isDisplay, macros: Macros(macros)))
    let start = html.firstRange(of: "<semantics>")?.upperBound ?? html.startIndex
    let end = html.firstRange(of: "<annotation")?.lowerBound ?? html.endIndex
    return String(html[start..<end])
  }

  /// The error of a formula; `nil` if it has none.
  func error(_ text: String, isDisplay: Bool = false, macros: [String: String] = [:]) -> FormulaError? {
    do throws(FormulaError) { _ = try html(Formula(text, isDisplay: isDisplay, macros: Macros(macros))) } catch { return error }
    return nil
  }
}
