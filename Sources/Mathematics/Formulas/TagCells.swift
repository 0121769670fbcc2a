/// Puts the tags of an environment's rows into KaTeX's MathML.
///
/// KaTeX writes them into its HTML, but into the MathML only empty cells whose numbers a style sheet counts, from 1 and wrongly.
enum TagCells {
  private static let empty = #"<mtd class ="mml-eqn-num"></mtd>"#

  /// The HTML of a formula with its tags in those cells, which have one for each row with a tag, in order.
  ///
  /// `typeset` gives the HTML of a text in text mode. Where the formula doesn't show as many tags (macros hide them) the cells stay as
  /// they are.
  static func fill(_ html: String, _ tokens: FormulaTokens, typeset: (String) -> String?) -> String {
    // The cells that centre a formula with a tag: MathML gives a cell no such attribute, and browsers pay no attention to it.
    let html = html.replacing(#"<mtd width="50%">"#, with: #"<mtd style="width:50%">"#)
    guard html.contains(empty) else { return html }
    let parts = html.split(separator: empty, omittingEmptySubsequences: false)
    let tags = tokens.tokens.indices.compactMap { index -> String? in
      guard tokens.tokens[index].kind == .command, tokens.name(tokens.tokens[index].range) == "\\tag" else { return nil }
      guard let (argument, isStarred) = tokens.argument(after: index, allowingStar: true) else { return nil }
      let text = tokens.name(argument.content)
      return isStarred ? text : "(\(text))"
    }
    guard tags.count == parts.count - 1 else { return html }
    var result = String(parts[0])
    for (tag, part) in zip(tags, parts.dropFirst()) {
      result += #"<mtd class="mml-tag">\#(typeset(tag).map(mathML) ?? "")</mtd>"# + part
    }
    return result
  }

  /// What is between the start of KaTeX's `semantics` element and the annotation.
  private static func mathML(_ html: String) -> Substring {
    guard let start = html.firstRange(of: "<semantics>")?.upperBound, let end = html.firstRange(of: "<annotation")?.lowerBound else {
      return ""
    }
    return html[start..<end]
  }
}
