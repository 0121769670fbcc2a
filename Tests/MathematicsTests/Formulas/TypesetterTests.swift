import Mathematics
import Testing

@Suite struct TypesetterTests {
  let typesetter: Typesetter

  init() throws { typesetter = try KaTeXFile.typesetter() }

  @Test(
    "MathML has the elements of the formula",
    arguments: [
      (#"x^2"#, "<mrow><msup><mi>x</mi><mn>2</mn></msup></mrow>"),
      (#"a_{ij}"#, "<mrow><msub><mi>a</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub></mrow>"),
      (#"\frac{1}{n}"#, "<mrow><mfrac><mn>1</mn><mi>n</mi></mfrac></mrow>"),
      (#"\sqrt[3]{x}"#, "<mrow><mroot><mi>x</mi><mn>3</mn></mroot></mrow>"),
      (#"\alpha<\beta"#, "<mrow><mi>α</mi><mo>&lt;</mo><mi>β</mi></mrow>"),
      (#"\mathbb{R}"#, #"<mrow><mi mathvariant="double-struck">R</mi></mrow>"#),
      (#"\mathds{1}"#, #"<mrow><mn mathvariant="double-struck">1</mn></mrow>"#),
      (#"\text{若 }x"#, "<mrow><mtext>若\u{A0}</mtext><mi>x</mi></mrow>"),
      ("\u{1D53D}", "<mrow><mi>\u{1D53D}</mi></mrow>"),
      ("\\text{\u{20000}}", "<mrow><mtext>\u{20000}</mtext></mrow>"),
    ])
  func elements(text: String, expected: String) throws {
    #expect(try typesetter.mathML(text) == expected)
  }

  @Test("a matrix has a table with a row for each line")
  func matrix() throws {
    let mathML = try typesetter.mathML(#"\begin{pmatrix}1&2\\3&4\\5&6\end{pmatrix}"#)
    #expect(mathML.split(separator: "<mtr>").count == 4)
    #expect(mathML.split(separator: "<mtd>").count == 7)
  }

  @Test("display and inline formulas differ in their outer element")
  func modes() throws {
    #expect(try typesetter.html(Formula("x")).hasPrefix(#"<span class="katex"><span class="katex-mathml"><math xmlns="#))
    #expect(try typesetter.html(Formula("x", isDisplay: true)).hasPrefix(#"<span class="katex-display"><span class="katex">"#))
    #expect(try typesetter.html(Formula("x")).contains(#"<span class="katex-html" aria-hidden="true">"#))
  }

  @Test("the tags of rows are in the MathML too")
  func tags() throws {
    let mathML = try typesetter.mathML(#"\begin{align*}a&=b\tag{1}\\c\\d\tag*{A$^2$}\end{align*}"#, isDisplay: true)
    #expect(mathML.contains(#"<mtd class="mml-tag"><mrow><mtext>(1)</mtext></mrow></mtd>"#))
    #expect(mathML.contains("<msup>"))
    #expect(!mathML.contains("mml-eqn-num"))
  }

  @Test("no tag of the MathML closes itself, which browsers would not see inside an operator")
  func closed() throws {
    let mathML = try typesetter.mathML(#"\mathbin{a\kern1em b}\quad\phantom{x}"#)
    #expect(mathML.contains(#"<mi>a</mi><mspace width="1em"></mspace><mi>b</mi></mrow>"#))
    #expect(!mathML.contains("/>"))
    for formula in try KaTeXFile.formulas() {
      guard let html = try? typesetter.html(formula), let end = html.firstRange(of: "</math>") else { continue }
      let tags = html[..<end.upperBound].split(separator: "<")
      #expect(tags.count { $0.hasPrefix("/") } * 2 == tags.count - (formula.isDisplay ? 3 : 2), "\(formula.text)")
    }
  }

  @Test("sizes are cut at 100 em")
  func sizes() throws {
    let html = try typesetter.html(Formula(#"\rule{9999em}{1em}"#))
    #expect(html.contains("border-right-width:100em"))
    #expect(!html.contains("border-right-width:9999em"))
  }

  @Test("macros are used, with arguments, and go before those of KaTeX and of Facet")
  func macros() throws {
    #expect(try typesetter.mathML(#"\half"#, macros: ["\\half": #"\frac12"#]) == "<mrow><mfrac><mn>1</mn><mn>2</mn></mfrac></mrow>")
    #expect(try typesetter.mathML(#"\pair ab"#, macros: ["\\pair": "{#1}^{#2}"]) == "<mrow><msup><mi>a</mi><mi>b</mi></msup></mrow>")
    #expect(try typesetter.mathML(#"\R\dddot{x}"#, macros: ["\\R": "r", "\\dddot": "#1"]) == "<mrow><mi>r</mi><mi>x</mi></mrow>")
  }

  @Test("operators can be declared, with limits too")
  func operators() throws {
    let plain = try typesetter.mathML(#"\DeclareMathOperator{\rk}{rank}\rk A"#)
    #expect(plain.contains(#"<mi mathvariant="normal">rank</mi>"#))
    let starred = try typesetter.mathML(#"\DeclareMathOperator*{\am}{arg\,max}\am_x f"#, isDisplay: true)
    #expect(starred.contains("<munder>"))
    #expect(try typesetter.mathML(#"\dddot{x}"#).contains("<mover"))
  }

  @Test("nothing that a formula defines is known to the next one", arguments: [#"\gdef"#, #"\global\def"#, #"\xdef"#, #"\def"#])
  func definitions(command: String) throws {
    #expect(try typesetter.mathML(#"\#(command)\leak{y}\leak"#) == "<mrow><mi>y</mi></mrow>")
    #expect(typesetter.error(#"\leak"#)?.message == #"Undefined control sequence: \leak"#)
    _ = try typesetter.mathML(#"\#(command)\alpha{z}\alpha"#)
    #expect(try typesetter.mathML(#"\alpha"#) == "<mrow><mi>α</mi></mrow>")
  }

  @Test("names of macros are checked")
  func names() {
    for name in ["\\R", "\\argmax", "\\@x", "\\*", "\\数"] { #expect(Macros.problem(withName: name) == nil, "\(name)") }
    for name in ["", "\\", "R", "\\a1", "\\数学", "\\a b"] { #expect(Macros.problem(withName: name) != nil, "\(name)") }
  }

  @Test("what is not KaTeX is refused", arguments: ["", "syntax error(", "this.katex = 1", "throw new Error('no')", "while"])
  func notKaTeX(source: String) {
    #expect(throws: (any Error).self) { try KaTeX(source: Array(source.utf8)) }
  }

  @Test("the version is the one that KaTeX states")
  func version() throws {
    #expect(try KaTeXFile.compiled.get().version.wholeMatch(of: /0\.\d+\.\d+/) != nil)
  }
}
