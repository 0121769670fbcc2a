/// What to do about the common errors of KaTeX's parser, by how its messages begin.
enum FormulaFixes {
  /// A fix for a message about a formula; `nil` where no single one is known.
  static func fix(_ message: String, formula: String) -> String? {
    if message.hasPrefix("Expected 'EOF', got '&'") || message.hasPrefix("Misplaced &") {
      return #"put rows with '&' into an environment such as aligned, or write '\&' for the sign"#
    }
    if message.hasPrefix("Expected 'EOF', got '#'") { return #"write '\#' for the sign"# }
    if message.hasPrefix("Expected 'EOF', got '}'") { return "remove the brace, or open it before" }
    if message.hasPrefix(#"Expected 'EOF', got '\right"#) { return #"write '\left' before it; '\left.' draws nothing"# }
    if message.hasPrefix("Expected 'EOF', got '\\") { return "remove it, or put it into the environment that it belongs to" }
    if message.hasPrefix(#"Expected '\right'"#) { return #"close '\left' by '\right' in the same group; '\right.' draws nothing"# }
    if message.hasPrefix("Mismatch: ") || message.hasPrefix(#"Expected '\end'"#) || message.hasPrefix("Expected & or ") {
      return #"end each environment by '\end' with its own name, the inner ones first"#
    }
    return table.first { message.hasPrefix($0.message) }?.fix
  }

  private static let table: [(message: String, fix: String)] = [
    ("Expected '}'", "close the brace"),
    ("Unexpected end of input", "close the brace of the argument"),
    ("Expected ']'", "close the bracket"),
    ("Double superscript", "group it with braces: {a^b}^c, or a^{bc}"),
    ("Double subscript", "group it with braces: {a_b}_c, or a_{bc}"),
    ("Expected group", "write what it applies to, in braces if that is more than one character"),
    ("Expected node", "write what it applies to, in braces if that is more than one character"),
    ("Unknown column alignment", "give each column one of the letters l, c, r, with '|' for a rule"),
    ("Invalid delimiter", #"write a bracket, '|' or '.' after it: \left( … \right)"#),
    ("Unrecognized delimiter", #"write a bracket, '|' or '.' after it: \left( … \right)"#),
    ("Invalid color", "write a name or a number such as #1a2b3c"),
    ("Invalid size", "write a number and a unit, as in 0.5em"),
    ("Invalid unit", "use one of: pt, mm, cm, in, ex, em, mu"),
    ("Limit controls must follow", #"write \limits right after an operator such as \sum"#),
    ("Too many expansions", "define the macro without itself, or write less in one formula"),
    ("Can't use function '$'", "a dollar sign needs a backslash in a formula"),
    ("Can't use function '\\", #"write $…$ around mathematics in \text, or close \text before it"#),
    (#"\tag works only"#, "write the formula on a line of its own, between '$$'"),
    (#"Multiple \tag"#, #"keep one \tag"#),
    ("Too many math in a row", "write fewer columns"),
    ("{equation} environment", "use aligned or gathered for several rows"),
    ("{CD} environment", "use it on a line of its own, between '$$'"),
    ("Got function", "put it into braces"),
    ("\\verb ended by end of line", "close it by the character that opened it, on the same line"),
    ("Can't use function", "use it outside, or another command"),
  ]
}
