extension Language {
  static let markdown = Language(
    "markdown", aliases: "md mkd commonmark",
    Grammar(start: "text", markdownStates, yamlStates))

  private static let markdownStates: [String: State] = [
    "text": State(markdownBlocks + markdownSpans),
    "heading": State(.heading, [Rule("$", nil, .pop)] + markdownSpans),
    "front matter": State(until: #"(?:---|\.\.\.)\s*$"#, .attribute, [Rule(#"(?=.)"#, nil, .push("yaml"))]),
    "fence": State(.code, until: markdownFenceEnd, .attribute),
    "container": State(until: markdownFenceEnd, .attribute, markdownBlocks + markdownSpans),
    "plain": State(until: markdownFenceEnd, .attribute),
    "directive": State(until: markdownFenceEnd, .attribute, [Rule(#"(?=.)"#, nil, .push("yaml"))]),
  ]

  private static let markdownFenceEnd = #"\s*\1[`~]*\s*$"#

  /// The blocks whose bodies are Markdown.
  private static let markdownContainers = [
    "note", "tip", "warning", "theorem", "lemma", "proposition", "corollary", "definition", "proof", "example", "remark", "figure", "table",
    "listing", "margin", "tabs", "tab", "details", "term", "abstract", "acknowledgements", "appendix",
  ]

  private static let markdownBlocks = [
    Rule(#"\A---\s*$"#, .attribute, .push("front matter")),
    Rule(#"^\s*(`{3,}|~{3,})\s*\{(?:"# + markdownContainers.joined(separator: "|") + #")\}[^`\n]*$"#, .attribute, .push("container")),
    // What is expected and what is included are no options.
    Rule(#"^\s*(`{3,}|~{3,})\s*\{(?:expect\}|(?:include|values)\s+[^`}\n]+\})[^`\n]*$"#, .attribute, .push("plain")),
    Rule(#"^\s*(`{3,}|~{3,})\s*\{\{?[\w\-]+\}[^`\n]*$"#, .attribute, .push("directive")),
    Rule(#"^\s*(`{3,}|~{3,})[^`\n]*$"#, .attribute, .push("fence")),
    Rule(##"^\s{0,3}#{1,6}(?=\s|$)"##, .heading, .push("heading")),
    Rule(#"^\s{0,3}(?:=+|-{2,})\s*$"#, .heading),
    Rule(#"^\s*(?:(?:\*\s*){3,}|(?:_\s*){3,})$"#, .keyword),
    Rule(#"^\s*(?:[*+\-]|\d{1,9}[.)])(?=\s)"#, .keyword),
    Rule(#"^\s*>[>\s]*"#, .keyword),
    Rule(#"^\s{0,3}\[[^\]\n]+\]:[^\n]*"#, .link),
  ]

  private static let markdownSpans = [
    Rule(#"\\[!-/:-@\[-`{-~]"#, .escape),
    Rule(#"`=\s[^`\n]*`"#, .variable),
    Rule(#"(`+)(?:[^`\n]|\n(?!\s*\n)|(?!\1(?!`))`+)+\1(?!`)"#, .code),
    Rule(#"`+"#),
    Rule(#"\$`[^`\n]+`\$"#, .mathematics),
    Rule(#"\$\$(?:[^$\\\n]|\\.|\n(?!\s*\n))+\$\$"#, .mathematics),
    Rule(#"\$(?![\s$])(?:[^$\\\n]|\\.|\n(?!\s*\n))+(?<![\s\n])\$(?!\d)"#, .mathematics),
    Rule(#"<!--(?:[^\-]|-(?!->))*(?:-->)?"#, .comment),
    Rule(#"<\a[\w+.\-]*:[^>\s\n]*>"#, .link),
    Rule(#"</?\a[^<>\n]*>"#, .attribute),
    Rule(#"!?\[(?:[^\]\[\\\n]|\\.|\n(?!\s*\n))*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])"#, .link),
    Rule(#"\[[@^][^\]\n]*\]"#, .link),
    Rule(#"(?<![\w.])@\a\w*(?:[.:\-]\w+)*"#, .link),
    Rule(#"\*\*(?![\s*\n])(?:[^*\\\n]|\\.|\n(?!\s*\n)|\*(?!\*))+(?<![\s\n])\*\*"#, .emphasis),
    Rule(#"\*(?![\s*\n])(?:[^*\\\n]|\\.|\n(?!\s*\n))+(?<![\s\n])\*"#, .emphasis),
    Rule(#"(?<![\w])__(?![\s_\n])(?:[^_\\\n]|\\.|\n(?!\s*\n)|_(?!_))+__(?!\w)"#, .emphasis),
    Rule(#"(?<![\w])_(?![\s_\n])(?:[^_\\\n]|\\.|\n(?!\s*\n)|_(?=\w))+_(?!\w)"#, .emphasis),
  ]
}
