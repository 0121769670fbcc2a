import Linear
import Networks
import Regions

/// The engine's complex of a network held against the oracle's.
struct OracleComparison {
  private let complex: RegionComplex
  private let oracle: RegionOracle

  init(_ complex: RegionComplex, _ oracle: RegionOracle) {
    self.complex = complex
    self.oracle = oracle
  }

  /// What differs, in words.
  func differences() -> [String] {
    let exact = oracle.complex
    let (found, expected) = (complex.linearRegions(), oracle.linearRegions(in: exact))
    let counts = [
      ("cells", complex.cellCount, oracle.cells.count), ("vertices", complex.vertices.count, exact.vertices.count),
      ("edges", complex.edges.count, exact.edges.count), ("linear regions", Set(found).count, Set(expected).count),
    ]
    var differences = counts.filter { $0.1 != $0.2 }.map { "\($0.1) \($0.0) where the oracle finds \($0.2)" }
    differences += complex.brokenInvariants()
    if !complex.isCertified { differences.append("not certified") }
    guard differences.isEmpty else { return differences }
    let (areas, exactAreas) = ((0..<complex.cellCount).map(complex.area), oracle.cells.map(\.polygon.area.approximate))
    differences += compare(areas, exactAreas, "areas of cells")
    differences += compare(sums(areas, by: found), sums(exactAreas, by: expected), "areas of linear regions")
    return differences + wrongMaps()
  }

  private func sums(_ areas: [Double], by numbers: [Int]) -> [Double] {
    var sums = [Double](repeating: 0, count: (numbers.max() ?? -1) + 1)
    for (area, number) in zip(areas, numbers) { sums[number] += area }
    return sums
  }

  private func compare(_ found: [Double], _ expected: [Double], _ name: String) -> [String] {
    let tolerance = 1e-9 * oracle.window.area.approximate
    let pairs = zip(found.sorted(), expected.sorted())
    return pairs.allSatisfy { abs($0 - $1) <= tolerance } ? [] : ["the \(name) differ: \(Array(pairs))"]
  }

  /// The cells whose map does not give the network's exact output at a point inside; a few cells are tried.
  private func wrongMaps() -> [String] {
    stride(from: 0, to: complex.cellCount, by: max(1, complex.cellCount / 4)).compactMap { cell in
      let polygon = complex.polygon(of: cell)
      let (x, y) = (polygon.reduce(0) { $0 + $1.x } / Double(polygon.count), polygon.reduce(0) { $0 + $1.y } / Double(polygon.count))
      let expected = ExactEvaluation.outputs(of: oracle.network, at: [Rational(x), Rational(y)]).map(\.rounded)
      let found = complex.affineMap(of: cell).map { $0.a * x + $0.b * y + $0.c }
      let isRight = found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) }
      return isRight ? nil : "cell \(cell) has the outputs \(found) at (\(x), \(y)) where the network has \(expected)"
    }
  }
}
