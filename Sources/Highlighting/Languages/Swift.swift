extension Language {
  static let swift = Language("swift", Grammar(start: "code", swiftStates))

  private static let swiftStates: [String: State] = [
    "code": State(swiftCode),
    "comment": State(.comment, [Rule(#"/\*"#, .comment, .push("comment")), Rule(#"\*/"#, .comment, .pop)]),
    "text": State(.string, [Rule(#""""\1"#, .string, .pop)] + swiftEscapes),
    "string": State(.string, [Rule(#""\1"#, .string, .pop), Rule("$", nil, .pop)] + swiftEscapes),
    "interpolation": State([Rule(#"\)"#, .escape, .pop), Rule(#"\("#, nil, .push("parentheses"))] + swiftCode),
    "parentheses": State([Rule(#"\)"#, nil, .pop), Rule(#"\("#, nil, .push("parentheses"))] + swiftCode),
  ]

  // In a raw string the number signs that it opened with are part of an escape.
  private static let swiftEscapes = [
    Rule(#"\\\1\("#, .escape, .push("interpolation")),
    Rule(#"\\\1(?:u\{\h*\}|.|$)"#, .escape),
  ]

  private static let swiftCode = [
    Rule(#"//[^\n]*"#, .comment),
    Rule(#"/\*"#, .comment, .push("comment")),
    Rule(##"(#*)""""##, .string, .push("text")),
    Rule(##"(#*)""##, .string, .push("string")),
    Rule(##"#/(?:[^/\n]|/(?!#))*/#"##, .regex),
    Rule(#"\O/(?![\s)*/])(?:[^/\\\n]|\\.)+/"#, .regex),
    Rule(##"[#@]\a\w*"##, .attribute),
    Rule(#"0x[\h]+(?:\.[\h]+)?(?:[pP][+\-]?\d+)?|0[bo][\d_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+\-]?\d+)?"#, .number),
    Rule(#"`[^`\n]*`"#),
    Rule(#"[A-Z]\w*"#, words: [.keyword: "Any Self"]),
    Rule(#"[A-Z]\w*"#, .type),
    Rule(#"(?<=[.])(?:self|init|Type)\b"#, .keyword),
    Rule(#"(?<=[.])\a\w*(?=\()"#, .function),
    Rule(#"(?<=[.])\a\w*"#),
    Rule(#"\a\w*"#, words: [.keyword: swiftKeywords, .constant: "true false nil"]),
    Rule(#"\a\w*(?=\()"#, .function),
    Rule(#"\$?\a\w*|\$\d+"#),
  ]

  private static let swiftKeywords = """
    actor any as associatedtype async await borrowing break case catch class consuming continue convenience default defer deinit do dynamic \
    each else enum extension fallthrough fileprivate final for func get guard if import in indirect infix init inout internal is isolated lazy \
    let macro mutating nonisolated nonmutating open operator optional override package postfix precedencegroup prefix private protocol public \
    repeat required rethrows return self sending set some static struct subscript super switch throw throws try typealias unowned var weak \
    where while
    """
}
