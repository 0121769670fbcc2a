import Diagnostics

extension HTMLRenderer {
  /// Inlines as HTML.
  package func html(_ inlines: [Inline]) -> String {
    var output = ""
    for (index, inline) in inlines.enumerated() {
      switch inline.kind {
      case .text(let text): output += HTMLEscape.text(text.dropFirst(index > 0 ? Self.attached(to: inlines[index - 1], text).count : 0))
      case .code(let code): output += "<code>\(HTMLEscape.text(code))</code>"
      case .value(let span): output += context.html(span)
      case .mathematics(let formula):
        var mark = ""
        if index + 1 < inlines.count, case .text(let next) = inlines[index + 1].kind { mark = Self.attached(to: inline, next) }
        let html = context.mathematics(formula)
        output += mark.isEmpty ? html : "<span class=\"unbroken\">\(html)\(HTMLEscape.text(mark))</span>"
      case .citation(let citation): output += context.citation(citation)
      case .footnote(let label): output += context.footnote(label, at: inline.range)
      case .checkbox(let isChecked):
        let label = HTMLEscape.text(context.taskLabel(isChecked: isChecked))
        output += "<input type=\"checkbox\" disabled=\"disabled\"\(isChecked ? " checked=\"checked\"" : "") aria-label=\"\(label)\" />"
      case .deleted(let inner): output += "<del>\(html(inner))</del>"
      case .emphasis(let inner): output += "<em>\(html(inner))</em>"
      case .strong(let inner): output += "<strong>\(html(inner))</strong>"
      case .link(let destination, let title, let inner):
        let attributes = title.isEmpty ? "" : " title=\"\(HTMLEscape.text(title))\""
        if AddressSafety.isSafe(destination), let address = context.address(of: destination, at: inline.range),
          AddressSafety.isSafe(address)
        {
          output += "<a href=\"\(HTMLEscape.address(address))\"\(attributes)>\(html(inner))</a>"
        } else {
          output += html(inner)
        }
      case .image(let source, let title, let alt):
        // Of an image whose address isn't safe, its text is left.
        guard AddressSafety.isSafe(source, isImage: true) else {
          output += HTMLEscape.text(plainText(alt))
          continue
        }
        output += context.image(source, title: title, alt: plainText(alt), at: inline.range)
      case .softBreak:
        if !isBetweenWideCharacters(index, in: inlines) { output += "\n" }
      case .lineBreak: output += "<br />\n"
      case .html(let html): if context.allowsHTML(html, at: inline.range) { output += html }
      }
    }
    return output
  }

  /// A computed value: for readers as `text`, for programs as `value`, which HTML asks for.
  package static func data(_ span: ValueSpan, text: String, value: String) -> String {
    "<data class=\"value\" value=\"\(HTMLEscape.text(value))\" title=\"\(HTMLEscape.text(span.name))\">\(HTMLEscape.text(text))</data>"
  }

  /// The punctuation after a short formula, which must not begin a line: browsers break a line wherever a box ends.
  private static func attached(to inline: Inline, _ text: String) -> String {
    guard case .mathematics(let formula) = inline.kind, !formula.isDisplay, formula.text.utf8.count <= 40 else { return "" }
    return String(text.prefix { ",.;:!?)]’”、。，；：！？）】》」".contains($0) })
  }

  /// Inlines as text without markup: for alternative texts and titles.
  package func plainText(_ inlines: [Inline]) -> String { inlines.plainText(value: context.value, citation: context.text) }

  /// Chinese and Japanese write no space at the end of a line: a break between two wide characters is nothing.
  private func isBetweenWideCharacters(_ index: Int, in inlines: [Inline]) -> Bool {
    guard index > 0, index + 1 < inlines.count, let last = Self.edge(inlines[index - 1], atEnd: true),
      let first = Self.edge(inlines[index + 1], atEnd: false)
    else { return false }
    return Self.isWide(last) && Self.isWide(first)
  }

  /// The first or last character of an inline's text; `nil` where it is not known before the page is made.
  private static func edge(_ inline: Inline, atEnd: Bool) -> Unicode.Scalar? {
    switch inline.kind {
    case .text(let text): atEnd ? text.unicodeScalars.last : text.unicodeScalars.first
    case .emphasis(let inner), .strong(let inner), .deleted(let inner), .link(_, _, let inner):
      (atEnd ? inner.last : inner.first).flatMap { edge($0, atEnd: atEnd) }
    case .code, .value, .mathematics, .citation, .footnote, .checkbox, .image, .softBreak, .lineBreak, .html: nil
    }
  }

  /// Han, kana and full-width punctuation (the main blocks of East Asian Width W and F; Hangul separates words by spaces).
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x312F, 0x31A0...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

extension [Inline] {
  /// The text without markup, with values and citations as the functions show them; mathematics is LaTeX.
  package func plainText(value: (ValueSpan) -> String, citation: (Citation) -> String) -> String {
    reduce(into: "") { text, inline in
      switch inline.kind {
      case .text(let string), .code(let string): text += string
      case .value(let span): text += value(span)
      case .mathematics(let formula): text += formula.text
      case .citation(let item): text += citation(item)
      case .emphasis(let inner), .strong(let inner), .deleted(let inner), .link(_, _, let inner), .image(_, _, let inner):
        text += inner.plainText(value: value, citation: citation)
      case .softBreak, .lineBreak: text += " "
      case .html, .footnote, .checkbox: break
      }
    }
  }

  /// What a heading's id is made of: values and citations count by their names, so that an id does not change with a number.
  package var slugText: String { plainText(value: \.name, citation: \.written) }
}
