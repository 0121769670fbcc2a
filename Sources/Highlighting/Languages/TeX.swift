extension Language {
  static let tex = Language("tex", aliases: "latex ltx sty", Grammar(start: "text", texStates))

  private static let texStates: [String: State] = [
    "text": State(texText),
    "environment": State([Rule(#"\{[^}\n]*\}"#, .type, .pop), Rule("", nil, .pop)]),
    "verbatim": State(.code, [Rule(#"\\end\{\1\}"#, .keyword, .pop)]),
    "verb": State(.code, [Rule(#"\1"#, .command, .pop), Rule("$", nil, .pop)]),
    "mathematics $": mathematics(#"\$"#, .pop),
    "mathematics $$": mathematics(#"\$\$"#, .pop),
    "mathematics (": mathematics(#"\\\)"#, .pop),
    "mathematics [": mathematics(#"\\\]"#, .pop),
    "mathematics environment": mathematics(#"\\end(?=\{\1\})"#, .replace("environment"), .keyword),
    "text in mathematics": State([Rule(#"\}"#, .mathematics, .pop), Rule(#"\{"#, nil, .push("braces"))] + texText),
    "braces": State([Rule(#"\}"#, nil, .pop), Rule(#"\{"#, nil, .push("braces"))] + texText),
  ]

  /// An empty line ends a formula that was not closed.
  private static func mathematics(_ end: String, _ step: Rule.Step, _ kind: Token.Kind = .mathematics) -> State {
    State(
      .mathematics,
      [
        Rule(end, kind, step), Rule(#"\n\s*\n"#, nil, .pop), Rule(#"%[^\n]*"#, .comment),
        Rule(#"\\(?:text|mbox|textrm|textbf|textit|intertext)\{"#, .command, .push("text in mathematics")),
        Rule(#"\\(?:begin|end)(?=\{)"#, .keyword, .push("environment")), Rule(texCommand, .command),
      ])
  }

  private static let texCommand = #"\\(?:[A-Za-z@]+\*?|.)"#

  private static let texText = [
    Rule(#"%[^\n]*"#, .comment),
    Rule(#"\\begin\{(verbatim\*?|Verbatim|lstlisting|minted)\}"#, .keyword, .push("verbatim")),
    Rule(#"\\verb\*?([^\w\s\n])"#, .command, .push("verb")),
    Rule(
      #"\\begin\{((?:equation|align|gather|multline|flalign|alignat|eqnarray|displaymath|math)\*?)\}"#, .keyword,
      .push("mathematics environment")),
    Rule(#"\\(?:begin|end)(?=\{)"#, .keyword, .push("environment")),
    Rule(#"\$\$"#, .mathematics, .push("mathematics $$")),
    Rule(#"\$"#, .mathematics, .push("mathematics $")),
    Rule(#"\\\("#, .mathematics, .push("mathematics (")),
    Rule(#"\\\["#, .mathematics, .push("mathematics [")),
    Rule(texCommand, .command),
    Rule(##"#+\d"##, .variable),
  ]
}
