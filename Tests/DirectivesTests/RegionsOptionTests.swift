import Diagnostics
import Directives
import Foundation
import Testing

/// Options of `{regions}` beyond model and window: insets, colours, layers, limits.
@Suite struct RegionsOptionTests {
  private static let base = "model: net.json\ndomain: {x: [-1, 1], y: [-1, 1]}\n"

  @Test(
    "windows outside, outputs and layers that are not there are errors at their places",
    arguments: [
      (
        "inset: {x: [0, 2], y: [0, 1]}",
        """
        a.md:3:8: error: the inset {x: [0, 2], y: [0, 1]} does not lie within the domain {x: [-1, 1], y: [-1, 1]}
            3 | inset: {x: [0, 2], y: [0, 1]}
              |        ^ fix: choose a window within the domain
        """
      ),
      (
        "inset: [{x: [0, 1], y: [0, 1]}, {x: [1, 0], y: [0, 1]}]",
        """
        a.md:3:37: error: 'x' runs from 1 to 0, which is no interval with a length
            3 | inset: [{x: [0, 1], y: [0, 1]}, {x: [1, 0], y: [0, 1]}]
              |                                     ^ fix: write the smaller number first
        """
      ),
      (
        "color: output\noutput: 1",
        """
        a.md:4:9: error: there is no output 1: the network has 1 output
            4 | output: 1
              |         ^ fix: write 0
        """
      ),
      (
        "layers: [1, 2]",
        """
        a.md:3:9: error: there is no layer 2: the network has 1 layer that bends
            3 | layers: [1, 2]
              |         ^ fix: write [1]
        """
      ),
      (
        "layers: [1, 1]",
        """
        a.md:3:13: error: option 'layers' lists 1 twice
            3 | layers: [1, 1]
              |             ^ fix: remove one of them
        """
      ),
      (
        "layers: [0]",
        """
        a.md:3:10: error: an entry of option 'layers' is 0, but it must be a whole number from 1 to 10000
            3 | layers: [0]
              |          ^ fix: write a list of whole numbers from 1 to 10000
        """
      ),
      (
        "layers: 3",
        """
        a.md:3:9: error: option 'layers' is the number 3, not a list
            3 | layers: 3
              |         ^ fix: write a list of whole numbers from 1 to 10000
        """
      ),
      (
        "layers: []",
        """
        a.md:3:9: error: option 'layers' lists nothing
            3 | layers: []
              |         ^ fix: list a number, or leave the option out
        """
      ),
      (
        "inset: [{x: [0, 1], y: [0, 1]}, {x: [0, 1], y: [0, 1]}]",
        """
        a.md:3:33: error: option 'inset' lists the window {x: [0, 1], y: [0, 1]} twice
            3 | inset: [{x: [0, 1], y: [0, 1]}, {x: [0, 1], y: [0, 1]}]
              |                                 ^ fix: remove one of them
        """
      ),
      (
        "inset: {x: [0, 0], y: [0, 1]}",
        """
        a.md:3:12: error: 'x' runs from 0 to 0, which is no interval with a length
            3 | inset: {x: [0, 0], y: [0, 1]}
              |            ^ fix: write two different numbers, the smaller first
        """
      ),
      (
        "max-cells: 5",
        """
        a.md:3:1: error: unknown option 'max-cells'
            3 | max-cells: 5
              | ^^^^^^^^^
        """
      ),
    ])
  func errors(option: String, expected: String) throws {
    let text = try TemporaryContent().errors("regions", Self.base + option)
    #expect(text == expected || (option.hasPrefix("max-cells") && text.hasPrefix(expected)), "\(text)")
  }

  @Test("insets are enumerated for themselves")
  func insets() throws {
    let result = try TemporaryContent().run("regions", Self.base + "inset: [{x: [0.25, 0.5], y: [0.25, 0.5]}, {x: [-0.5, 0.5], y: [0.5, 1]}]")
      .run()
    #expect(result.value("inset.regions") == .list([.integer(1), .integer(2)]))
    #expect(result.value("regions") == .integer(4))
  }

