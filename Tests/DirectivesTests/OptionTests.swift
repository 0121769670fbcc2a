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
                |           ^^^^^
          a.md:5:14: error: option 'max-regions' is 0, but it must be a whole number from 1 to 100000000
              5 | max-regions: 0
                |              ^
          """)
  }

  @Test("a missing option says how to write it")
  func missing() throws {
    #expect(
      try TemporaryContent().errors("regions", "model: net.json") == """
        error: {regions} needs the option 'domain'
          fix: add 'domain: …' ({x: [a, b], y: [c, d]} or {polygon: [[x, y], …]})
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
        a.md:2:9: error: the window is not convex at the corner (0.0, 2.0)
            2 | domain: {polygon: [[0, 0], [2, 0], [0.5, 0.5], [0, 2]]}
              |         ^ fix: give a convex polygon with an area, its corners in order
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
