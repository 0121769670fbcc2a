import Regions

/// The cells of a complex as CSV and as GeoJSON.
struct RegionDownloads: Sendable {
  let complex: RegionComplex
  let linearRegions: [Int]

  var files: [Download] {
    let units = complex.network.bendingStages.reduce(0) { $0 + $1.map.rowCount + 1 }
    return [
      Download(name: "cells.csv", estimatedByteCount: complex.cellCount * (40 + units + 60 * complex.network.outputCount)) { table },
      Download(name: "cells.geojson", estimatedByteCount: complex.cellCount * 300) { collection },
    ]
  }

  /// A row for each cell: number, linear region, area, pattern (one bit a unit, layers apart by `|`), and the affine map.
  private var table: String {
    var header = "cell,linear_region,area,pattern"
    for output in 0..<complex.network.outputCount { header += ",a\(output),b\(output),c\(output)" }
    let rows = (0..<complex.cellCount).map { cell in
      let map = complex.affineMap(of: cell).map { ",\($0.a),\($0.b),\($0.c)" }.joined()
      return "\(cell),\(linearRegions[cell]),\(complex.area(of: cell)),\(pattern(cell))\(map)"
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  private func pattern(_ cell: Int) -> String {
    complex.pattern(of: cell).map { String($0.map { $0 ? "1" : "0" }) }.joined(separator: "|")
  }

  /// A feature for each cell (RFC 7946, but in the plane of the network's inputs instead of longitudes and latitudes).
  private var collection: String {
    let features = (0..<complex.cellCount).map { cell in
      let polygon = complex.polygon(of: cell)
      let ring = (polygon + [polygon[0]]).map { "[\($0.x),\($0.y)]" }.joined(separator: ",")
      return
        "{\"type\":\"Feature\",\"properties\":{\"cell\":\(cell),\"linear_region\":\(linearRegions[cell]),\"area\":\(complex.area(of: cell))},"
        + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[\(ring)]]}}"
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\n\(features.joined(separator: ",\n"))\n]}\n"
  }
}
