import Regions
import Testing

/// Counts that were computed independently in rational arithmetic.
@Suite struct KnownAnswersTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let model: String
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>
    let cells: Int
    let vertices: Int
    let edges: Int
    let linearRegions: Int

    var testDescription: String { model }
  }

  static let cases: [Case] =
    ["onnx", "safetensors"].flatMap { ending in
      [
        Case(model: "moons/model.\(ending)", x: -1.5...2.5, y: -1...1.5, cells: 457, vertices: 503, edges: 959, linearRegions: 457),
        Case(model: "circles/model.\(ending)", x: -1.5...1.5, y: -1.5...1.5, cells: 1341, vertices: 1371, edges: 2711, linearRegions: 1341),
        Case(model: "image-inr/model.\(ending)", x: -1...1, y: -1...1, cells: 9707, vertices: 9900, edges: 19606, linearRegions: 9707),
      ]
    } + [Case(model: "degenerate.json", x: -1...1, y: -1...1, cells: 13, vertices: 18, edges: 30, linearRegions: 11)]

  @Test("the complex of a trained network has the known numbers of cells, vertices, edges and linear regions", arguments: cases)
  func counts(known: Case) throws {
    let complex = try RegionComplex.enumerate(.init(try Fixture.network(known.model)), window: try Window(x: known.x, y: known.y))
    #expect(complex.cellCount == known.cells)
    #expect(complex.vertices.count == known.vertices)
    #expect(complex.edgeCount == known.edges)
    #expect(Set(complex.linearRegions()).count == known.linearRegions)
    #expect(complex.isCertified)
    #expect(complex.brokenInvariants() == [])
    #expect(complex.cellsPerLayer.last == known.cells)
  }

  @Test("the network's own evaluation agrees with every cell's pattern and map at the cell's centre")
  func evaluation() throws {
    let network = try Fixture.network("moons/model.onnx")
    let complex = try RegionComplex.enumerate(.init(network), window: try Window(x: -1.5...2.5, y: -1...1.5))
    for cell in 0..<complex.cellCount {
      let centre = complex.centroid(of: cell)
      var values = [centre.x, centre.y]
      for (layer, pattern) in zip(network.layers, complex.pattern(of: cell)) {
        let sums = zip(layer.weights.times(values), layer.bias).map { $0 + $1 }
        // The smallest cells are about as wide as rounding errors: signs are compared where they are clear.
        for (sum, isActive) in zip(sums, pattern) where abs(sum) > 1e-12 { #expect((sum > 0) == isActive) }
        values = zip(sums, pattern).map { $1 ? $0 : 0 }
      }
      for (found, expected) in zip(complex.outputs(of: cell, at: centre), network.evaluate([centre.x, centre.y])) {
        #expect(abs(found - expected) <= 1e-9 * max(1, abs(expected)))
      }
    }
  }
}
