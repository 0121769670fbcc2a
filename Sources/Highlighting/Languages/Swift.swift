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
    // A label of an argument may be any word.
    Rule(#"(?!default\b)[a-z]\w*(?=:)"#),
    Rule(#"\a\w*(?=\s+[\a@(\[])"#, words: [.keyword: swiftModifiers]),
    Rule(#"(?:get|set|willSet|didSet)\b(?=\s+(?:[{}]|set\b|async\b|throws\b))"#, .keyword),
    Rule(#"\a\w*"#, words: [.keyword: swiftKeywords, .constant: "true false nil"]),
    Rule(#"\a\w*(?=(?:<[^()<>\n]{0,60}>)?\()"#, .function),
    Rule(#"\$?\a\w*|\$\d+"#),
  ]

  private static let swiftKeywords = """
    as associatedtype async await break case catch class continue default defer deinit do else enum extension fallthrough fileprivate for \
    func guard if import in init inout internal is let operator private protocol public repeat rethrows return self static struct \
    subscript super switch throw throws try typealias var where while
    """

  /// Words that are keywords only before another word.
  private static let swiftModifiers = """
    actor any borrowing consuming convenience dynamic each final indirect infix isolated lazy macro mutating nonisolated nonmutating open \
    optional override package postfix precedencegroup prefix required sending some unowned weak
    """
}
