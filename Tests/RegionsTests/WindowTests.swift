import Diagnostics
import Regions
import Testing

@Suite struct WindowTests {
  private func message(_ corners: [(Double, Double)]) -> String? {
    do {
      _ = try Window(polygon: corners.map { Window.Point(x: $0.0, y: $0.1) })
      return nil
    } catch { return error.message }
  }

  @Test("corners may come in either order, and flat or repeated ones are left out")
  func normalization() throws {
    let points: [Window.Point] = [
      .init(x: 0, y: 0), .init(x: 0, y: 1), .init(x: 0, y: 2), .init(x: 2, y: 2), .init(x: 2, y: 2), .init(x: 2, y: 0),
    ]
    let window = try Window(polygon: points)
    #expect(window.corners.count == 4)
    #expect(window.area == 4)
  }

  @Test("polygons that are no convex window are refused with the reason")
  func refusals() {
    #expect(message([(0, 0), (2, 0), (0.5, 0.5), (0, 2)]) == "the window is not convex at the corner (0.5, 0.5)")
    #expect(message([(0.5, 0.5), (0, 2), (0, 0), (2, 0)]) == "the window is not convex at the corner (0.5, 0.5)")
    #expect(message([(0, 0), (1, 1), (2, 2)]) == "the window has no area")
    #expect(message([(0, 0), (1, 0)]) == "the window has no area")
    #expect(message([]) == "the window has no area")
    #expect(message([(0, 0), (.infinity, 0), (0, 1)]) == "the window has a corner that is not finite")
    #expect(message([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0), (1, 1), (0, 1)]) == "the window passes through a corner twice")
    #expect(message([(0, 0), (1, 0), (0.5, 0), (1, 1), (0, 1)])?.hasPrefix("the window is not convex") == true)
    #expect(message([(-1e200, 0), (1e200, 0), (0, 1)]) == "the window has a coordinate beyond 1e100, where products of coordinates overflow")
    #expect(message([(0, 0), (1e-150, 0), (0, 1e-150)]) == "the window has an area below 1e-200, where products of lengths underflow")
    // A star whose turns are all to the left still crosses itself.
    #expect(message([(0, 3), (-2, -3), (3, 1), (-3, 1), (2, -3)])?.hasPrefix("the window is not convex") == true)
  }
}
