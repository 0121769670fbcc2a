extension Language {
  static let console = Language(
    "console", aliases: "shell-session shellsession sh-session bash-session terminal pycon julia-repl",
    Grammar(start: "output", operandEnds: shellOperands, consoleStates, shellStates, pythonStates, juliaStates))

  // What is typed after a prompt is code to the end of the line; everything else was printed.
  private static let consoleStates: [String: State] = [
    "output": State([
      Rule(#"^\s*(?:>>>|\.\.\.)(?=\s|$)"#, .attribute, .push("python line")),
      Rule(#"^julia>(?=\s|$)"#, .attribute, .push("julia line")),
      Rule(#"^(?:\([\w.\-]+\)\s)?(?:[\w.\-]+@[\w.\-]+[:\s]?[\w.\-~/]*\s?[#$%]|\$)(?=\s)"#, .attribute, .push("shell line")),
      Rule(#"^#\s[^\n]*"#, .comment),
    ]),
    "shell line": State([Rule(#"\\\r?\n"#, .escape), Rule("$", nil, .pop)] + shellCode),
    "python line": State([Rule("$", nil, .pop)] + pythonCode),
    "julia line": State([Rule("$", nil, .pop)] + juliaCode),
  ]
}
