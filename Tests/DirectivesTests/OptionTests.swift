import Diagnostics
import Directives
import Testing

/// The full text of what is said about options that are wrong.
@Suite struct OptionTests {
  @Test("unknown options and values, wrong types and ranges are all reported at their places")
  func all() throws {
    let content = try TemporaryContent()
    #expect(
      content.errors(
        "regions",
        """
        modell: net.json
        domain: { x: [-1, 1], y: [2, -2] }
        color: slope-nrom
        boundary: maybe
        max-regions: 0
        """) == """
          a.md:1:1: error: unknown option 'modell'
              1 | modell: net.json
                | ^^^^^^ fix: did you mean 'model'?
          a.md:2:26: error: 'y' runs from 2 to -2, which is no interval with a length
              2 | domain: { x: [-1, 1], y: [2, -2] }
                |                          ^ fix: write the smaller number first
          a.md:3:8: error: option 'color' has no value 'slope-nrom'
              3 | color: slope-nrom
                |        ^^^^^^^^^^ fix: did you mean 'slope-norm'?
          a.md:4:11: error: option 'boundary' is the text 'maybe', not true or false
              4 | boundary: maybe
                |           ^^^^^ fix: write true or false
          a.md:5:14: error: option 'max-regions' is 0, but it must be a whole number from 1 to 100000000
              5 | max-regions: 0
                |              ^ fix: write a whole number from 1 to 100000000
          """)
  }

  @Test(
    "windows that are none, too far away or too small say what would do",
    arguments: [
      (
        "7",
        """
        a.md:2:9: error: option 'domain' is the number 7, not a mapping
            2 | domain: 7
              |         ^ fix: write {x: [a, b], y: [c, d]} or {polygon: [[x, y], …]}
        """
      ),
      (
        "{x: [0, 1e101], y: [0, 1]}",
        """
        a.md:2:9: error: the window has a coordinate beyond 1e100, where products of coordinates overflow
            2 | domain: {x: [0, 1e101], y: [0, 1]}
              |         ^ fix: use coordinates from -1e100 to 1e100
        """
      ),
      (
        "{x: [0, 1e-101], y: [0, 1e-101]}",
        """
        a.md:2:9: error: the window has an area below 1e-200, where products of lengths underflow
            2 | domain: {x: [0, 1e-101], y: [0, 1e-101]}
              |         ^ fix: choose a larger window, or scale the network's input
        """
      ),
    ])
  func windows(domain: String, expected: String) throws {
    #expect(try TemporaryContent().errors("regions", "model: net.json\ndomain: \(domain)") == expected)
  }

  @Test("an activation is an error where every model holds a graph")
  func activation() throws {
    let content = try TemporaryContent(["net.onnx": ""])
    #expect(
      content.errors("regions", "model: net.onnx\ndomain: {x: [0, 1], y: [0, 1]}\nactivation: none").hasPrefix(
        """
        a.md:3:13: error: option 'activation' has no meaning: the graph in 'net.onnx' says what stands between its layers
            3 | activation: none
              |             ^^^^ fix: remove it
        """))
    #expect(content.errors("regions", "model: net.json\ndomain: {x: [0, 1], y: [0, 1]}\nactivation: none") == "")
  }

  @Test("too many cells are an error at the limit that was written, else at the window")
  func limit() throws {
    func error(_ body: String, _ name: String) throws -> Diagnostic? {
      let run = try TemporaryContent().run(name, body)
      do { _ = try run.run() } catch { return error }
      return nil
    }
    for name in ["regions", "decision-topology"] {
      let written = try #require(try error("model: net.json\ndomain: {x: [-1, 1], y: [-1, 1]}\nmax-regions: 3", name))
      #expect(written.id == "too-many-cells" && written.location.position?.line == 3)
      #expect(written.fix?.hasSuffix("or raise 'max-regions'") == true)
    }
  }

  @Test("more cells than can be held are no matter of the option: a smaller window is the only fix")
  func held() throws {
    // 700 lines each way: 491,401 cells.
    let rows = (1...700).map { "[1, 0], [0, \($0 % 2 == 0 ? 1 : -1)]" }.joined(separator: ", ")
    let bias = (1...700).map { "\(-Double($0) / 701), \(Double($0) / ($0 % 2 == 0 ? -701 : 701))" }.joined(separator: ", ")
    let network =
      #"{"layers": [{"w": [\#(rows)], "b": [\#(bias)]}, {"w": [[\#([String](repeating: "1", count: 1400).joined(separator: ", "))]]}]}"#
    let run = try TemporaryContent(["net.json": network]).run("decision-topology", "model: net.json\ndomain: {x: [0, 1], y: [0, 1]}")
    do {
      _ = try run.run()
      Issue.record("no error")
    } catch {
      #expect(error.id == "too-many-cells" && error.message.hasPrefix("the window holds more than 400000 regions"))
      #expect(error.location.position?.line == 2)
      #expect(error.fix?.hasPrefix("look at a smaller window, such as {x: [") == true && error.fix?.hasSuffix("]}") == true)
    }
  }

  @Test("a missing option says how to write it")
  func missing() throws {
    #expect(
      try TemporaryContent().errors("regions", "model: net.json") == """
        error: {regions} needs the option 'domain'
          fix: add 'domain: …' ({x: [a, b], y: [c, d]} or {polygon: [[x, y], …]}), or 'through: …'
        """)
  }

  @Test("a missing model is an error where it is named, with the nearest file")
  func missingFile() throws {
    #expect(
      try TemporaryContent().errors("regions", "model: nett.json\ndomain: {x: [0, 1], y: [0, 1]}") == """
        a.md:1:8: error: nett.json: there is no such file
            1 | model: nett.json
              |        ^^^^^^^^^ fix: did you mean 'net.json'?
        """)
  }

  @Test("a window that is not convex is an error at the window")
  func window() throws {
    #expect(
      try TemporaryContent().errors("regions", "model: net.json\ndomain: {polygon: [[0, 0], [2, 0], [0.5, 0.5], [0, 2]]}") == """
        a.md:2:9: error: the window is not convex at the corner (0.5, 0.5)
            2 | domain: {polygon: [[0, 0], [2, 0], [0.5, 0.5], [0, 2]]}
              |         ^ fix: give the corners of a convex polygon in order
        """)
  }

  @Test("a network of more inputs than two needs a slice")
  func moreInputs() throws {
    let content = try TemporaryContent(["three.json": #"{"layers": [{"w": [[1, 0, 0]], "b": [0]}]}"#])
    #expect(
      content.errors("regions", "model: three.json\ndomain: {x: [0, 1], y: [0, 1]}") == """
        a.md:1:8: error: the network takes 3 inputs; regions are drawn in a plane
            1 | model: three.json
              |        ^^^^^^^^^^ fix: cut a plane out of its input space by 'slice' or 'through'
        """)
  }

  @Test("points name a column that is there, and cells that are no numbers are found in the table")
  func points() throws {
    let content = try TemporaryContent(["p.csv": "x,y,label\n1,2,a\n3,oops,b\n"])
    let body = "model: net.json\ndomain: {x: [0, 1], y: [0, 1]}\n"
    #expect(
      content.errors("regions", body + "points: {file: p.csv, class: lable}") == """
        a.md:3:9: error: 'p.csv' has no column 'lable'
            3 | points: {file: p.csv, class: lable}
              |         ^ fix: did you mean 'label'?
        """)
    #expect(content.errors("regions", body + "points: {file: p.csv}").hasPrefix("p.csv:3:3: error:"))
  }

  @Test("syntax errors of YAML and keys given twice are found at their lines")
  func yaml() throws {
    let content = try TemporaryContent()
    #expect(content.errors("regions", "model: net.json\ndomain: {x: [0, 1], y: [0, 1]").hasPrefix("a.md:2:"))
    #expect(
      content.errors("regions", "model: net.json\nmodel: net.json") == """
        a.md:2:1: error: 'model' is given twice
            2 | model: net.json
              | ^^^^^ fix: remove one of them
        a.md:1:1: note: it was first given here
            1 | model: net.json
              | ^^^^^
        """)
  }
}
