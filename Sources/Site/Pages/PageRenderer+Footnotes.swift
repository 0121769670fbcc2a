import Diagnostics
import Markup

extension PageRenderer {
  /// The mark of a note. The first one has the text beside it: in the margin where there is room, else opened in place by a box
  /// that the mark is the label of. The end of the page lists all notes.
  func footnote(_ label: String, at range: SourceRange) -> String {
    if let index = noteNumbers[label] {
      notes[index].count += 1
      return
        "<sup class=\"footnote-mark\"><a id=\"_fnref-\(index + 1)-\(notes[index].count)\" href=\"#_fn-\(index + 1)\">\(index + 1)</a></sup>"
    }
    guard let footnote = footnotesByLabel[label] else { return "" }
    noteNumbers[label] = notes.count
    notes.append((footnote, 1))
    let number = notes.count
    guard let text = sideNote(footnote) else {
      return "<sup class=\"footnote-mark\"><a id=\"_fnref-\(number)-1\" href=\"#_fn-\(number)\">\(number)</a></sup>"
    }
    let name = HTMLEscape.text(strings(.footnote, ["number": "\(number)"]))
    return """
      <span class="footnote" id="_fnref-\(number)-1"><label class="footnote-mark" for="_note-\(number)">\(number)</label>\
      <input class="footnote-box" type="checkbox" id="_note-\(number)" aria-label="\(name)" />\
      <span class="side-note" role="note"><span class="side-note-number">\(number)</span> \(text)</span></span>
      """
  }

  /// A note's text as one run; `nil` where it has lists, tables or other blocks, which do not fit into a paragraph.
  private func sideNote(_ footnote: Footnote) -> String? {
    let renderer = HTMLRenderer(context: self)
    var parts: [String] = []
    for block in footnote.blocks {
      switch block.kind {
      case .paragraph(let inlines): parts.append((parts.isEmpty ? "" : "<br />") + renderer.html(inlines.withoutNotes))
      // A paragraph holds no block of code.
      case .code(let code): parts.append("<code class=\"note-code\">\(HTMLEscape.text(code.literal))</code>")
      default: return nil
      }
    }
    return parts.joined()
  }

  /// The list of all notes, each with ways back to its marks.
  func footnotes(_ renderer: inout HTMLRenderer) -> String {
    guard !notes.isEmpty else { return "" }
    var items = ""
    var index = 0
    // A note may refer to another one, which then joins the list.
    while index < notes.count {
      let body = renderer.render(notes[index].footnote.blocks)
      let back = (1...notes[index].count).map { count in
        "<a class=\"back\" href=\"#_fnref-\(index + 1)-\(count)\" aria-label=\"\(HTMLEscape.text(strings[.backToText])) (\(index + 1).\(count))\">↩</a>"
      }
      items += "<li id=\"_fn-\(index + 1)\">\n\(body)\(back.joined(separator: " "))</li>\n"
      index += 1
    }
    let title = HTMLEscape.text(strings[.footnotes])
    return
      "<section class=\"footnotes\" aria-labelledby=\"_footnotes\">\n<h2 id=\"_footnotes\">\(title)</h2>\n<ol>\n\(items)</ol>\n</section>\n"
  }
}
