import Mathematics
import Testing

@Suite struct NumberedFormulaTests {
  private func read(_ text: String, from number: Int = 1, isDisplay: Bool = true) -> NumberedFormula {
    NumberedFormula(text, isDisplay: isDisplay, firstNumber: number)
  }

  private func rewrite(_ text: String, from number: Int = 1) -> String { read(text, from: number).rewritten { _ in nil }.text }

  @Test(
    "numbered formulas and rows get a tag, and environments a star",
    arguments: [
      (#"\begin{equation}x\end{equation}"#, #"\begin{equation*}x\tag{5}\end{equation*}"#, 6),
      (#"\begin{equation*}x\end{equation*}"#, #"\begin{equation*}x\end{equation*}"#, 5),
      (#"\begin{align}a&=b\\c&=d\end{align}"#, #"\begin{align*}a&=b\tag{5}\\c&=d\tag{6}\end{align*}"#, 7),
      (#"\begin{align}a\notag\\b\nonumber\\c\end{align}"#, #"\begin{align*}a\notag\\b\nonumber\\c\tag{5}\end{align*}"#, 6),
      (#"\begin{align}a\tag{A}\\b\tag*{B}\\c\end{align}"#, #"\begin{align*}a\tag{A}\\b\tag*{B}\\c\tag{5}\end{align*}"#, 6),
      (#"\begin{align*}a\\b\tag{A}\end{align*}"#, #"\begin{align*}a\\b\tag{A}\end{align*}"#, 5),
      (#"\begin{gather}a\\[2em]b\end{gather}"#, #"\begin{gather*}a\tag{5}\\[2em]b\tag{6}\end{gather*}"#, 7),
      (#"\begin{gather*}a\\b\end{gather*}"#, #"\begin{gather*}a\\b\end{gather*}"#, 5),
      (#"\begin{alignat}{2}a&b&c&d\\e\end{alignat}"#, #"\begin{alignat*}{2}a&b&c&d\tag{5}\\e\tag{6}\end{alignat*}"#, 7),
      (#"\begin{align}a\cr b\\\end{align}"#, #"\begin{align*}a\tag{5}\cr b\tag{6}\\\end{align*}"#, 7),
      (#"\begin{align}a\\ \hline % last"# + "\n" + #"\end{align}"#, #"\begin{align*}a\tag{5}\\ \hline % last"# + "\n" + #"\end{align*}"#, 6),
      (
        #"\begin{equation}\begin{split}a\\b\end{split}\end{equation}"#,
        #"\begin{equation*}\begin{split}a\\b\end{split}\tag{5}\end{equation*}"#, 6
      ),
      (
        #"\begin{align}\begin{aligned}a\\b\end{aligned}\\\substack{c\\d}\end{align}"#,
        #"\begin{align*}\begin{aligned}a\\b\end{aligned}\tag{5}\\\substack{c\\d}\tag{6}\end{align*}"#, 7
      ),
      (#"\begin{align}\text{\{\\}\verb|\\}|\\b\end{align}"#, #"\begin{align*}\text{\{\\}\verb|\\}|\tag{5}\\b\tag{6}\end{align*}"#, 7),
      ("\\begin{align}a% \\\\ \\end{align}\n\\\\b\\end{align}", "\\begin{align*}a% \\\\ \\end{align}\n\\tag{5}\\\\b\\tag{6}\\end{align*}", 7),
      (#"x=y"#, "x=y", 5), (#"x\tag{Q}"#, #"x\tag{Q}"#, 5),
      (#"x\label{a}=y"#, #"x\tag{5}=y"#, 6), (#"\alpha\label{a}b\tag{Q}"#, #"\alpha b\tag{Q}"#, 5),
    ])
  func numbering(text: String, expected: String, next: Int) {
    #expect(rewrite(text, from: 5) == expected)
    #expect(read(text, from: 5).nextNumber == next)
    #expect(read(text, from: 5).errors.isEmpty)
  }

  @Test("labels have the bytes of their names and the tag of their row")
  func labels() {
    let text = #"\begin{align}中&=1\label{eq:one}\\2\tag{$*$}\label{eq:two}\\3\notag\\\label{b}4\end{align}"#
    let formula = read(text, from: 9)
    #expect(formula.labels.map(\.name) == ["eq:one", "eq:two", "b"])
    #expect(formula.labels.map(\.tag) == ["9", "$*$", "10"])
    for label in formula.labels { #expect(String(Array(text.utf8)[label.range].map { Character(Unicode.Scalar($0)) }) == label.name) }
    #expect(formula.nextNumber == 11)
    #expect(!formula.rewritten { _ in nil }.text.contains("label"))
  }

  @Test(
    "a label without a number is an error",
    arguments: [
      #"\begin{align*}a\label{x}\end{align*}"#, #"\begin{align}a\notag\label{x}\end{align}"#, #"\begin{align}a\end{align}\label{x}"#,
      #"\begin{align}a\\\label{x}\end{align}"#, #"\nonumber a\label{x}"#,
    ])
  func unnumbered(text: String) throws {
    let formula = read(text)
    #expect(formula.labels.isEmpty)
    let error = try #require(formula.errors.first)
    #expect(error.id == "label-without-number")
    #expect(String(decoding: Array(text.utf8)[error.range], as: UTF8.self) == #"\label{x}"#)
    #expect(!formula.rewritten { _ in nil }.text.contains("label"))
  }

  @Test("environments that number can't be inside each other")
  func nested() throws {
    let text = #"\begin{align}a\\\begin{gather*}b\end{gather*}\\c\end{align}"#
    let formula = read(text)
    let error = try #require(formula.errors.first)
    #expect(error.message == "{gather*} numbers equations and can't be inside {align}")
    #expect(String(decoding: Array(text.utf8)[error.range], as: UTF8.self) == "gather*")
    #expect(formula.nextNumber == 4)
  }

  @Test("a label in an inline formula is an error, and nothing there is numbered")
  func inline() {
    let formula = read(#"x\label{a}"#, isDisplay: false)
    #expect(formula.errors.count == 1)
    #expect(formula.nextNumber == 1)
    #expect(formula.rewritten { _ in nil }.text == "x ")
  }

  @Test("references show what the caller says")
  func references() {
    let text = #"\eqref{a}+\text{by \ref{b} and \ref{none}}\verb|\ref{c}|"#
    let formula = read(text, isDisplay: false)
    #expect(formula.references.map(\.name) == ["a", "b", "none"])
    #expect(formula.references.map(\.range) == [7..<8, 24..<25, 36..<40])
    #expect(formula.references.map(\.isParenthesized) == [true, false, false])
    let edited = formula.rewritten { ["a": "3", "b": "A.1"][$0] }
    #expect(edited.text == #"\text{(3)}+\text{by \text{A.1} and \text{??}}\verb|\ref{c}|"#)
  }

  @Test("KaTeX takes what comes out and shows each number once")
  func typeset() throws {
    let typesetter = try KaTeXFile.typesetter()
    for text in [
      #"\begin{align}a&=b\label{x}\\c&=d\\e&=f\end{align}"#, #"\begin{gather}a\\b\\c\end{gather}"#,
      #"\begin{alignat}{2}a&=b&c&=d\\e\\f\\\end{alignat}"#, #"\begin{gather*}\tag{71}a\\\tag{72}b\\c\tag{73}\end{gather*}"#,
    ] {
      let html = try typesetter.html(Formula(rewrite(text, from: 71), isDisplay: true))
      for number in 71...73 { #expect(html.components(separatedBy: "<mtext>(\(number))</mtext>").count == 2, "\(text)") }
      #expect(!html.contains("eqn-num"))
    }
    let equation = try typesetter.html(
      Formula(rewrite(#"\begin{equation}\begin{split}a&=b\\&=c\end{split}\label{x}\end{equation}"#), isDisplay: true))
    #expect(equation.contains("<mtext>(1)</mtext>"))
    let labelled = try typesetter.html(Formula(rewrite(#"x\label{y}"#), isDisplay: true))
    #expect(labelled.contains(#"<span class="tag">"#))
  }

  @Test("an error in the rewritten formula has its place in the original")
  func places() throws {
    let text = #"\begin{align}a\label{long:name}&=\eqref{q}\\b&=\alhpa\end{align}"#
    let edited = read(text).rewritten { _ in "12" }
    let error = try #require(try KaTeXFile.typesetter().error(edited.text, isDisplay: true))
    let moved = error.moved(edited.original)
    #expect(String(decoding: Array(text.utf8)[moved.range], as: UTF8.self) == #"\alhpa"#)
  }

  @Test("every byte outside the replacements has its own place in the original")
  func mapping() {
    let text = #"u\label{a}v\ref{b}w"#
    let edited = read(text).rewritten { _ in "123" }
    #expect(edited.text == #"u\tag{1}v\text{123}w"#)
    let original = Array(text.utf8)
    for (offset, byte) in edited.text.utf8.enumerated() where "uvw".utf8.contains(byte) && edited.original(offset..<offset + 1).count == 1 {
      #expect(original[edited.original(offset..<offset + 1).lowerBound] == byte)
    }
    #expect(edited.original(2..<3) == 1..<10)
    #expect(edited.original(0..<edited.text.utf8.count) == 0..<text.utf8.count)
  }

  @Test("no text, however broken, traps, and nothing is lost from formulas without numbers")
  func broken() {
    let parts = [
      #"\begin{align}"#, #"\end{align}"#, #"\label{a}"#, "{", "}", #"\\"#, #"\tag{"#, "%", "\n", #"\verb|"#, #"\"#, "中", #"\begin"#,
      #"\ref{a}"#,
    ]
    for first in parts {
      for second in parts {
        for third in parts {
          let text = first + second + third
          let edited = read(text).rewritten { _ in nil }
          for offset in 0...edited.text.utf8.count { _ = edited.original(offset..<min(offset + 2, edited.text.utf8.count)) }
        }
      }
    }
    #expect(rewrite(#"\begin{align} x"#) == #"\begin{align*} x"#)
    #expect(rewrite(String(repeating: "{", count: 100_000)).utf8.count == 100_000)
  }

  @Test("four hundred thousand labels of a row cost no more than their number")
  func manyLabels() {
    let count = 400_000
    let text = #"\begin{align}"# + String(repeating: #"\label{a}"#, count: count) + #"\end{align}"#
    let formula = read(text)
    #expect(formula.errors.count == count)
    #expect(formula.errors.allSatisfy { $0.id == "label-without-number" })
    #expect(formula.labels.isEmpty && formula.nextNumber == 1)
    let named = read(text.replacing(#"\end"#, with: #"x\end"#))
    #expect(named.labels.count == count && named.errors.isEmpty && named.nextNumber == 2)
  }
}
