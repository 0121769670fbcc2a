extension Language {
  static let javascript = Language("javascript", aliases: "js mjs cjs jsx node", Grammar(start: "code", scriptStates([])))

  static let typescript = Language(
    "typescript", aliases: "ts mts tsx",
    Grammar(
      start: "code",
      scriptStates([Rule(#"(?<![.])\a\w*"#, words: [.keyword: typescriptKeywords, .type: typescriptTypes])])))

  private static func scriptStates(_ additional: [Rule]) -> [String: State] {
    let code = scriptCode + additional + scriptNames
    return [
      "code": State(code),
      "double": State(.string, [Rule("\"", .string, .pop), scriptEscape, Rule("$", nil, .pop)]),
      "single": State(.string, [Rule("'", .string, .pop), scriptEscape, Rule("$", nil, .pop)]),
      "template": State(.string, [Rule("`", .string, .pop), Rule(#"\$\{"#, .escape, .push("interpolation")), scriptEscape]),
      "interpolation": State([Rule(#"\}"#, .escape, .pop), Rule(#"\{"#, nil, .push("braces"))] + code),
      "braces": State([Rule(#"\}"#, nil, .pop), Rule(#"\{"#, nil, .push("braces"))] + code),
    ]
  }

  private static let scriptEscape = Rule(#"\\(?:x\h{2}|u\h{4}|u\{\h*\}|.|\r?\n)"#, .escape)

  private static let scriptCode = [
    Rule(#"\A#![^\n]*"#, .comment),
    Rule(#"//[^\n]*"#, .comment),
    Rule(#"/\*(?:[^*]|\*(?!/))*(?:\*/)?"#, .comment),
    Rule("\"", .string, .push("double")),
    Rule("'", .string, .push("single")),
    Rule("`", .string, .push("template")),
    // After an operand that `++` or `--` follows, a slash divides.
    Rule(#"(?<=[\w$)\]])(?:\+\+|--)\s*/(?![/*])"#),
    Rule(#"\O/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*"#, .regex),
    Rule(#"0[xX]\h+n?|0[bBoO][\d_]+n?|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+\-]?\d+)?n?"#, .number),
    Rule(#"@\a\w*"#, .attribute),
    Rule(#"\.\.\."#),
  ]

  private static let scriptNames = [
    Rule(#"\.\s*[\a$#][\w$]*(?![\w$(])"#),
    Rule(#"(?<=[.])[\a$#][\w$]*(?=\()"#, .function),
    Rule(#"[\a$][\w$]*"#, words: [.keyword: scriptKeywords, .constant: "true false null undefined NaN Infinity this"]),
    Rule(#"[A-Z][A-Z\d_]+\b"#),
    Rule(#"[A-Z][\w$]*"#, .type),
    Rule(#"[\a$][\w$]*(?=\()"#, .function),
    Rule(#"[\a$#][\w$]*"#),
  ]

  private static let scriptKeywords = """
    async await break case catch class const continue debugger default delete do else export extends finally for from function get if \
    in import instanceof let new of return set static super switch throw try typeof var void while with yield
    """

  private static let typescriptKeywords = """
    abstract as asserts declare enum implements infer interface is keyof namespace override private protected public readonly satisfies type
    """

  private static let typescriptTypes = "any bigint boolean never number object string symbol unknown"
}
