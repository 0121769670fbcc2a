extension Language {
  static let shell = Language(
    "shell", aliases: "sh bash zsh ksh dash", Grammar(start: "shell", operandEnds: shellOperands, shellStates))

  /// After these a word is an argument; after anything else it is a command.
  static let shellOperands = #"[^;|&({!\n]"#

  static let shellStates: [String: State] = [
    "shell": State(shellCode),
    "shell.parentheses": State([Rule(#"\)"#, .variable, .pop), Rule(#"\("#, nil, .push("shell.group"))] + shellCode),
    "shell.group": State([Rule(#"\)"#, nil, .pop), Rule(#"\("#, nil, .push("shell.group"))] + shellCode),
    "shell.backquotes": State([Rule("`", .variable, .pop)] + shellCode),
    "shell.braces": State(.variable, [Rule(#"\}"#, .variable, .pop)] + shellQuotes + shellExpansions),
    "shell.braces in quotes": State(
      .variable, [Rule(#"\}"#, .variable, .pop), Rule("\"", .string, .push("shell.double"))] + shellQuoted),
    "shell.array": State(
      [
        Rule(#"\+?=\("#), Rule(#"\)"#, nil, .pop), Rule(#"(?<=[\s\n(])#[^\n]*"#, .comment), Rule(#"[\w./~:@%+,=^*?\-\[\]]+"#),
      ] + shellQuotes + shellExpansions),
    "shell.arithmetic": State(
      [
        Rule(#"\)\)"#, .variable, .pop), Rule(#"\("#, nil, .push("shell.group of arithmetic")),
        Rule(#"0x\h+|\d+(?:#\w+)?"#, .number), Rule(#"\a\w*"#, .variable),
      ] + shellExpansions),
    "shell.group of arithmetic": State(
      [
        Rule(#"\)"#, nil, .pop), Rule(#"\("#, nil, .push("shell.group of arithmetic")), Rule(#"0x\h+|\d+"#, .number),
        Rule(#"\a\w*"#, .variable),
      ] + shellExpansions),
    "shell.double": State(.string, [Rule("\"", .string, .pop)] + shellQuoted),
    "shell.escaped": State(.string, [Rule("'", .string, .pop), Rule(#"\\(?:x\h{1,2}|u\h{1,4}|[0-7]{1,3}|.)"#, .escape)]),
    // The word before `in` is no command, and `in` itself is a keyword only here.
    "shell.in": State([Rule(#"in\b"#, .keyword, .pop), Rule("$|(?=;)", nil, .pop), Rule(#"\a\w*"#)] + shellQuotes + shellExpansions),
    "shell.document": State(.string, until: #"\1$"#, .string, shellQuoted),
    "shell.indented document": State(.string, until: #"\t*\1$"#, .string, shellQuoted),
    "shell.literal document": State(.string, until: #"\1$"#, .string),
    "shell.indented literal document": State(.string, until: #"\t*\1$"#, .string),
  ]

  private static let shellQuotes = [
    Rule(#"\\(?:.|\r?\n)"#, .escape),
    Rule(#"'[^']*'?"#, .string),
    Rule(#"\$'"#, .string, .push("shell.escaped")),
    Rule(#"\$?""#, .string, .push("shell.double")),
  ]

  static let shellExpansions = [
    Rule(#"\$\(\("#, .variable, .push("shell.arithmetic")),
    Rule(#"\$\("#, .variable, .push("shell.parentheses")),
    Rule(#"\$\{"#, .variable, .push("shell.braces")),
    Rule(#"\$(?:\a\w*|[\d@*#?$!\-])"#, .variable),
    Rule("`", .variable, .push("shell.backquotes")),
  ]

  // Between double quotes and in here-documents a single quote is a character like others.
  private static let shellQuoted =
    [Rule(#"\\(?:[$`"\\]|\r?\n)"#, .escape), Rule(#"\$\{"#, .variable, .push("shell.braces in quotes"))] + shellExpansions

  static let shellCode =
    [
      Rule(#"(?<![^\s\n;&|()`])#[^\n]*"#, .comment),
      Rule(#"<<<"#),
      Rule(#"<<-\s*['"\\]([\w.\-]+)['"]?"#, .string, .pushNextLine("shell.indented literal document")),
      Rule(#"<<-\s*([\w.\-]+)"#, .string, .pushNextLine("shell.indented document")),
      Rule(#"<<\s*['"\\]([\w.\-]+)['"]?"#, .string, .pushNextLine("shell.literal document")),
      Rule(#"<<\s*([\w.\-]+)"#, .string, .pushNextLine("shell.document")),
      Rule(#"\d*(?:>>?|<)&[\d\-]*|&>>?"#),
      Rule(#"\O\(\("#, .variable, .push("shell.arithmetic")),
    ] + shellQuotes + shellExpansions + [
      Rule(#"\O(?:for|select|case)\b(?![\w.\-/=])"#, .keyword, .push("shell.in")),
      Rule(#"\O\a\w*(?![\w.\-/=+])"#, words: [.keyword: shellKeywords]),
      Rule(#"\O\a\w*(?=\+?=\()"#, .variable, .push("shell.array")),
      Rule(#"\O\a\w*(?=\+?=|\[[^\]\n]*\]\+?=)"#, .variable),
      Rule(#"\O\[\[?(?=\s)"#, .function),
      Rule(#"[\w.\-]+(?=\s*\(\))"#, .function),
      Rule(#"\O[\w./~][\w./~+\-]*"#, .function),
      Rule(#"[\w./~:@%+,=^*?\-\[\]#{}!]+"#),
    ]

  private static let shellKeywords = """
    if then elif else fi while until do done esac function time coproc
    """
}
