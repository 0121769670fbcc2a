import Diagnostics
import Linear
import Networks
import Testing

@Suite struct PlaneTests {
  /// Three inputs, two units, one output.
  private let network = PiecewiseLinearNetwork(
    LayeredNetwork(layers: [
      LayeredNetwork.Layer(weights: Matrix(rows: 2, columns: 3, elements: [1, -2, 0.5, 0.25, 1, 1]), bias: [0.5, -1], isRectified: true),
      LayeredNetwork.Layer(weights: Matrix(rows: 1, columns: 2, elements: [1, -1]), bias: [2], isRectified: false),
    ]))

  private func message(_ plane: () throws -> Plane) -> String {
    do {
      _ = try plane()
      return ""
    } catch { return (error as? Diagnostic)?.message ?? "\(error)" }
  }

  @Test("a network on a plane gives what the network gives at the plane's points")
  func restriction() throws {
    let planes = [
      try Plane(origin: [1, 2, 3], u: [1, 0, -1], v: [0.5, 0.25, 0]),
      try Plane(through: [[0.5, 1, 2], [3, -1, 0.25], [0, 0, 1]]),
    ]
    for plane in planes {
      let planar = try network.restricted(to: plane)
      #expect(planar.inputCount == 2 && planar.outputCount == 1)
      for (s, t) in [(0.0, 0.0), (1, 0), (0, 1), (-0.5, 2.25), (0.125, -3)] {
        #expect(planar.evaluate([s, t]) == network.evaluate(plane.point(s, t)))
      }
    }
  }

  @Test("three points lie at (0, 0), (1, 0) and (0, 1), to the last bit")
  func corners() throws {
    let points = [[0.1, 0.7, 1e-3], [0.3, -0.2, 1e9], [1.0 / 3, 0, 5]]
    let plane = try Plane(through: points)
    #expect(plane.point(0, 0) == points[0])
    #expect(plane.point(1, 0) == points[1])
    #expect(plane.point(0, 1) == points[2])
  }

  @Test("parallel directions and points on a line are refused, decided exactly")
  func degenerate() {
    #expect(
      message { try Plane(origin: [0, 0], u: [0.1, 0.2], v: [0.3, 0.6]) }
        == "the directions u and v are parallel, so that they span no plane")
    #expect(message { try Plane(origin: [0, 0], u: [0, 0], v: [1, 0]) }.contains("parallel"))
    // 3 · 0.1 is not the double 0.3.
    #expect(message { try Plane(origin: [0, 0], u: [1, 3], v: [0.1, 0.3]) } == "")
    #expect(
      message { try Plane(through: [[0, 0], [0.5, 0.25], [1, 0.5]]) } == "the three points lie on one line, so that many planes go through them"
    )
    // In doubles both differences would be (1, 1): the points differ from a line by less than an ulp of 1.
    #expect(message { try Plane(through: [[1e-17, 0], [1, 1], [2, 2]]) } == "")
    #expect(message { try Plane(origin: [], u: [], v: []) }.contains("parallel"))
  }

  @Test("lengths that differ, numbers that are none and another dimension are errors")
  func lengths() throws {
    #expect(message { try Plane(origin: [0, 0, 0], u: [1, 0], v: [0, 1, 0]) } == "u has 2 coordinates where origin has 3")
    #expect(message { try Plane(through: [[0, 0], [1, 0]]) } == "a plane goes through three points, not 2")
    #expect(
      message { try Plane(through: [[0, 0], [1, .infinity], [0, 1]]) }
        == "the second point has the coordinate inf at place 1, which is not a number from -1e100 to 1e100")
    let plane = try Plane(origin: [0, 0], u: [1, 0], v: [0, 1])
    do {
      _ = try network.restricted(to: plane)
      Issue.record("there is no error")
    } catch { #expect(error.message == "the plane lies in a space of 2 dimensions, but the network takes 3 inputs") }
  }
}
