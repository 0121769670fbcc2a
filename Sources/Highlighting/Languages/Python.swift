extension Language {
  static let python = Language("python", aliases: "py py3 python3", Grammar(start: "python", pythonStates))

  static let pythonStates: [String: State] = [
    "python": State(pythonCode),
    // Within a field of a formatted string a colon starts a format, but not within brackets of the field.
    "python.field": State(
      [
        Rule(#"\}"#, .escape, .pop), Rule(#"=?![rsa](?=[:}])"#, .escape), Rule(":", .escape, .replace("python.format")),
        Rule(#"[(\[{]"#, nil, .push("python.brackets")),
      ] + pythonCode),
    "python.brackets": State([Rule(#"[)\]}]"#, nil, .pop), Rule(#"[(\[{]"#, nil, .push("python.brackets"))] + pythonCode),
    "python.format": State(.string, [Rule(#"\}"#, .escape, .pop), Rule(#"\{"#, .escape, .push("python.field")), Rule("$", nil, .pop)]),
    "python.text": State(.string, [pythonEnd] + pythonEscapes),
    "python.string": State(.string, [pythonEnd, pythonCut] + pythonEscapes),
    "python.raw text": State(.string, [pythonEnd, Rule(#"\\."#, .string)]),
    "python.raw string": State(.string, [pythonEnd, Rule(#"\\."#, .string), pythonCut]),
    "python.formatted text": State(.string, [pythonEnd] + pythonFields + pythonEscapes),
    "python.formatted string": State(.string, [pythonEnd, pythonCut] + pythonFields + pythonEscapes),
    "python.raw formatted text": State(.string, [pythonEnd] + pythonFields + [Rule(#"\\[^\n{]"#, .string)]),
    "python.raw formatted string": State(.string, [pythonEnd] + pythonFields + [Rule(#"\\[^\n{]"#, .string), pythonCut]),
  ]

  private static let pythonEnd = Rule(#"\1"#, .string, .pop)
  private static let pythonCut = Rule("$", nil, .pop)
  private static let pythonFields = [Rule(#"\{\{|\}\}"#, .escape), Rule(#"\{"#, .escape, .push("python.field"))]
  private static let pythonEscapes = [
    Rule(#"\\(?:x\h{2}|u\h{4}|U\h{8}|N\{[^}\n]*\}|[0-7]{1,3}|.|\n)"#, .escape)
  ]

  private static func pythonString(_ prefix: String, _ state: String) -> [Rule] {
    [
      Rule("(?:\(prefix))(\"\"\"|''')", .string, .push("python.\(state)text")),
      Rule("(?:\(prefix))([\"'])", .string, .push("python.\(state)string")),
    ]
  }

  static let pythonCode =
    [
      Rule(#"#[^\n]*"#, .comment),
      Rule(#"\\\n"#),
      Rule(#"\O@\a[\w.]*"#, .attribute),
    ] + pythonString("[bBuU]?", "") + pythonString("[rR][bB]?|[bB][rR]", "raw ") + pythonString("[fFtT]", "formatted ")
    + pythonString("[rR][fFtT]|[fFtT][rR]", "raw formatted ") + [
      Rule(#"0[xX]\h+|0[bBoO][\d_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+\-]?\d+)?[jJ]?"#, .number),
      Rule(#"(?<=[.])\a\w*(?=\()"#, .function),
      Rule(#"(?<=[.])[a-z_]\w*"#),
      Rule(
        #"\a\w*"#,
        words: [.keyword: pythonKeywords, .constant: "True False None NotImplemented Ellipsis __debug__", .type: pythonTypes]),
      Rule(#"\O(?:match|case|type)\b(?=\s+[^\s=:,.)\]][^\n:=]*[:=])"#, .keyword),
      Rule(#"[A-Z][A-Z\d_]*\b"#),
      Rule(#"[A-Z]\w*"#, .type),
      Rule(#"\a\w*(?=\()"#, .function),
      Rule(#"\a\w*"#),
    ]

  private static let pythonKeywords = """
    and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or \
    pass raise return try while with yield
    """

  private static let pythonTypes = "bool bytearray bytes complex dict float frozenset int list object set str tuple"
}
