import Foundation
import Highlighting
import Testing

/// Listings of every language against tokens that were checked by eye.
@Suite struct KnownAnswerTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/highlighting")

  static func sample(_ language: String) throws -> String {
    try String(contentsOf: folder.appending(path: "\(language.replacing("+", with: "p")).txt"), encoding: .utf8)
  }

  @Test("a sample of each language has its tokens", arguments: Language.all.map(\.name))
  func samples(name: String) throws {
    let language = try #require(Language.named(name))
    let expected = try Self.sample(name)
    let code = MarkedText.unmarked(expected)
    let found = MarkedText.marked(code, language.tokens(of: code))
    for (line, lines) in zip(found.split(separator: "\n"), expected.split(separator: "\n")).enumerated() {
      #expect(lines.0 == lines.1, "token line \(line + 1)")
    }
    #expect(found == expected)
  }

  @Test("lines that end in a carriage return have the tokens of lines that do not", arguments: Language.all.map(\.name))
  func carriageReturns(name: String) throws {
    let language = try #require(Language.named(name))
    let code = MarkedText.unmarked(try Self.sample(name))
    let kinds = language.tokens(of: code).map(\.kind)
    let returned = language.tokens(of: code.replacing("\n", with: "\r\n")).map(\.kind)
    #expect(kinds == returned)
  }

  @Test(
    "an ambiguous character is told by what is around it",
    arguments: [
      ("js", "a = b / c / d", "a = b / c / d"),
      ("js", "a = (b) / c / d", "a = (b) / c / d"),
      ("js", "f(/a/)", "«function:f»(«regex:/a/»)"),
      ("js", "x = [/a/, b]", "x = [«regex:/a/», b]"),
      ("rust", "f::<'a>('b', 'c)", "«function:f»::<«attribute:'a»>(«string:'b'», «attribute:'c»)"),
      ("julia", "a' + 'a'", "a' + «string:'a'»"),
      ("julia", "x ? :a : b[1:n]", "x ? «constant::a» : b[«number:1»:n]"),
      ("sh", "a b#c #d", "«function:a» b#c «comment:#d»"),
      ("sh", "if x; then if; fi", "«keyword:if» «function:x»; «keyword:then» «keyword:if»; «keyword:fi»"),
      ("sh", "echo if then", "«function:echo» if then"),
      ("sh", "x 2>&1 | y >&2", "«function:x» 2>&1 | «function:y» >&2"),
      ("sh", #"a=(1 "b") c"#, #"«variable:a»=(1 «string:"b"») c"#),
      ("sh", #"echo "${a:-it's}" 'b'"#, #"«function:echo» «string:"»«variable:${a:-it's}»«string:"» «string:'b'»"#),
      (
        "sh", "cat <<A <<'B'\n$a\nA\n$b\nB\nls",
        "«function:cat» «string:<<A» «string:<<'B'»\n«variable:$a»«string:\nA\n$b\nB»\n«function:ls»"
      ),
      ("swift", "f(in: a, default: b)", "«function:f»(in: a, «keyword:default»: b)"),
      (
        "swift", #""\(f("\("x")"))""#,
        #"«string:"»«escape:\(»«function:f»(«string:"»«escape:\(»«string:"x"»«escape:)»«string:"»)«escape:)»«string:"»"#
      ),
      ("tex", #"a \\[2pt] $b$"#, #"a «command:\\»[2pt] «mathematics:$b$»"#),
      ("console", "50 % done\n$ ls", "50 % done\n«attribute:$» «function:ls»"),
      ("yaml", "- |\n  a: b\n- c", "- «escape:|»«string:\n  a: b\n»- c"),
      ("yaml", "- a: |\n    b: c\n  d: e", "- «key:a»: «escape:|»«string:\n    b: c\n»  «key:d»: e"),
      ("md", "```\n# a\n\n# b", "«attribute:```»«code:\n# a\n\n# b»"),
      ("md", "# a `b` c\nd", "«heading:# a »«code:`b`»«heading: c»\nd"),
      ("swift", "func f<T>(a: T)", "«keyword:func» «function:f»<«type:T»>(a: «type:T»)"),
      ("c++", "f<int>(a < b)", "«function:f»<«type:int»>(a < b)"),
      ("js", "f(...a, ...b(c))", "«function:f»(...a, ...«function:b»(c))"),
      ("c", "'a' 1'000 'b'", "«string:'a'» «number:1'000» «string:'b'»"),
      ("py", "a @ b\n@c", "a @ b\n«attribute:@c»"),
      ("yaml", "a: b: c", "«key:a»: b: c"),
      ("yaml", "- a:b\n- c: d", "- a:b\n- «key:c»: d"),
      ("md", "a_b_c 2 * 3 * 4 $5 to $6", "a_b_c 2 * 3 * 4 $5 to $6"),
      ("md", "``a`", "``a`"),
      ("tex", #"\\% not \%"#, #"«command:\\»«comment:% not \%»"#),
      ("swift", "a.init(b) / c / d", "a.«keyword:init»(b) / c / d"),
      ("r", "a %o% b % c", "a «function:%o%» b % c"),
      ("json", #"["a", {"b": "c"}]"#, #"[«string:"a"», {«key:"b"»: «string:"c"»}]"#),
    ])
  func ambiguities(name: String, code: String, expected: String) throws {
    let language = try #require(Language.named(name))
    #expect(MarkedText.marked(code, language.tokens(of: code)) == expected)
  }
}
