extension Language {
  static let yaml = Language("yaml", aliases: "yml", Grammar(start: "yaml", yamlStates))

  static let yamlStates: [String: State] = [
    // The start of a line. What is kept is its indentation up to the key, or up to the first dash where no key follows.
    "yaml": State([
      Rule(#"\s*#[^\n]*"#, .comment),
      Rule(#"(?:---|\.\.\.)(?=\s|$)"#, .attribute),
      Rule(#"%[^\n]*"#, .attribute),
      Rule(#"(\s*(?:[\-?]\s+)*)(?=\#(yamlKey))"#, nil, .push("yaml.entry")),
      Rule(#"(\s*)(?:[\-?]\s+)+"#, nil, .push("yaml.value")),
      Rule(#"(\s*)(?=[^\s\n])"#, nil, .push("yaml.value")),
    ]),
    "yaml.entry": State([Rule(yamlKey, .key), Rule(":", nil, .replace("yaml.value"))] + yamlLineEnd),
    "yaml.value": State(
      yamlLineEnd + yamlProperties + [Rule(#"[|>][+\-\d]*(?=\s*(?:#|$))"#, .escape, .replace("yaml.block header"))] + yamlScalars + [
        Rule(#"[\[{]"#, nil, .push("yaml.flow")), Rule(#"[^\s\n#]"#, nil, .replace("yaml.plain")),
      ]),
    // Lines that are indented more than where the value began belong to it, whatever they look like.
    "yaml.plain": State(until: yamlEnd, nil, [Rule(#"(?<=[\s\n])#[^\n]*"#, .comment)]),
    "yaml.block header": State([Rule(#"#[^\n]*"#, .comment), Rule("$", nil, .replace("yaml.block"))]),
    "yaml.block": State(.string, until: yamlEnd),
    "yaml.flow": State(
      [
        Rule(#"[\]}]"#, nil, .pop), Rule(#"[\[{]"#, nil, .push("yaml.flow")), Rule(#"(?<=[\s\n])#[^\n]*"#, .comment),
        Rule(#"\#(yamlQuoted)(?=\s*:)"#, .key), Rule(#"[^\s\n,:\[\]{}"'#&*!|>%@](?:[^\n,:\[\]{}#]|:(?![\s,\]}\n]))*(?=:)"#, .key),
      ] + yamlProperties + yamlScalars + [Rule(#"[^\s\n,\[\]{}#"':]+"#)]),
    "yaml.double": State(
      .string, [Rule("\"", .string, .pop), Rule(#"\\(?:x\h{2}|u\h{4}|U\h{8}|.|\r?\n)"#, .escape)]),
    "yaml.single": State(.string, [Rule("''", .escape), Rule("'", .string, .pop)]),
  ]

  private static let yamlQuoted = #"(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*')"#
  /// A key and the colon that follows, which is left to be read.
  private static let yamlKey = #"(?:\#(yamlQuoted)\s*(?=:(?:\s|$))|\#(yamlPlainStart)(?:[^\n:#]|:(?![\s\n])|(?<![\s])#)*(?=:(?:\s|$)))"#
  private static let yamlPlainStart = #"(?:[^\s\n#&*!|>'"%@`\[\]{},:?\-]|[?:\-](?![\s\n]))"#
  private static let yamlEnd = #"(?!\i|\s*$)"#

  private static let yamlLineEnd = [Rule("$", nil, .pop), Rule(#"(?<=[\s\n:])#[^\n]*"#, .comment)]

  private static let yamlProperties = [Rule(#"(?:[&!][^\s\n,\[\]{}]*|\*[^\s\n,\[\]{}]+)"#, .attribute), Rule("<<(?=:)", .key)]

  private static let yamlScalars = [
    Rule("\"", .string, .push("yaml.double")),
    Rule("'", .string, .push("yaml.single")),
    Rule(#"(?:true|True|TRUE|false|False|FALSE|null|Null|NULL|~|yes|no|on|off)(?=\#(yamlScalarEnd))"#, .constant),
    Rule(
      #"(?:0x\h+|0o[0-7]+|[+\-]?(?:\.?\d[\d_.]*(?:[eE][+\-]?\d+)?|\.inf|\.nan))(?=\#(yamlScalarEnd))"#,
      .number),
    Rule(#"\d{4}-\d\d-\d\d(?:[T\s][\d:.]+Z?)?(?=\#(yamlScalarEnd))"#, .number),
  ]

  private static let yamlScalarEnd = #"\s*(?:$|[,\]}]|\s#)"#
}
