import Directives
import Foundation
import Testing

/// `{automorphisms}` from its options to its values, tables and errors.
@Suite struct AutomorphismsDirectiveTests {
  private static let diamond =
    #"{"layers": [{"w": [[1, 0], [-1, 0], [0, 1], [0, -1]], "b": [0, 0, 0, 0]}, {"w": [[1, 1, 1, 1]], "b": [0]}]}"#

  @Test("|x| + |y| with fixed, permuted and free inputs", arguments: [("fixed", "1"), ("permuted", "2"), ("free", "8")])
  func orders(inputs: String, order: String) throws {
    let content = try TemporaryContent(["diamond.json": Self.diamond])
    let result = try content.run("automorphisms", "model: diamond.json\ninputs: \(inputs)").run()
    #expect(result.value("order") == .text(order))
    #expect(result.value("trivial") == .boolean(order == "1"))
    #expect(result.value("complete") == .boolean(true))
    #expect(result.value("units") == .integer(inputs == "fixed" ? 4 : 6))
  }

  @Test("orbits and generators by the names of layers, and a download of every move")
  func tables() throws {
    let content = try TemporaryContent(["diamond.json": Self.diamond])
    let result = try content.run("automorphisms", "model: diamond.json\ninputs: free").run()
    #expect(result.value("orbits") == .list([.integer(2), .integer(4)]))
    #expect(result.tables[0].rows.map { $0[1] } == ["2", "4"] && result.tables[0].rows.map { $0[3] } == ["0, 1", "0, 1, 2, 3"])
    #expect(result.tables[1].rows.count == result.tables[1].rows.count { $0[1].contains(" (") || $0[2] != "–" })
    let lines = String(decoding: result.downloads[0].contents().bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "generator,layer,unit,to_layer,to_unit,sign,factor" && lines.count > 4)
    #expect(result.notes[0].contains("order 8") && result.notes[0].contains("6 of 6 units"))
  }

  @Test("a factor that goes with a relabelling is in the table")
  func factors() throws {
    let twins = #"{"layers": [{"w": [[1, 2], [3, 6], [1, 0]], "b": [1, 3, 0]}, {"w": [[6, 2, 1]], "b": [0]}]}"#
    let content = try TemporaryContent(["twins.json": twins])
    let result = try content.run("automorphisms", "model: twins.json").run()
    #expect(result.value("order") == .text("2"))
    #expect(result.tables[1].rows[0][3].contains(": 1/3") && result.tables[1].rows[0][3].contains(": 3"))
  }

  @Test("what is wrong is said where it is written")
  func badInput() throws {
    let content = try TemporaryContent()
    #expect(content.errors("automorphisms", "model: net.json\ninputs: fre").contains("a.md:2:9: error: option 'inputs' has no value 'fre'"))
    #expect(content.errors("automorphisms", "inputs: free").contains("needs the option 'model'"))
    #expect(content.errors("automorphisms", "model: none.json").contains("a.md:1:8: error"))
  }
}
