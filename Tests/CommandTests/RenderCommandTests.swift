import Testing

/// `facet render`: the body of an article as HTML.
@Suite struct RenderCommandTests {
  private static let article = """
    # Title

    A [link](nowhere.md) and `= m.regions | words` cells.

    ```{regions} m
    model: moons/model.onnx
    domain: { x: [-1.5, 2.5], y: [-1, 1.5] }
    ```

    """

  private func render(_ input: String, _ options: String...) throws -> (code: Int32, output: String, errors: String) {
    try Program.run(["render"] + options + ["-"], input: input)
  }

  @Test("an article is computed as a build does, and its links stay as they are written")
  func computed() throws {
    let result = try render(Self.article)
    #expect(result.code == 0 && result.errors == "")
    #expect(
      result.output.hasPrefix("<h1 id=\"title\">Title</h1>\n<p>A <a href=\"nowhere.md\">link</a> and <data class=\"value\" value=\"457\""))
    #expect(result.output.contains(">four hundred fifty-seven</data> cells.</p>\n<figure class=\"figure width-text\" id=\"m\">"))
  }

  @Test("with --no-run directives and values are shown as they are written, and claims are not checked")
  func sources() throws {
    let result = try render(Self.article + "```{expect}\nm.regions == 1\n```\n", "--no-run")
    #expect(result.code == 0 && result.errors == "")
    #expect(
      result.output.contains(
        "and <code>= m.regions | words</code> cells.</p>\n<pre tabindex=\"0\"><code class=\"language-markdown\">```{regions} m\n"))
    #expect(result.output.contains("```{expect}\nm.regions == 1\n```\n</code></pre>\n"))
  }

  @Test("HTML is an error, and let through where it is asked for")
  func rawHTML() throws {
    let refused = try render("a <b>c</b>\n")
    #expect(refused.code == 1 && refused.output == "")
    #expect(refused.errors.contains("standard input:1:3: error: HTML is not allowed in articles"))
    let passed = try render("a <b>c</b>\n", "--raw-html")
    #expect(passed.code == 0 && passed.output == "<p>a <b>c</b></p>\n")
  }

  @Test("errors of the article end with 1 and print no HTML, those of the command line with 2")
  func exitCodes() throws {
    #expect(try render("`= nothing.here`\n").code == 1)
    #expect(try render("```{expect}\n1 == 2\n```\n").output == "")
    #expect(try Program.run(["render", "no-such.md"]).code == 2)
    #expect(try Program.run(["render"]).code == 2)
    #expect(try render("text\n", "--theme", "no-such-folder").code == 2)
  }
}
