import Linear
import Networks
import Regions
import Testing

/// Decision regions whose topology is known.
@Suite struct DecisionTests {
  typealias Betti = DecisionTopology.Betti

  /// |x| + |y| and what comes after, on a square.
  private func normComplex(_ sketch: NetworkSketch, radius: Double) throws -> DecisionComplex {
    try decision(sketch.network, try Fixture.square(radius))
  }

  private func decision(_ network: PiecewiseLinearNetwork, _ window: Window) throws -> DecisionComplex {
    let complex = try RegionComplex.enumerate(network, window: window).decisionComplex()
    #expect(complex.brokenInvariants() == [])
    #expect(complex.isCertified)
    return complex
  }

  /// Stages for |x| + |y| + bias.
  private func norm(bias: Double) -> NetworkSketch {
    var sketch = NetworkSketch()
    sketch.stage([[1, 0], [0, 1]], bend: .slopes(negative: [-1, -1], positive: [1, 1]))
    sketch.stage([[1, 1]], bias: [bias])
    return sketch
  }

  @Test("|x| + |y| − 1 is negative on a diamond, and its boundary is one closed line of four corners")
  func diamond() throws {
    let decision = try normComplex(norm(bias: -1), radius: 2)
    let topology = decision.topology()
    #expect(topology[0].area == 2 && topology[1].area == 14)
    #expect(topology[0].open == Betti(euler: 1, components: 1) && topology[0].closed == topology[0].open)
    #expect(topology[1].open == Betti(euler: 0, components: 1) && topology[1].open.holes == 1)
    let lines = decision.boundary()
    #expect(lines.count == 1 && lines[0].isClosed && lines[0].left == 1 && lines[0].right == 0)
    #expect(Set(lines[0].points) == [.init(x: 1, y: 0), .init(x: 0, y: 1), .init(x: -1, y: 0), .init(x: 0, y: -1)])
    #expect(abs(lines[0].length - 4 * 2.0.squareRoot()) < 1e-14)
    // The greater class, outside, is on the left: clockwise around the diamond.
    let sides = zip(lines[0].points, lines[0].points.dropFirst() + lines[0].points.prefix(1))
    let area = sides.reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y }
    #expect(area == -4)
    let outlines = decision.outlines()
    #expect(outlines.map(\.classNumber).sorted() == [0, 1])
    #expect(outlines.first { $0.classNumber == 1 }?.rings.map(\.count) == [4, 4])
  }

  @Test("| |x| + |y| − 1 | < 1/4 is a ring: β = (1, 1) in both conventions")
  func ring() throws {
    var sketch = norm(bias: -1)
    sketch.stage([[1]], bend: .slopes(negative: [-1], positive: [1]))
    sketch.stage([[-1]], bias: [0.25])
    let topology = try normComplex(sketch, radius: 2).topology()
    for betti in [topology[1].open, topology[1].closed] { #expect(betti.components == 1 && betti.holes == 1) }
    for betti in [topology[0].open, topology[0].closed] { #expect(betti.components == 2 && betti.holes == 1) }
    #expect(topology[1].area == 2 * (1.25 * 1.25 - 0.75 * 0.75))
  }

  @Test("quadrants that touch in a point are one closed region and two open ones, and the boundary has a junction there")
  func checkerboard() throws {
    var sketch = NetworkSketch()
    sketch.stage([[1, 1], [1, -1]], bend: .slopes(negative: [-1, -1], positive: [1, 1]))
    sketch.stage([[1, -1]])
    let decision = try normComplex(sketch, radius: 1)
    for found in decision.topology() {
      #expect(found.open == Betti(euler: 2, components: 2))
      #expect(found.closed == Betti(euler: 1, components: 1))
      #expect(found.area == 2 && found.boundaryLength == 4)
    }
    let lines = decision.boundary()
    #expect(lines.count == 4 && lines.allSatisfy { !$0.isClosed && $0.points.contains(.init(x: 0, y: 0)) && $0.length == 1 })
  }

  @Test("three classes meet in a junction; a class that ties with a smaller one on an area gets none of it")
  func junction() throws {
    var sketch = NetworkSketch()
    sketch.stage([[0, 1], [1, -1], [-1, -1], [-1, -1]])
    let decision = try normComplex(sketch, radius: 1)
    #expect(decision.topology().map(\.open.components) == [1, 1, 1, 0])
    #expect(decision.topology()[3].area == 0)
    let lines = decision.boundary()
    #expect(lines.map { [$0.left, $0.right] }.sorted { $0.lexicographicallyPrecedes($1) } == [[1, 0], [2, 0], [2, 1]])
    #expect(lines.allSatisfy { $0.points.contains(.init(x: 0, y: 0)) })
  }

  @Test("a boundary along edges of cells, where a ReLU output is zero on one side, is part of the boundary")
  func alongEdges() throws {
    var sketch = NetworkSketch()
    sketch.stage([[1, 0]], bend: .slopes(negative: [0], positive: [1]))
    let decision = try normComplex(sketch, radius: 1)
    #expect(decision.topology().map(\.area) == [2, 2])
    #expect(decision.boundary() == [BoundaryLine(left: 1, right: 0, points: [.init(x: 0, y: 1), .init(x: 0, y: -1)], isClosed: false)])
  }

  @Test("a network of one sign has one class and no boundary, and so has one without a layer that bends")
  func oneClass() throws {
    let decision = try normComplex(norm(bias: 1), radius: 2)
    #expect(decision.topology().map(\.area) == [0, 16] && decision.boundary().isEmpty)
    #expect(decision.topology()[0].closed == Betti(euler: 0, components: 0))
    var affine = NetworkSketch()
    affine.stage([[1, 0]])
    #expect(try normComplex(affine, radius: 1).topology().map(\.area) == [2, 2])
  }

  @Test("trained classifiers: areas and rings add up, and lines have the length of both classes' borders", arguments: ["moons", "circles"])
  func trained(model: String) throws {
    let window = model == "moons" ? try Window(x: -1.5...2.5, y: -1...1.5) : try Fixture.square(1.5)
    let decision = try decision(.init(try Fixture.network("\(model)/model.onnx")), window)
    let topology = decision.topology()
    let length = decision.boundary().reduce(0) { $0 + $1.length }
    #expect(abs(topology.reduce(0) { $0 + $1.boundaryLength } - 2 * length) < 1e-9)
    #expect(abs(topology.reduce(0) { $0 + $1.area } - window.area) < 1e-9)
    // The inner class of the circles is a disk, the outer one goes around it.
    if model == "circles" { #expect(topology.map(\.open.components) == [1, 1] && topology.map(\.open.holes).sorted() == [0, 1]) }
  }
}
