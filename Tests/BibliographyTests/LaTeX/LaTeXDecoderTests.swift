import Testing

import Bibliography

@Suite struct LaTeXDecoderTests {
  @Test(
    "accents and letters become characters",
    arguments: [
      ("{\\\"o}", "ö"), ("\\\"o", "ö"), ("\\\"{o}", "ö"), ("{\\\"{o}}", "ö"), ("\\'e", "é"), ("\\' e", "é"), ("\\`a", "à"), ("\\^o", "ô"),
      ("\\~n", "ñ"), ("\\=u", "ū"), ("\\.z", "ż"), ("\\v{c}", "č"), ("\\v c", "č"), ("\\u{a}", "ă"), ("\\H{o}", "ő"), ("\\r{u}", "ů"),
      ("\\c c", "ç"),
      ("\\c{s}", "ş"), ("\\d{s}", "ṣ"), ("\\b{d}", "ḏ"), ("\\k{a}", "ą"), ("\\textcommabelow{t}", "ț"), ("{\\'{\\i}}", "í"),
      ("\\'{\\i}", "í"),
      ("\\'\\i", "í"),
      ("\\\"{\\i}", "ï"), ("\\v{\\j}", "ǰ"), ("\\i", "ı"), ("\\k{\\i}", "ı̨"), ("\\ss", "ß"), ("Stra\\ss e", "Straße"),
      ("Stra{\\ss}e", "Straße"), ("\\o", "ø"),
      ("\\O re", "Øre"), ("\\aa", "å"), ("\\AA{}s", "Ås"), ("\\l", "ł"), ("\\L{}\\'od\\'z", "Łódź"), ("\\ae\\AE\\oe\\OE", "æÆœŒ"),
      ("\\dh\\DH\\th\\TH", "ðÐþÞ"),
      ("\\dj\\ng", "đŋ"), ("\\'{\\^e}", "ế"), ("\\'{\\v{s}}", "š́"), ("\\'x", "x́"), ("\\t{oo}", "o͡o"), ("e\u{301}", "é"), ("\\~{}", "~"),
      ("\\^{}", "^"), ("\\'", "´"),
    ])
  func accents(written: String, text: String) {
    #expect(LaTeXDecoder.plain(written).unicodeScalars.elementsEqual(text.precomposedScalars))
  }

