extension Language {
  static let json = Language("json", aliases: "jsonc json5 jsonl geojson ipynb", Grammar(start: "value", jsonStates))

  private static let jsonStates: [String: State] = [
    "value": State([
      Rule(#""(?:[^"\\\n]|\\.)*"(?=[\s\r\n]*:)"#, .key),
      Rule("\"", .string, .push("string")),
      Rule(#"-?\d+(?:\.\d+)?(?:[eE][+\-]?\d+)?"#, .number),
      Rule(#"\a\w*"#, words: [.constant: "true false null"]),
      Rule(#"\w+"#),
      Rule(#"//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?"#, .comment),
    ]),
    "string": State(.string, [Rule("\"", .string, .pop), Rule(#"\\(?:u\h{4}|.)"#, .escape), Rule("$", nil, .pop)]),
  ]
}
