import Linear

extension RegionOracle {
  /// The planar complex of convex polygons that fill a window, by brute force: every corner is a vertex, every side is cut at all
  /// vertices that lie on it, and equal pieces of sides are one edge.
  struct Complex: Sendable {
    struct Edge: Sendable {
      let ends: [Int]
      /// The polygons on its sides: two inside the window, one on its border.
      var faces: [Int]
    }

    private(set) var vertices: [Point] = []
    private(set) var edges: [Edge] = []
    /// The vertices of each polygon, counter-clockwise, those on its sides included.
    private(set) var loops: [[Int]] = []

    init(_ polygons: [Polygon]) {
      var numbers: [Point: Int] = [:]
      let corners = polygons.map { polygon in
        polygon.corners.map { point in
          if let number = numbers[point] { return number }
          numbers[point] = vertices.count
          vertices.append(point)
          return vertices.count - 1
        }
      }
      let boxes = vertices.map(\.approximate)
      loops = corners.map { loop in
        loop.indices.flatMap { [loop[$0]] + verticesBetween(loop[$0], loop[($0 + 1) % loop.count], boxes) }
      }
      var edgeNumbers: [[Int]: Int] = [:]
      for (face, loop) in loops.enumerated() {
        for (i, from) in loop.enumerated() {
          let ends = [from, loop[(i + 1) % loop.count]].sorted()
          if let number = edgeNumbers[ends] {
            edges[number].faces.append(face)
          } else {
            edgeNumbers[ends] = edges.count
            edges.append(Edge(ends: ends, faces: [face]))
          }
        }
      }
    }

    /// The vertices inside the segment between two others, in order; those outside its box by more than rounding are not looked at.
    private func verticesBetween(_ from: Int, _ to: Int, _ boxes: [(x: Double, y: Double)]) -> [Int] {
      let (p, q) = (boxes[from], boxes[to])
      let margin = 0x1p-48 * max(abs(p.x), abs(q.x), abs(p.y), abs(q.y))
      let (x, y) = (min(p.x, q.x) - margin...max(p.x, q.x) + margin, min(p.y, q.y) - margin...max(p.y, q.y) + margin)
      return vertices.indices.filter {
        $0 != from && $0 != to && x.contains(boxes[$0].x) && y.contains(boxes[$0].y) && vertices[$0].isBetween(vertices[from], vertices[to])
      }.sorted { vertices[$0].isBetween(vertices[from], vertices[$1]) }
    }

    var eulerNumber: Int { vertices.count - edges.count + loops.count }

    /// Whether each vertex lies on the border of the window.
    var isOnBorder: [Bool] {
      var result = [Bool](repeating: false, count: vertices.count)
      for edge in edges where edge.faces.count == 1 {
        for end in edge.ends { result[end] = true }
      }
      return result
    }

    /// The number of the set of faces that each face is in when faces are joined through edges: those two for which `isJoined`.
    func joinedThroughEdges(_ isJoined: (Int, Int) -> Bool) -> [Int] {
      var sets = DisjointSets(count: loops.count)
      for edge in edges where edge.faces.count == 2 && isJoined(edge.faces[0], edge.faces[1]) { sets.join(edge.faces[0], edge.faces[1]) }
      return sets.numbers
    }
  }

  /// Sets of numbers that are joined step by step.
  struct DisjointSets {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    private func root(_ element: Int) -> Int { parents[element] == element ? element : root(parents[element]) }

    mutating func join(_ a: Int, _ b: Int) {
      let (a, b) = (root(a), root(b))
      parents[max(a, b)] = min(a, b)
    }

    /// For each element the number of its set, counted in the order of first elements.
    var numbers: [Int] {
      var known: [Int: Int] = [:]
      return parents.indices.map { element in
        let representative = root(element)
        let number = known[representative] ?? known.count
        known[representative] = number
        return number
      }
    }

    /// How many sets the given elements are in.
    func count(of elements: some Sequence<Int>) -> Int { Set(elements.map(root)).count }
  }
}

extension RegionOracle {
  var complex: Complex { Complex(cells.map(\.polygon)) }

  /// For each cell the number of its linear region: cells joined through edges where the output maps are exactly the same.
  func linearRegions(in complex: Complex) -> [Int] {
    complex.joinedThroughEdges { a, b in zip(cells[a].outputs, cells[b].outputs).allSatisfy { $0 == $1 } }
  }
}
