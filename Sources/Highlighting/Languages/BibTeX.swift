extension Language {
  static let bibtex = Language("bibtex", aliases: "bib biblatex", Grammar(start: "text", bibtexStates))

  // What stands outside of an entry is a comment.
  private static let bibtexStates: [String: State] = [
    "text": State(.comment, [Rule(#"@\a\w*"#, .keyword, .push("entry")), Rule(#"\r?\n"#)]),
    "entry": State([Rule(#"[{(]"#, nil, .replace("fields")), Rule(#"[^\s\n{(]"#, .comment, .pop)]),
    "fields": State([
      Rule(#"[})]"#, nil, .pop),
      Rule(#"[\a][\w\-]*(?=[\s\r\n]*=)"#, .key),
      Rule(#"\{"#, .string, .push("braces")),
      Rule("\"", .string, .push("quotes")),
      Rule(#"\d+(?=[\s\r\n]*[,}#])"#, .number),
      Rule(#"(?<=[{(])[^\s\n,={}()"]+(?=,)"#, .constant),
      Rule(#"[\w:.\-/+]+"#),
    ]),
    "braces": State(.string, [Rule(#"\}"#, .string, .pop), Rule(#"\{"#, .string, .push("braces"))] + bibtexCommands),
    "quotes": State(.string, [Rule("\"", .string, .pop), Rule(#"\{"#, .string, .push("braces"))] + bibtexCommands),
  ]

  private static let bibtexCommands = [Rule(#"\\(?:[A-Za-z]+|.)"#, .command), Rule(#"\$(?:[^$\\{}\n]|\\.|\{[^{}\n]*\})+\$"#, .mathematics)]
}
