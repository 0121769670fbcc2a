extension Language {
  static let make = Language(
    "make", aliases: "makefile mk gnumake",
    Grammar(start: "make", operandEnds: shellOperands, makeStates, shellStates))

  private static let makeStates: [String: State] = [
    "make": State(
      [
        Rule(#"\s*#(?:\\\r?\n|[^\n])*"#, .comment),
        Rule(#"^\t[@+\-]*"#, .attribute, .push("make.recipe")),
        Rule(#"^\s*-?(?:include|ifeq|ifneq|ifdef|ifndef|else|endif|define|endef|export|unexport|override|vpath)\b"#, .attribute),
        Rule(#"^\s*[\w.\-]+(?=\s*(?:::?:?|[?+!])?=)"#, .variable),
        Rule(#"^[^\s\n:=#$][^\n:=#$]*(?=::?(?:[^=]|$))"#, .function),
      ] + makeVariables + [Rule(#"[^\s\n$#\\]+"#), Rule(#"\\(?:.|\r?\n)"#)]),
    "make.recipe": State(
      [Rule(#"\\\r?\n"#, .escape), Rule("$", nil, .pop)] + makeVariables + [Rule(#"\$\$"#, .variable)] + Language.shellCode),
    "make.parentheses": State(
      .variable, [Rule(#"\)"#, .variable, .pop), Rule(#"\("#, .variable, .push("make.parentheses"))] + makeVariables),
    "make.braces": State(.variable, [Rule(#"\}"#, .variable, .pop)] + makeVariables),
  ]

  private static let makeVariables = [
    Rule(#"\$\$\$\$"#, .variable),
    Rule(#"\$\$(?:\a\w*|\d|(?=[({]))"#, .variable),
    Rule(#"\$\("#, .variable, .push("make.parentheses")),
    Rule(#"\$\{"#, .variable, .push("make.braces")),
    Rule(#"\$[^\s\n$]"#, .variable),
  ]
}
