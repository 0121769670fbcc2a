extension Language {
  static let rust = Language("rust", aliases: "rs", Grammar(start: "code", rustStates))

  private static let rustStates: [String: State] = [
    "code": State(rustCode),
    "comment": State(.comment, [Rule(#"/\*"#, .comment, .push("comment")), Rule(#"\*/"#, .comment, .pop)]),
    "string": State(
      .string, [Rule("\"", .string, .pop), Rule(#"\\(?:x\h{2}|u\{[\h_]*\}|.|\r?\n)"#, .escape), Rule(#"\{\{|\}\}"#, .string)]),
    "raw": State(.string, [Rule(#""\1"#, .string, .pop)]),
    "attribute": State(
      .attribute,
      [
        Rule(#"\["#, .attribute, .push("attribute")), Rule(#"\]"#, .attribute, .pop), Rule("\"", .string, .push("string")),
        Rule(#"//[^\n]*"#, .comment),
      ]),
  ]

  private static let rustCode = [
    Rule(#"//[^\n]*"#, .comment),
    Rule(#"/\*"#, .comment, .push("comment")),
    Rule(##"#!?\["##, .attribute, .push("attribute")),
    Rule(##"(?:br|cr|r)(#*)""##, .string, .push("raw")),
    Rule(#"[bc]?""#, .string, .push("string")),
    Rule(#"b?'(?:\\(?:x\h{2}|u\{[\h_]*\}|.)|[^'\\\n])'"#, .string),
    Rule(#"'\a\w*"#, .attribute),
    Rule(##"r#\a\w*"##),
    Rule(#"0x\h+\w*|0[bo][\d_]+\w*|\d[\d_]*(?:\.(?![.\a])[\d_]*)?(?:[eE][+\-]?[\d_]+)?(?:[iuf](?:8|16|32|64|128|size))?"#, .number),
    Rule(#"\a\w*!(?!=)"#, .function),
    Rule(#"(?<=[.])await\b"#, .keyword),
    Rule(#"\a\w*"#, words: [.keyword: rustKeywords, .constant: "true false None", .type: rustTypes]),
    Rule(#"[A-Z][A-Z\d_]+\b"#),
    Rule(#"[A-Z]\w*"#, .type),
    Rule(#"\a\w*(?=(?:(?:::)?<[^()>\n]{0,60}>)?\()"#, .function),
    Rule(#"\a\w*"#),
  ]

  private static let rustKeywords = """
    as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move mut pub ref return self Self \
    static struct super trait type union unsafe use where while
    """

  private static let rustTypes = "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize"
}
