import Highlighting
import Markup

/// Listings as HTML, with their tokens marked where the language is known.
enum CodeHTML {
  static func html(_ code: CodeBlock) -> String {
    guard code.shownInfo == nil, let word = code.info.split(whereSeparator: \.isWhitespace).first, let language = Language.named(String(word))
    else { return focusable(HTMLRenderer.html(code)) }
    let text = highlighted(code.literal, language)
    return focusable("<pre><code class=\"language-\(HTMLEscape.text(language.name))\">\(text)</code></pre>\n")
  }

  /// A directive as it is written, fence and all.
  static func source(_ block: DirectiveBlock) -> String { focusable(HTMLRenderer.html(fence: block.code.info, block.code.literal)) }

  /// What scrolls must be reached from the keyboard.
  private static func focusable(_ html: String) -> String { "<pre tabindex=\"0\">" + html.dropFirst("<pre>".count) }

  private static func highlighted(_ code: String, _ language: Language) -> String {
    let bytes = Array(code.utf8)
    func text(_ range: Range<Int>) -> String { HTMLEscape.text(String(decoding: bytes[range], as: UTF8.self)) }
    var html = ""
    var end = 0
    for token in language.tokens(of: code) {
      html += text(end..<token.range.lowerBound) + "<span class=\"code-\(token.kind.rawValue)\">\(text(token.range))</span>"
      end = token.range.upperBound
    }
    return html + text(end..<bytes.count)
  }
}
