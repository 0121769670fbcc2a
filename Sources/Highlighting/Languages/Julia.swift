extension Language {
  static let julia = Language("julia", aliases: "jl", Grammar(start: "julia", juliaStates))

  static let juliaStates: [String: State] = [
    "julia": State(juliaCode),
    "julia.comment": State(.comment, [Rule("#=", .comment, .push("julia.comment")), Rule("=#", .comment, .pop)]),
    "julia.string": State(
      .string,
      [
        Rule(#"\1"#, .string, .pop), Rule(#"\\(?:x\h{1,2}|u\h{1,4}|U\h{1,8}|[0-7]{1,3}|.|\r?\n)"#, .escape),
        Rule(#"\$\("#, .escape, .push("julia.interpolation")), Rule(#"\$\a[\w!]*"#, .variable),
      ]),
    "julia.raw": State(.string, [Rule(#"\1"#, .string, .pop), Rule(#"\\."#, .string)]),
    "julia.regex": State(.regex, [Rule(#"\1[imsx]*"#, .regex, .pop), Rule(#"\\."#, .regex)]),
    "julia.interpolation": State([Rule(#"\)"#, .escape, .pop), Rule(#"\("#, nil, .push("julia.parentheses"))] + juliaCode),
    "julia.parentheses": State([Rule(#"\)"#, nil, .pop), Rule(#"\("#, nil, .push("julia.parentheses"))] + juliaCode),
  ]

  static let juliaCode = [
    Rule("#=", .comment, .push("julia.comment")),
    Rule(#"#[^\n]*"#, .comment),
    Rule(#"r("""|")"#, .regex, .push("julia.regex")),
    Rule(#"\a\w*("""|")"#, .string, .push("julia.raw")),
    Rule(#"("""|"|`)"#, .string, .push("julia.string")),
    // After an operand an apostrophe is the adjoint.
    Rule(#"(?<=[\w)\]}'.])'"#),
    Rule(#"'(?:\\(?:x\h{1,2}|u\h{1,4}|U\h{1,8}|[0-7]{1,3}|.)|[^'\\\n])'"#, .string),
    Rule(#"@\a[\w.!]*"#, .attribute),
    Rule(#"0x\h+|0[bo][\d_]+|(?:\d[\d_]*(?:\.(?![.*/^\\+\-'\a])[\d_]*)?|\.\d[\d_]*)(?:[efEF][+\-]?\d+)?(?:im\b)?"#, .number),
    Rule(#"::|[<>]:|\.\.\.?"#),
    Rule(#"(?<![\w)\]}"']):\a[\w!]*"#, .constant),
    Rule(#"(?<=[.])[\a!][\w!]*(?=\.?\()"#, .function),
    Rule(#"(?<=[.])[a-z_][\w!]*"#),
    Rule(#"\a[\w!]*"#, words: [.keyword: juliaKeywords, .constant: "true false nothing missing Inf NaN pi π im"]),
    Rule(#"\a[\w!]*(?=\.?\()"#, .function),
    // A capital alone is a matrix more often than a type.
    Rule(#"(?<=[:{])[A-Z]\w*"#, .type),
    Rule(#"[A-Z]\d*\b"#),
    Rule(#"[A-Z][\w!]*"#, .type),
    Rule(#"\a[\w!]*"#),
  ]

  private static let juliaKeywords = """
    abstract baremodule begin break catch const continue do else elseif end export false finally for function global if import in isa let \
    local macro module mutable outer primitive public quote return struct try type using where while
    """
}