  @Test(
    "signs, dashes, quotes and spaces become characters",
    arguments: [
      ("\\& \\% \\$ \\_ \\# \\{ \\}", "& % $ _ # { }"), ("a--b", "a–b"), ("a---b", "a—b"), ("a----b", "a—-b"), ("a-b", "a-b"),
      ("-{}-", "--"),
      ("``a''", "“a”"), ("`a'", "‘a’"), ("It's", "It’s"), ("?`a", "¿a"), ("!`a", "¡a"), ("a~b", "a\u{A0}b"), ("  a \n b  ", "a b"),
      ("a\\ b", "a b"),
      ("a\\,b", "a\u{2009}b"), ("a\\-b\\/c", "abc"), ("a\\\\b", "a b"), ("\\LaTeX{} and \\TeX", "LaTeX and TeX"), ("\\ldots", "…"),
      ("\\textasciitilde x", "~x"),
      ("5 % of", "5 % of"), ("{{Deep} {ReLU}}", "Deep ReLU"), ("\\textbf{a} \\textsc{b}", "a b"), ("{\\bf a} b", "a b"),
      ("\\mbox{a b}", "a b"),
      ("\\noopsort{x}a", "a"), ("\\href{http://x.y}{text}", "text"), ("\\", "\\"), ("a}b", "ab"), ("a{b", "ab"), ("", ""),
      ("\\textbraceleft{}", "{"),
    ])
  func signs(written: String, text: String) { #expect(LaTeXDecoder.plain(written) == text) }

  @Test(
    "formulas and emphasis are kept as pieces",
    arguments: [
      ("The $L_1$ norm", [Piece.text("The "), .mathematics("L_1"), .text(" norm")]), ("$x$$y$", [.mathematics("x"), .mathematics("y")]),
      ("\\( \\alpha \\) x", [.mathematics("\\alpha"), .text(" x")]), ("$$ a $$", [.mathematics("a")]),
      ("\\ensuremath{\\beta}-x", [.mathematics("\\beta"), .text("-x")]),
      ("$a\\$b$", [.mathematics("a\\$b")]), ("5 $ and", [.text("5 $ and")]), ("$ {\\'e}", [.text("$ é")]),
      ("On \\emph{this} one", [.text("On "), .emphasis("this"), .text(" one")]), ("{\\em a} b", [.emphasis("a"), .text(" b")]),
      ("\\emph{a \\emph{b} c}", [.emphasis("a"), .text(" b"), .emphasis(" c")]),
      ("\\textit{a $x$ b}", [.emphasis("a "), .mathematics("x"), .emphasis(" b")]),
    ])
  func pieces(written: String, pieces: [Piece]) { #expect(LaTeXDecoder.decode(written).pieces == pieces) }

  @Test("commands that are not known are named and their argument is kept")
  func unknown() {
    let (pieces, unknown) = LaTeXDecoder.decode("a \\foo{b} \\Bar c")
    #expect(pieces == [.text("a b c")])
    #expect(unknown == ["foo", "Bar"])
  }

  @Test(
    "addresses are read as they are",
    arguments: [
      ("https://a.b/c_d%20e~f#g", "https://a.b/c_d%20e~f#g"), ("\\url{https://a.b/}", "https://a.b/"),
      ("https://a.b/\\~{}me/x\\_y\\&z\\%20", "https://a.b/~me/x_y&z%20"),
      ("{https://a.b/{\\textasciitilde}me}", "https://a.b/~me"), ("https://a.b/\n  c", "https://a.b/c"), ("a--b''c", "a--b''c"),
    ])
  func verbatim(written: String, address: String) { #expect(LaTeXDecoder.verbatim(written) == address) }

  @Test("text that holds nothing but an address is one")
  func soleAddress() {
    #expect(LaTeXDecoder.soleAddress(" \\url{https://a.b/c} ") == "https://a.b/c")
    #expect(LaTeXDecoder.soleAddress("https://a.b/c") == "https://a.b/c")
    #expect(LaTeXDecoder.soleAddress("see \\url{https://a.b/c}") == nil)
    #expect(LaTeXDecoder.soleAddress("\\url{https://a.b/c} and more") == nil)
    #expect(LaTeXDecoder.soleAddress("\\url{https://a.b/c") == nil)
  }

  @Test("text that is encoded decodes to itself")
  func roundTrip() {
    for text in [
      "a & b_c #1 100% $5", "{x} \\y ~ ^ < > |", "“q” ‘r’ it’s 'a' \"b\" `c`", "a–b—c -- --- –– ’’ ‘‘ ?‘ !“", "Łódź 中文 Erdős", "-–-",
    ] {
      #expect(LaTeXDecoder.plain(LaTeXEncoder.encode(text)) == text, "\(LaTeXEncoder.encode(text))")
    }
  }

  @Test("many braces, accents, dollar signs or backslashes are read, at no depth of calls")
  func bombs() {
    for unit in ["{", "}", "\\'", "$", "\\emph{", "\\(", "\\~{}", "\\foo", "`", "\\ensuremath{", "\\href{", "{\\em "] {
      _ = LaTeXDecoder.decode(String(repeating: unit, count: 200_000))
    }
    #expect(LaTeXDecoder.plain(String(repeating: "{", count: 1_000_000) + "a") == "a")
  }
}

extension String {
  fileprivate var precomposedScalars: String.UnicodeScalarView { NormalForm.composed(self).unicodeScalars }
}
