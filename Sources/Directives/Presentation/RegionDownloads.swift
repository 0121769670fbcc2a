import Regions

/// The cells of a complex as CSV and as GeoJSON, and the decision boundary as GeoJSON.
struct RegionDownloads: Sendable {
  let computation: RegionsComputation

  private var complex: RegionComplex { computation.complex }

  var files: [Download] {
    let this = self
    let outputs = 0..<complex.network.outputCount
    return [
      Download(
        name: "cells.csv", records: "cells", count: complex.cellCount,
        head: "cell,linear_region,area,pattern" + outputs.map { ",a\($0),b\($0),c\($0)" }.joined() + "\n", separator: "\n",
        foot: { _ in "\n" }, record: this.row),
      Self.collection("cells.geojson", "cells", complex.cellCount, this.cell),
      Self.collection("boundary.geojson", "segments", computation.boundary.count, this.segment),
    ]
  }

  /// A row for a cell: number, linear region, area, pattern (one bit a unit, layers apart by `|`), and the affine map.
  private func row(_ cell: Int) -> String {
    let map = complex.affineMap(of: cell).map { ",\($0.a),\($0.b),\($0.c)" }.joined()
    let pattern = complex.pattern(of: cell).map { String($0.map { $0 ? "1" : "0" }) }.joined(separator: "|")
    return "\(cell),\(computation.linearRegions[cell]),\(complex.area(of: cell)),\(pattern)\(map)"
  }

  /// A feature collection (RFC 7946, but in the plane of the figure instead of longitudes and latitudes). Its member `properties` says how
  /// many features there are and how many of them the file holds.
  private static func collection(
    _ name: String, _ records: String, _ count: Int, _ feature: @escaping @Sendable (Int) -> String
  ) -> Download {
    Download(
      name: name, records: records, count: count, head: "{\"type\":\"FeatureCollection\",\"features\":[\n", separator: ",\n",
      foot: { included in
        let note = included < count ? ",\"note\":\"the first \(included) of \(count) \(records)\"" : ""
        return "\n],\"properties\":{\"total\":\(count),\"included\":\(included)\(note)}}\n"
      }, record: feature)
  }

  private func cell(_ cell: Int) -> String {
    let polygon = complex.polygon(of: cell)
    let ring = (polygon + [polygon[0]]).map { "[\($0.x),\($0.y)]" }.joined(separator: ",")
    return "{\"type\":\"Feature\",\"properties\":{\"cell\":\(cell),\"linear_region\":\(computation.linearRegions[cell]),"
      + "\"area\":\(complex.area(of: cell))},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[\(ring)]]}}"
  }

  /// A straight piece of the decision boundary, with the cell that it lies in.
  private func segment(_ index: Int) -> String {
    let segment = computation.boundary[index]
    return "{\"type\":\"Feature\",\"properties\":{\"cell\":\(segment.cell)},\"geometry\":{\"type\":\"LineString\",\"coordinates\":"
      + "[[\(segment.from.x),\(segment.from.y)],[\(segment.to.x),\(segment.to.y)]]}}"
  }
}
