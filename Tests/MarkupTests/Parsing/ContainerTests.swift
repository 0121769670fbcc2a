import Testing

import Markup

@Suite struct ContainerTests {
  @Test("a container has options and text, and other containers in it")
  func nested() throws {
    let document = parse("````{theorem} pythagoras\n:title: Of *Pythagoras*\n\nText $a^2$.\n\n```{note}\nInner.\n```\n````\n").document
    guard case .container(let theorem) = try #require(document.blocks.first).kind else { Issue.record("no container"); return }
    #expect(theorem.kind == .theorem && theorem.label?.name == "pythagoras" && theorem.text("title") == "Of *Pythagoras*")
    #expect(theorem.blocks.count == 2)
    guard case .container(let note) = theorem.blocks[1].kind else { Issue.record("no note"); return }
    #expect(note.kind == .note && note.nameRange.text == "note" && note.nameRange.start.line == 6)
    #expect(document.blocks.flattened.count == 4)
  }

  @Test("places in containers are those of the source, also in an indented one")
  func places() {
    for text in [
      "```{note}\n> a `code` b\n```", "- x\n\n  ```{tip}\n  > - a `code` b\n  ```", "> ```{tip}\n> | a | `code` |\n> |--|--|\n> ```",
    ] {
      let codes = parse(text).document.blocks.allInlines.filter { if case .code = $0.kind { true } else { false } }
      #expect(codes.map(\.range.text) == ["code"])
    }
  }

  @Test(
    "what is wrong with a container is said at its place",
    arguments: [
      ("```{note}\n:titel: x\n```", "a.md:2:2: error: {note} has no option 'titel'", "did you mean 'title'?"),
      ("```{note} n\nx\n```", "a.md:1:11: error: nothing can refer to {note}", "remove it"),
      ("```{tip}\n:title: a\n:title: b\n```", "a.md:3:2: error: the option 'title' is there twice", "remove one"),
      ("text\n\n```{note}\ntext", "a.md:3:4: error: the fence of {note} is never closed", "add a line"),
      ("```math a\nx\n```", "a.md:1:9: error: a fence 'math' takes nothing more, but 'a' follows", "label the equation in the formula"),
      ("```math\n \n```", "a.md:1:4: error: the formula is empty", "write LaTeX"),
      ("```note\n```\n\n```{note}\n\n:title: x\n```", "a.md:6:2: error: the option 'title' stands in the text of {note}", "move the line"),
      ("```{note}\n:title:x\n```", "a.md:2:2: error: no space follows ':title:'", "write ':title: x'"),
      ("```{note}\ntitle: x\n```", "a.md:2:1: error: 'title:' is text here, no option", "options of {note}"),
      ("```math\nx", "a.md:1:4: error: the fence of math is never closed", "add a line"),
      ("```{regions} x\nmodel: y", "a.md:1:4: error: the fence of {regions} is never closed", "add a line"),
    ])
  func errors(text: String, message: String, fix: String) {
    let errors = parse(text).errors
    #expect(errors.contains(message), "\(errors)")
    #expect(errors.contains("fix: \(fix)"), "\(errors)")
  }

  @Test("containers that are nested too deep are refused")
  func depth() {
    let open = (0..<40).map { String(repeating: "`", count: 60 - $0) + "{note}\n" }.joined()
    let close = (0..<40).reversed().map { String(repeating: "`", count: 60 - $0) + "\n" }.joined()
    #expect(parse(open + "x\n" + close).errors.contains("nested more than 16 deep"))
  }

  @Test("containers as HTML")
  func markup() {
    #expect(
      html("```{warning}\n:title: Look *out*\n\nText.\n```\n")
        == "<div class=\"admonition warning\">\n<p class=\"container-title\">Look <em>out</em></p>\n<p>Text.</p>\n</div>\n")
    #expect(
      html("```{details}\n:title: More\nText.\n```\n") == "<details class=\"details\"><summary>More</summary>\n<p>Text.</p>\n</details>\n")
    let tabs = html("`````{tabs}\n````{tab}\n:title: A\nx\n````\n````{tab}\n:title: B\ny\n````\n`````\n")
    #expect(tabs.contains("<input type=\"radio\" name=\"_tabs-1\" id=\"_tabs-1-1\" checked=\"checked\" /><label for=\"_tabs-1-1\">A</label>"))
    #expect(tabs.contains("<div class=\"tab\">\n<p>y</p>\n</div>"))
    let figure = html("```{figure} two\n:caption: Both.\n![one](a.png \"First\")\n![two](b.png)\n```\n")
    #expect(
      figure.contains("<figure class=\"subfigure\" id=\"two.a\"><img src=\"a.png\" alt=\"one\" /><figcaption>(a) First</figcaption></figure>"))
    #expect(figure.contains("<figcaption>Both.</figcaption>"))
  }
}