  /// The scene of a figure as text: colours and lines in order.
  private func drawing(_ options: String) throws -> String {
    let figure = try #require(try TemporaryContent().run("regions", Self.base + options).run().figure)
    return "\(figure().shapes)"
  }

  @Test(
    "every colour draws, with an inset or without", arguments: ["random", "pattern", "class", "output", "slope-norm", "area", "depth", "layer"])
  func colors(name: String) throws {
    #expect(try drawing("color: \(name)").isEmpty == false)
    #expect(try drawing("color: \(name)\ninset: {x: [0, 0.5], y: [0, 0.5]}\nboundary: true").contains("inset-frame"))
  }

  @Test("a pattern has its colour in any window")
  func stableColors() throws {
    let content = try TemporaryContent()
    func fills(_ window: String) throws -> Set<String> {
      let figure = try #require(try content.run("regions", "model: net.json\ndomain: \(window)\ncolor: pattern").run().figure)
      return Set("\(figure().shapes)".matches(of: /fill: Optional\([^)]*\)/).map { String($0.output) })
    }
    let whole = try fills("{x: [-1, 1], y: [-1, 1]}"), part = try fills("{x: [0.25, 1], y: [-1, 1]}")
    #expect(whole.count == 4 && part.count == 2 && part.isSubset(of: whole))
  }

  @Test("values beyond counts: sides, neighbours, Lipschitz constants, quantiles, the boundary's length")
  func values() throws {
    // f = relu(x) + relu(y) − 0.5 on [-1, 1]²: four squares; gradients (0, 0), (1, 0), (0, 1), (1, 1); f = 0 on two half lines and a diagonal.
    let result = try TemporaryContent().run("regions", Self.base).run()
    #expect(result.value("sides.mean") == .number(4))
    #expect(result.value("degree.mean") == .number(2))
    #expect(result.value("lipschitz.max") == .number(2.0.squareRoot()))
    #expect(result.value("lipschitz.mean") == .number((0 + 1 + 1 + 2.0.squareRoot()) / 4))
    #expect(result.value("area.q05") == .number(1) && result.value("area.median") == .number(1) && result.value("area.q95") == .number(1))
    #expect(result.value("boundary.length") == .number(2 + 0.5.squareRoot()))
  }

  @Test("a boundary along an edge counts once")
  func boundaryOnEdge() throws {
    let content = try TemporaryContent(["line.json": #"{"layers": [{"w": [[1, 0], [-1, 0]], "b": [0, 0]}, {"w": [[1, -1]], "b": [0]}]}"#])
    let result = try content.run("regions", "model: line.json\ndomain: {x: [-1, 1], y: [-1, 1]}").run()
    #expect(result.value("boundary.length") == .number(2))
    #expect(result.value("regions") == .integer(2) && result.value("linear-regions") == .integer(1))
  }

  @Test("too many cells are an error at the directive that says how far it came and which window would do")
  func limit() throws {
    let network = RegistryTests.root.appending(path: "Tests/Fixtures/models/moons/model.onnx")
    let content = try TemporaryContent()
    try FileManager.default.copyItem(at: network, to: content.folder.appending(path: "moons.onnx"))
    let run = try content.run("regions", "model: moons.onnx\ndomain: {x: [-1.5, 2.5], y: [-1, 1.5]}\nmax-regions: 300")
    do {
      _ = try run.run()
      Issue.record("there is no error")
    } catch {
      #expect(error.message.hasPrefix("the window holds more than 300 regions: so many were found in "))
      let fix = try #require(error.fix)
      #expect(fix.hasPrefix("look at a smaller window, such as {x: [") && fix.hasSuffix("or raise 'max-regions'"))
    }
  }
}
