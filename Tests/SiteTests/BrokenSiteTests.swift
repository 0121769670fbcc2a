import Foundation
import Testing

/// Whole sites with mistakes, and the full text of what is said about them.
@Suite struct BrokenSiteTests {
  @Test("ten different mistakes in one article give ten located diagnostics in one run")
  func tenMistakes() async throws {
    let article = """
      ---
      titel: Broken
      title: Broken
      date: 2026-02-30
      ---

      ```{regoins} a
      model: net.json
      ```

      ```{regions} b
      modle: net.json
      model: missing.onnx
      domain: { x: [-1, 1], y: [-1, 1] }
      color: slope-nrom
      ```

      ```{regions} c
      model: net.json
      domain: { polygon: [[0, 0], [1, 1], [2, 2]] }
      ```

      ```{regions} d
      model: net.json
      domain: { x: [-1, 1], y: [-1, 1] }
      ```

      The value `= d.regoins`, the link [there](nowhere.md), the label `= e.regions`.

      ```{expect}
      d.regions == 5
      ```

      """
    #expect(
      try await TemporarySite(["index.md": article]).errors() == """
        index.md:2:1: error: unknown front-matter key 'titel'
            2 | titel: Broken
              | ^^^^^ fix: did you mean 'title'?
        index.md:4:7: error: 'date' is the text '2026-02-30', not a date
            4 | date: 2026-02-30
              |       ^^^^^^^^^^ fix: write a date that exists as YYYY-MM-DD
        index.md:7:5: error: there is no directive 'regoins'
            7 | ```{regoins} a
              |     ^^^^^^^ fix: did you mean 'regions'?
        index.md:12:1: error: unknown option 'modle'
           12 | modle: net.json
              | ^^^^^ fix: did you mean 'model'?
        index.md:13:8: error: missing.onnx: there is no such file
           13 | model: missing.onnx
              |        ^^^^^^^^^^^^ fix: write the path of a model file (.onnx, .safetensors, .json)
        index.md:15:8: error: option 'color' has no value 'slope-nrom'
           15 | color: slope-nrom
              |        ^^^^^^^^^^ fix: did you mean 'slope-norm'?
        index.md:20:9: error: the window has no area
           20 | domain: { polygon: [[0, 0], [1, 1], [2, 2]] }
              |         ^ fix: give a polygon with an area, its corners in order
        index.md:28:16: error: {regions} has no value 'regoins'
           28 | The value `= d.regoins`, the link [there](nowhere.md), the label `= e.regions`.
              |                ^^^^^^^ fix: did you mean 'd.regions'?
        index.md:28:43: error: there is no 'nowhere.md'
           28 | The value `= d.regoins`, the link [there](nowhere.md), the label `= e.regions`.
              |                                           ^^^^^^^^^^ fix: write the path of a file, relative to this article
        index.md:28:69: error: no directive on this page has the label 'e'
           28 | The value `= d.regoins`, the link [there](nowhere.md), the label `= e.regions`.
              |                                                                     ^ fix: use one of: b, c, d
        index.md:31:1: error: the claim does not hold: 4 == 5 is false; d.regions is 4
           31 | d.regions == 5
              | ^^^^^^^^^^^^^^ fix: correct the claim, or find out what changed
        """)
  }

  private func errors(_ body: String, _ files: [String: String] = [:]) async throws -> String {
    try await TemporarySite(files.merging(["index.md": "---\ntitle: T\n---\n\(body)\n"], uniquingKeysWith: { $1 })).errors()
  }

  @Test("labels used twice show both places")
  func duplicateLabels() async throws {
    let directive = "```{declaration} a\ndirective: regions\n```\n"
    #expect(
      try await errors(directive + "\n" + directive) == """
        index.md:8:18: error: the label 'a' is used twice
            8 | ```{declaration} a
              |                  ^ fix: choose another label
        index.md:4:18: note: it was first used here
            4 | ```{declaration} a
              |                  ^
        """)
  }

  @Test(
    "links that are unsafe, absolute or lead nowhere are errors",
    arguments: [
      ("[x](javascript:alert)", "a link may not use 'javascript:'"), ("[x](<java script:alert>)", "a link may not use 'javascript:'"),
      ("![x](data:text/html,a)", "a link may not use 'data:'"),
      ("[x](/a.md)", "the path '/a.md' starts with '/', so it depends on where the site is published"),
      ("[x](#nope)", "'index.md' has no heading or label 'nope'"),
      ("[x](../../etc/passwd)", "the path '../../etc/passwd' leaves the content folder"),
      ("[x]()", "the link leads nowhere"),
    ])
  func links(markdown: String, message: String) async throws {
    let text = try await errors(markdown)
    #expect(text.contains("error: \(message)\n"), "\(text)")
  }

  @Test("HTML in an article is an error unless the site allows it")
  func rawHTML() async throws {
    #expect(
      try await errors("a <br> b") == """
        index.md:4:3: error: HTML is not allowed in articles
            4 | a <br> b
              |   ^^^^ fix: write Markdown, or set 'raw-html: true' in site.yaml
        """)
    #expect(try await errors("a <b>bold</b> word", ["site.yaml": "raw-html: true\n"]) == "")
  }

  @Test("two pages with one address, and unknown keys of site.yaml")
  func configuration() async throws {
    let text = try await errors("x", ["site.yaml": "titel: x\n", "a.md": "---\ntitle: A\naliases: [b]\n---\n", "b.md": "# B\n"])
    #expect(
      text == """
        a.md:3:10: error: the address 'b.html' is also that of 'b.md'
            3 | aliases: [b]
              |          ^ fix: rename one of the files, or remove the alias
        site.yaml:1:1: error: unknown key 'titel'
            1 | titel: x
              | ^^^^^ fix: did you mean 'title'?
        """)
  }

  @Test("a file outside the content folder can't be read")
  func outside() async throws {
    let site = try TemporarySite(["index.md": "---\ntitle: T\n---\n```{regions} a\nmodel: link.json\ndomain: {x: [0, 1], y: [0, 1]}\n```\n"])
    try FileManager.default.createSymbolicLink(
      atPath: site.folder.path(percentEncoded: false) + "/link.json", withDestinationPath: "/etc/hostname")
    let place = site.folder.path(percentEncoded: false)
    #expect(
      await site.errors().replacingOccurrences(of: place, with: "content") == """
        index.md:5:8: error: link.json: the path leaves the folder 'content'
            5 | model: link.json
              |        ^^^^^^^^^ fix: copy the file into the folder and name it by a relative path
        """)
  }

  @Test("fences that are not closed, labels that are none, and captions with unknown values are located")
  func fences() async throws {
    #expect(try await errors("```{regions a\nx: 1\n```").hasPrefix("index.md:4:4: error: the brace after the fence is not closed\n"))
    #expect(try await errors("```{regions} 1a\n```").hasPrefix("index.md:4:14: error: '1a' is not a label\n"))
    let caption = try await errors("```{regions} a\nmodel: net.json\ndomain: {x: [0, 1], y: [0, 1]}\ncaption: has `= a.nothing` in it\n```")
    #expect(
      caption == """
        index.md:7:19: error: {regions} has no value 'nothing'
            7 | caption: has `= a.nothing` in it
              |                   ^^^^^^^ fix: use one of: regions, linear-regions, vertices, edges, certified, euler, area.total, area.largest, area.smallest, area.mean, area.q05, area.median, …
        """)
  }

  @Test("a weight that is no number is an error where the model is named, with the tensor")
  func notFinite() async throws {
    // A safetensors file of one layer of two inputs whose second weight is a NaN.
    let header = #"{"0.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}"#
    let site = try TemporarySite(["index.md": "---\ntitle: T\n---\n```{regions} a\nmodel: n.safetensors\ndomain: {x: [0, 1], y: [0, 1]}\n```\n"]
    )
    var bytes: [UInt8] = [UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8)
    bytes += [0, 0, 0x80, 0x3F, 0, 0, 0xC0, 0x7F]
    try Data(bytes).write(to: site.folder.appending(path: "n.safetensors"))
    #expect(
      await site.errors() == """
        index.md:5:8: error: n.safetensors: tensor '0.weight' of shape [1, 2] holds a value that is not a finite number: element [0, 1] is NaN
            5 | model: n.safetensors
              |        ^^^^^^^^^^^^^ fix: train the model again or repair the file
        """)
  }

  @Test("aliases that lead out of the site, authors' addresses that run code and second titles are errors")
  func frontMatter() async throws {
    let article = """
      ---
      title: A
      aliases: [../victim/page]
      authors: [{name: X, url: "javascript:alert(1)"}]
      ---

      # B

      """
    #expect(
      try await TemporarySite(["index.md": article]).errors() == """
        index.md:3:10: error: the alias '../victim/page' is no address within the site
            3 | aliases: [../victim/page]
              |          ^ fix: write it as in old/name
        index.md:4:26: error: 'url' is the text 'javascript:alert(1)', not an address that starts with https://
            4 | authors: [{name: X, url: "javascript:alert(1)"}]
              |                          ^^^^^^^^^^^^^^^^^^^^^ fix: write it with its scheme, as in https://example.org
        index.md:7:1: error: the heading is a second title beside 'A' in the front matter
            7 | # B
              | ^^^ fix: remove one of them, or write the heading with '##'
        """)
  }

  @Test("a fence that is not closed is said to be open, and an empty expect to claim nothing")
  func openFence() async throws {
    #expect(
      try await errors("```{expect} x\n```\n\n```{regions} a\nmodel: net.json") == """
        index.md:4:5: error: the block makes no claim
            4 | ```{expect} x
              |     ^^^^^^ fix: write a comparison, such as moons.regions == 457
        index.md:4:13: error: {expect} takes no label
            4 | ```{expect} x
              |             ^ fix: remove it
        index.md:7:4: error: the fence of {regions} is never closed
            7 | ```{regions} a
              |    ^^^^^^^^^^^ fix: add a line with as many backticks after its last line; a fence around others needs more of them
        """)
  }

  @Test("a linked file that would take the place of a page is an error")
  func collisions() async throws {
    let files = ["a.md": "# A\n", "a.html": "mine"]
    #expect(
      try await errors("[x](a.html)", files) == """
        error: the address 'a.html' is that of the page 'a.md' and of the file 'a.html'
          fix: rename one of them
        """)
  }
}
