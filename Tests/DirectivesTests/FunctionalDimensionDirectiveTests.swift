import Directives
import Figures
import Foundation
import Testing

/// `{functional-dimension}` from its options to its values, notes and errors.
@Suite struct FunctionalDimensionDirectiveTests {
  /// Two units that are equal, one that bends elsewhere, and one that is dead on the box.
  private static let degenerate =
    #"{"layers": [{"w": [[1, 0.5], [1, 0.5], [-1, 1], [1, 1]], "b": [0.25, 0.25, 0, -9]}, {"w": [[1, 2, 1, 1]], "b": [0]}]}"#

  @Test("values, notes and tables say what is missing and why")
  func values() throws {
    let content = try TemporaryContent(["degenerate.json": Self.degenerate])
    let result = try content.run("functional-dimension", "model: degenerate.json\nbox: [-2, 2]\nseed: 7").run()
    #expect(result.value("parameters") == .integer(17) && result.value("maximum") == .integer(13))
    // Three for the equal pair, three for the third unit, the bias of the output; the dead unit adds nothing.
    #expect(result.value("dimension") == .integer(7) && result.value("deficit") == .integer(6))
    #expect(result.value("symmetries") == .integer(4))
    #expect(result.value("never-active") == .integer(1) && result.value("always-active") == .integer(0))
    #expect(result.value("layers") == .list([.integer(6), .integer(3)]))
    #expect(result.notes.contains { $0.contains("1 of 4 units was active at no point") })
    #expect(result.notes.contains { $0.contains("6 below the maximum") })
    #expect(result.tables[0].rows.map { $0[2] } == ["12", "5"])
    let text = String(decoding: result.downloads[0].contents().bytes, as: UTF8.self)
    #expect(text.hasPrefix("network,points,rank\nnetwork,1,1\n") && text.contains("\ncontrol,1,1\n"))
    let scene = try #require(result.figure?())
    #expect("\(scene.shapes)".contains("curve-bound"))
    let again = try content.run("functional-dimension", "model: degenerate.json\nbox: [-2, 2]\nseed: 7").run()
    #expect(again.notes == result.notes && again.description == result.description)
  }

  @Test("a cap on the points is kept and said")
  func cap() throws {
    let content = try TemporaryContent(["degenerate.json": Self.degenerate])
    let result = try content.run("functional-dimension", "model: degenerate.json\npoints: 3").run()
    #expect(result.value("points") == .integer(3) && result.value("dimension") == .integer(3))
    #expect(result.notes[0].contains("where `points` ended the search"))
  }

  @Test("what is wrong is said where it is written")
  func badInput() throws {
    let zero = #"{"layers": [{"w": [[1, 0], [0, 0]], "b": [0, 0]}, {"w": [[1, 1]], "b": [0]}]}"#
    let row = "[" + [String](repeating: "1", count: 100).joined(separator: ",") + "]"
    let wide =
      "{\"layers\": [{\"w\": [" + [String](repeating: row, count: 80).joined(separator: ",") + "], \"b\": ["
      + [String](repeating: "0", count: 80).joined(separator: ",") + "]}]}"
    let content = try TemporaryContent(["zero.json": zero, "wide.json": wide])
    func errors(_ body: String) -> String { content.errors("functional-dimension", body) }
    #expect(errors("box: [0, 1]").contains("needs the option 'model'"))
    #expect(errors("model: net.json\nbox: [1, -1]").contains("a.md:2:6: error: option 'box' runs from 1 to -1"))
    #expect(errors("model: net.json\nbox: [-1e200, 1]").contains("a.md:2:6: error: option 'box' reaches beyond ±1e100"))
    #expect(errors("model: net.json\npoints: 0").contains("must be a whole number from 1 to 1000000"))
    #expect(errors("model: wide.json").contains("a.md:1:8: error: the network has 8080 weights"))
    #expect(errors("model: wide.json").contains("at most 6000 weights"))
    #expect(throws: (any Error).self) { try content.run("functional-dimension", "model: zero.json").run() }
  }
}
