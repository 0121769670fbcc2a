import Mathematics
import Testing

@Suite struct FormulaBatchTests {
  @Test("several threads give the bytes and errors of one, in the order asked")
  func threads() throws {
    let katex = try KaTeXFile.compiled.get()
    let formulas = try KaTeXFile.formulas()
    #expect(formulas.count >= 300)
    let serial = FormulaBatch.typeset(formulas, with: katex, threads: 1)
    let parallel = FormulaBatch.typeset(formulas, with: katex, threads: 5)
    #expect(serial == parallel)
    let backwards = FormulaBatch.typeset(formulas.reversed(), with: katex, threads: 3)
    #expect(serial == backwards.reversed())
    let typesetter = Typesetter(katex)
    for (formula, outcome) in zip(formulas, serial) {
      #expect(outcome == Result { () throws(FormulaError) in try typesetter.html(formula) })
    }
  }

  @Test("equal formulas have equal results, and others in mode or macros their own")
  func repeated() throws {
    let macros = Macros(["\\a": "b"])
    let formulas = [
      Formula("\\a"), Formula("x"), Formula("\\a", macros: macros), Formula("x", isDisplay: true), Formula("x"), Formula("\\a", macros: macros),
    ]
    let results = FormulaBatch.typeset(formulas, with: try KaTeXFile.compiled.get(), threads: 2)
    #expect(results.count == 6)
    #expect(throws: FormulaError.self) { try results[0].get() }
    #expect(try results[1].get() == results[4].get())
    #expect(try results[2].get() == results[5].get())
    #expect(try results[1].get() != results[3].get())
  }

  @Test("formulas that are equal to Swift but differ in their bytes have results of their own")
  func normalization() throws {
    let formulas = [Formula("\u{E9}"), Formula("e\u{301}")]
    let results = FormulaBatch.typeset(formulas, with: try KaTeXFile.compiled.get(), threads: 1)
    #expect(try results[0].get().utf8.contains(0xA9))
    #expect(try Array(results[1].get().utf8) != Array(results[0].get().utf8))
  }

  @Test("no formulas give no results")
  func empty() throws {
    #expect(FormulaBatch.typeset([], with: try KaTeXFile.compiled.get(), threads: 4).isEmpty)
  }
}
