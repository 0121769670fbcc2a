/// The growing planar subdivision: vertices and edges that cells share, known by number. It holds no coordinates and no signs.
///
/// An edge that is cut keeps its number and gets two children, so the cell on its other side, cut later by the same unit, finds
/// the vertex that is already there: neighbours share their corners because there is only one.
struct Subdivision {
  /// What made an edge.
  enum Origin: Hashable, Sendable {
    /// A side of the window, by the number of its first corner.
    case side(Int)
    /// The zero line of a unit.
    case unit(layer: Int, index: Int)
  }

  struct Edge {
    let from: Int32
    let to: Int32
    let origin: Origin
    /// The number of the edge's line in the enumeration that keeps the lines' coefficients.
    let line: Int32
    /// The vertex that cuts the edge and the two parts, from–middle and middle–to; −1 while it is whole.
    var middle: Int32 = -1
    var parts: (Int32, Int32) = (-1, -1)
    /// The cells on both sides of the way from `from` to `to`; −1 outside the window or not known yet.
    var left: Int32 = -1
    var right: Int32 = -1
  }

  /// A corner of a cell and the edge that leads on to the next corner, counter-clockwise.
  struct Corner {
    let vertex: Int32
    let edge: Int32
    /// Whether the edge's own direction is that of the walk.
    let isForward: Bool
  }

  /// The corners of a convex cell, counter-clockwise, no three on a line.
  typealias Loop = [Corner]

  var edges: [Edge] = []

  mutating func addEdge(from: Int32, to: Int32, origin: Origin, line: Int32) -> Int32 {
    edges.append(Edge(from: from, to: to, origin: origin, line: line))
    return Int32(edges.count - 1)
  }

  /// Cuts an edge at a vertex.
  mutating func cut(edge: Int32, at vertex: Int32) {
    let whole = edges[Int(edge)]
    let first = addEdge(from: whole.from, to: vertex, origin: whole.origin, line: whole.line)
    let second = addEdge(from: vertex, to: whole.to, origin: whole.origin, line: whole.line)
    edges[Int(edge)].middle = vertex
    edges[Int(edge)].parts = (first, second)
  }

  /// A loop with every edge between strictly different signs replaced by its two parts, which must have been cut already,
  /// and the signs of the new loop's corners.
  func refined(_ loop: Loop, signs: [Int8]) -> (loop: Loop, signs: [Int8]) {
    var corners: Loop = []
    var newSigns: [Int8] = []
    for (i, corner) in loop.enumerated() {
      let next = signs[i + 1 == signs.count ? 0 : i + 1]
      if signs[i] * next < 0 {
        let edge = edges[Int(corner.edge)]
        let parts = corner.isForward ? edge.parts : (edge.parts.1, edge.parts.0)
        corners.append(Corner(vertex: corner.vertex, edge: parts.0, isForward: corner.isForward))
        corners.append(Corner(vertex: edge.middle, edge: parts.1, isForward: corner.isForward))
        newSigns += [signs[i], 0]
      } else {
        corners.append(corner)
        newSigns.append(signs[i])
      }
    }
    return (corners, newSigns)
  }

  /// Splits a refined loop along a unit's zero line; `nil` if the signs are not those of an affine function on a convex
  /// polygon that takes both strict signs. The new edge has the positive part on its left.
  mutating func split(_ loop: Loop, signs: [Int8], origin: Origin, line: Int32) -> (positive: Loop, negative: Loop)? {
    let count = loop.count
    guard signs.count(where: { $0 == 0 }) == 2,
      let start = signs.indices.first(where: { signs[$0] == 0 && signs[($0 + 1) % count] > 0 }),
      let end = signs.indices.first(where: { signs[$0] == 0 && signs[($0 + 1) % count] < 0 })
    else { return nil }
    let edge = addEdge(from: loop[end].vertex, to: loop[start].vertex, origin: origin, line: line)
    var positive = arc(loop, from: start, to: end)
    positive.append(Corner(vertex: loop[end].vertex, edge: edge, isForward: true))
    var negative = arc(loop, from: end, to: start)
    negative.append(Corner(vertex: loop[start].vertex, edge: edge, isForward: false))
    return (positive, negative)
  }

  /// The corners from one position up to another, that one left out, round the loop.
  private func arc(_ loop: Loop, from: Int, to: Int) -> Loop {
    from < to ? Array(loop[from..<to]) : Array(loop[from...] + loop[..<to])
  }
}
