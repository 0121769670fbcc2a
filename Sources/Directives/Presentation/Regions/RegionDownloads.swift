import Regions

/// The cells of a complex as CSV and as GeoJSON, and the decision boundary as GeoJSON.
struct RegionDownloads: Sendable {
  let complex: RegionComplex
  let linearRegions: [Int]
  let boundary: [BoundaryLine]

  /// `nil` where the cells are not held.
  init?(_ computation: RegionsComputation) {
    guard case .cells(let complex, let linearRegions, let boundary) = computation.content else { return nil }
    (self.complex, self.linearRegions, self.boundary) = (complex, linearRegions, boundary)
  }

  var files: [Download] {
    let this = self
    let outputs = 0..<complex.network.outputCount
    return [
      Download(
        name: "cells.csv", records: "cells", count: complex.cellCount,
        head: "cell,linear_region,area,pattern" + outputs.map { ",a\($0),b\($0),c\($0)" }.joined() + "\n", separator: "\n",
        foot: { _ in "\n" }, record: this.row),
      GeoJSON.collection("cells.geojson", "cells", complex.cellCount, this.cell),
      GeoJSON.collection("boundary.geojson", "lines", boundary.count) { GeoJSON.line(this.boundary[$0]) },
    ]
  }

  /// A row for a cell: number, linear region, area, pattern (one bit a unit, layers apart by `|`), and the affine map. Coefficients beyond the
  /// range of doubles are left empty.
  private func row(_ cell: Int) -> String {
    let coefficients = complex.affineMap(of: cell).flatMap { [$0.a, $0.b, $0.c] }
    let map = coefficients.map { $0.isFinite ? ",\($0)" : "," }.joined()
    let pattern = complex.pattern(of: cell).map { String(decoding: $0.map { $0 ? UInt8(ascii: "1") : UInt8(ascii: "0") }, as: UTF8.self) }
      .joined(separator: "|")
    return "\(cell),\(linearRegions[cell]),\(complex.area(of: cell)),\(pattern)\(map)"
  }

  private func cell(_ cell: Int) -> String {
    let polygon = complex.polygon(of: cell)
    return GeoJSON.polygon(
      [polygon],
      properties: [("cell", "\(cell)"), ("linear_region", "\(linearRegions[cell])"), ("area", "\(complex.area(of: cell))")])
  }
}
