import Directives
import Testing

@Suite struct ResultTests {
  @Test(
    "a directive gives exactly the values that it declares",
    arguments: [
      ("regions", "model: net.json\ndomain: {x: [-1, 1], y: [-1, 1]}\nboundary: true\nfloat32: true"),
      ("decision-topology", "model: net.json\ndomain: {x: [-1, 1], y: [-1, 1]}\nclasses: [low, high]"),
      ("parameter-equivalence", "a: net.json\nb: net.json"), ("declaration", "directive: regions"),
      ("weight-matching", "a: net.json\nb: net.json"),
      ("linear-mode-connectivity", "a: a.json\nb: b.json\ndata: {file: data.csv, labels: label}"),
    ])
  func declaredValues(name: String, body: String) throws {
    let content = try TemporaryContent(["a.json": MatchingTests.a, "b.json": MatchingTests.b, "data.csv": MatchingTests.data])
    let result = try content.run(name, body).run()
    let declared = try #require(Registry.directive(name)).values
    #expect(result.values.map(\.name) == declared.map(\.name))
    for (value, declaration) in zip(result.values, declared) {
      switch (value.value, declaration.kind) {
      case (.integer, .integer), (.number, .number), (.text, .text), (.boolean, .boolean), (.list, .list): break
      default: Issue.record("\(declaration.name) is \(value.value.kind)")
      }
    }
  }

  @Test("two units and an output of one sign: four quadrants, known areas")
  func quadrants() throws {
    let result = try TemporaryContent().run("regions", "model: net.json\ndomain: {x: [-1, 1], y: [-1, 1]}").run()
    #expect(result.value("regions") == .integer(4))
    #expect(result.value("area.largest") == .number(1))
    #expect(result.value("by-layer") == .list([.integer(4)]))
    #expect(result.downloads.map(\.name) == ["cells.csv", "cells.geojson", "boundary.geojson"])
  }

  @Test("the JSON object has the five keys of the command line, and its inputs carry their hashes")
  func json() throws {
    let run = try TemporaryContent().run("regions", "model: net.json\ndomain: {x: [-1, 1], y: [-1, 1]}")
    let json = try ResultDocument(directive: "regions", result: try run.run(), inputs: run.scope.inputs).json()
    for key in ["directive", "values", "tables", "notes", "inputs"] { #expect(json.contains("\n  \"\(key)\" :")) }
    #expect(json.contains("\"path\" : \"net.json\""))
  }

  @Test("numbers beyond the range of doubles are null in JSON, empty in tables, and a note says so", arguments: [200, 250])
  func range(exponent: Int) throws {
    let network = #"{"layers": [{"w": [[1e\#(exponent), 0], [0, 1]], "b": [0, 0]}, {"w": [[1e200, 1], [-1e200, 1]]}]}"#
    for color in ["slope-norm", "output", "class"] {
      let run = try TemporaryContent(["net.json": network]).run("regions", "model: net.json\ndomain: {x: [-1, 1], y: [-1, 1]}\ncolor: \(color)")
      let result = try run.run()
      let json = try ResultDocument(directive: "regions", result: result, inputs: run.scope.inputs).json()
      #expect(json.contains("\"lipschitz.max\" : null,"))
      #expect(json.contains("In JSON `null` stands for a number that is infinite or undefined: `lipschitz.max`, `lipschitz.mean`."))
      #expect(result.notes.contains { $0.hasPrefix("Some cells have affine maps beyond the range of doubles") })
      for download in result.downloads {
        let text = String(decoding: download.contents().bytes, as: UTF8.self)
        #expect(!text.contains("nan") && !text.contains("inf"))
      }
      #expect(result.figure?() != nil)
    }
  }
}
