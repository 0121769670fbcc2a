import Directives
import Foundation
import Testing

/// `{decision-topology}` on networks written by hand.
@Suite struct DecisionTopologyTests {
  private static let window = "domain: {x: [-3, 3], y: [-3, 3]}"
  private static let annulus = """
    {"layers": [{"w": [[1, 0], [-1, 0], [0, 1], [0, -1]], "b": [0, 0, 0, 0]},
      {"w": [[1, 1, 1, 1], [-1, -1, -1, -1]], "b": [-2, 2]}, {"w": [[-1, -1]], "b": [0.5]}]}
    """

  @Test("a ring has one component and one hole in both conventions; features are polygons with holes and closed lines")
  func annulus() throws {
    let content = try TemporaryContent(["annulus.json": Self.annulus])
    let result = try content.run("decision-topology", "model: annulus.json\n\(Self.window)\nclasses: [\"else\\\"where\", ring]").run()
    #expect(result.value("classes") == .list([.text("else\"where"), .text("ring")]))
    for name in ["components", "components.closed"] { #expect(result.value(name) == .list([.integer(2), .integer(1)])) }
    for name in ["holes", "holes.closed"] { #expect(result.value(name) == .list([.integer(1), .integer(1)])) }
    #expect(result.value("area") == .list([.number(28), .number(8)]))
    #expect(result.value("boundary.closed") == .integer(2))
    #expect(result.value("certified") == .boolean(true))
    #expect(result.downloads.map(\.name) == ["regions.geojson", "boundary.geojson"])
    let regions = try features(result.downloads[0])
    #expect(regions.map { ($0["properties"] as? [String: Any])?["holes"] as? Int }.sorted { $0! < $1! } == [0, 1, 1])
    let geometries = regions.compactMap { $0["geometry"] as? [String: Any] }
    #expect(geometries.allSatisfy { $0["type"] as? String == "Polygon" })
    for line in try features(result.downloads[1]) {
      let points = try #require((line["geometry"] as? [String: Any])?["coordinates"] as? [[Double]])
      #expect(points.count == 5 && points.first == points.last)
    }
  }

  private func features(_ download: Download) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(download.contents().bytes)) as? [String: Any]
    return try #require(object?["features"] as? [[String: Any]])
  }

  @Test("the figure has a name for each class that has room, and the boundary")
  func figure() throws {
    let content = try TemporaryContent(["annulus.json": Self.annulus])
    let result = try content.run("decision-topology", "model: annulus.json\n\(Self.window)").run()
    let scene = try #require(result.figure?())
    #expect("\(scene.shapes)".contains("class 0") && "\(scene.shapes)".contains("boundary"))
  }

  @Test("names that do not fit the network are errors at the option")
  func names() throws {
    let content = try TemporaryContent()
    #expect(content.errors("decision-topology", "model: net.json\n\(Self.window)\nclasses: [a, b, c]").contains("tells 2 classes apart"))
    #expect(content.errors("decision-topology", "model: net.json\n\(Self.window)\nclasses: [a, a]").contains("names 'a' twice"))
    #expect(content.errors("decision-topology", "model: net.json\n\(Self.window)\nclasses: a").contains("a.md:3:10"))
  }
}
