extension Language {
  static let r = Language("r", aliases: "rscript rlang", Grammar(start: "code", rStates))

  private static let rStates: [String: State] = [
    "code": State(rCode),
    "string": State(
      .string, [Rule(#"\1"#, .string, .pop), Rule(#"\\(?:x\h{1,2}|u\h{1,4}|u\{\h*\}|U\h{1,8}|[0-7]{1,3}|.|\r?\n)"#, .escape)]),
    "raw \"(": State(.string, [Rule(#"\)\1""#, .string, .pop)]),
    "raw \"[": State(.string, [Rule(#"\]\1""#, .string, .pop)]),
    "raw \"{": State(.string, [Rule(#"\}\1""#, .string, .pop)]),
    "raw '(": State(.string, [Rule(#"\)\1'"#, .string, .pop)]),
    "raw '[": State(.string, [Rule(#"\]\1'"#, .string, .pop)]),
    "raw '{": State(.string, [Rule(#"\}\1'"#, .string, .pop)]),
  ]

  private static func rRawString(_ quote: String, _ bracket: String) -> Rule {
    Rule(#"[rR]\#(quote)(-*)\\#(bracket)"#, .string, .push("raw \(quote)\(bracket)"))
  }

  private static let rCode =
    [Rule(#"#[^\n]*"#, .comment)] + ["\"", "'"].flatMap { quote in ["(", "[", "{"].map { rRawString(quote, $0) } } + [
      Rule(#"(["'])"#, .string, .push("string")),
      Rule(#"`(?:[^`\\\n]|\\.)*`"#),
      Rule(#"%[^%\n]*%"#, .function),
      Rule(#"0[xX]\h+(?:\.\h*)?(?:[pP][+\-]?\d+)?L?|(?:\d+\.?\d*|\.\d+)(?:[eE][+\-]?\d+)?[Li]?"#, .number),
      Rule(#"\\(?=\()"#, .keyword),
      Rule(#"(?<=[$@])[\a.][\w.]*"#),
      Rule(#"[\a.][\w.]*"#, words: [.keyword: rKeywords, .constant: rConstants]),
      Rule(#"[\a.][\w.]*(?=\s*\()"#, .function),
      Rule(#"[\a.][\w.]*"#),
    ]

  private static let rKeywords = "break else for function if in next repeat return while library require"

  private static let rConstants = """
    TRUE FALSE NULL NA NA_integer_ NA_real_ NA_character_ NA_complex_ Inf NaN T F pi LETTERS letters
    """
}
