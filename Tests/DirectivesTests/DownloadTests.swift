import Directives
import Foundation
import Testing

@Suite struct DownloadTests {
  private func download(_ name: String, budget: Int = .max) throws -> Download.Contents {
    let result = try TemporaryContent().run("regions", "model: net.json\ndomain: {x: [-1, 1], y: [-1, 1]}").run()
    return try #require(result.downloads.first { $0.name == name }).contents(budget: budget)
  }

  private func object(_ contents: Download.Contents) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(contents.bytes)) as? [String: Any])
  }

  @Test("cells and boundary are GeoJSON, cells are a table")
  func whole() throws {
    let cells = try object(try download("cells.geojson"))
    #expect((cells["features"] as? [Any])?.count == 4)
    #expect((cells["properties"] as? [String: Any])?["total"] as? Int == 4)
    let boundary = try object(try download("boundary.geojson"))
    let lines = try #require(boundary["features"] as? [[String: Any]])
    #expect(lines.count == 1)
    #expect(((lines[0]["geometry"] as? [String: Any])?["coordinates"] as? [[Double]])?.count == 4)
    let table = String(decoding: try download("cells.csv").bytes, as: UTF8.self)
    #expect(table.split(separator: "\n").count == 5 && table.hasPrefix("cell,linear_region,area,pattern,a0,b0,c0\n"))
  }

  @Test("a file over the budget holds the first records and says so")
  func capped() throws {
    let contents = try download("cells.geojson", budget: 620)
    #expect(contents.isCapped && contents.included == 2 && contents.total == 4 && contents.bytes.count <= 620)
    let properties = try #require(try object(contents)["properties"] as? [String: Any])
    #expect(properties["note"] as? String == "the first 2 of 4 cells")
    #expect(try download("cells.csv", budget: 0).included == 0)
    #expect(try download("cells.csv").isCapped == false)
  }
}
