/// Turns `~~text~~` into deleted text (GitHub Flavored Markdown, section 6.5; here always with two tildes).
enum Strikethrough {
  /// Inlines with what stands between two pairs of tildes put together. Linear in the number of inlines and their length.
  static func applied(to inlines: [Inline]) -> [Inline] {
    guard inlines.contains(where: { if case .text(let text) = $0.kind { text.contains("~~") } else { false } }) else { return inlines }
    let tokens = inlines.flatMap(tokens)
    var result: [Inline] = []
    /// Where in the result the pair that is open stands.
    var open: Int?
    for token in tokens {
      switch token {
      case .inline(let inline): result.append(inline)
      case .tildes(let inline, let canOpen, let canClose):
        if let start = open, canClose {
          let inner = Array(result[(start + 1)...])
          result.removeSubrange(start...)
          result.append(Inline(.deleted(inner), range: inline.range))
          open = nil
        } else {
          if canOpen, open == nil { open = result.count }
          result.append(inline)
        }
      }
    }
    return result
  }

  private enum Token {
    case inline(Inline)
    case tildes(Inline, canOpen: Bool, canClose: Bool)
  }

  private static func tokens(_ inline: Inline) -> [Token] {
    guard case .text(let text) = inline.kind, text.contains("~~") else { return [.inline(inline)] }
    var tokens: [Token] = []
    var rest = text[...]
    var plain = rest.startIndex
    func flush(to end: String.Index) {
      if plain < end { tokens.append(.inline(Inline(.text(String(text[plain..<end])), range: inline.range))) }
    }
    while let start = rest.firstIndex(of: "~") {
      let run = rest[start...].prefix { $0 == "~" }
      if run.count == 2 {
        flush(to: start)
        let (before, after) = (text[..<start].last, text[run.endIndex...].first)
        tokens.append(
          .tildes(
            Inline(.text("~~"), range: inline.range), canOpen: after.map { !$0.isWhitespace } ?? true,
            canClose: before.map { !$0.isWhitespace } ?? true))
        plain = run.endIndex
      }
      rest = rest[run.endIndex...]
    }
    flush(to: text.endIndex)
    return tokens
  }
}
