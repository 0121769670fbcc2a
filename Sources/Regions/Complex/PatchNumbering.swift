/// The numbers in a finished patch of what a patch has numbered itself: one for each thread, for one patch after the other.
final class PatchNumbering {
  @exclusivity(unchecked) private var vertexNumbers = Arena<Int32>(capacity: 4096)
  @exclusivity(unchecked) private var edgeNumbers = Arena<Int32>(capacity: 8192)

  /// Numbers the vertices and writes them in the new order. Returns how many lie on the sides.
  func numberVertices(
    of patch: Patch, _ sides: SidePieces, _ points: UnsafeMutablePointer<Window.Point>, _ errors: UnsafeMutablePointer<Double>
  ) -> Int {
    vertexNumbers.truncate(to: 0)
    let first = vertexNumbers.extend(by: patch.vertices.count)
    let (numbers, vertices, edges) = (vertexNumbers.base + first, patch.vertices.base, patch.edges.base)
    numbers.update(repeating: -1, count: patch.vertices.count)
    let corners = sides.starts.count - 1
    for corner in 0..<corners { numbers[corner] = Int32(corner) }
    var next = Int32(corners)
    for side in 0..<corners {
      // The last piece of a side ends at a corner.
      for piece in Int(sides.starts[side])..<max(Int(sides.starts[side]), Int(sides.starts[side + 1]) - 1) {
        numbers[Int(edges[Int(sides.pieces[piece])].to)] = next
        next += 1
      }
    }
    let count = Int(next)
    for vertex in 0..<patch.vertices.count {
      let isInside = numbers[vertex] < 0
      let number = isInside ? next : numbers[vertex]
      next &+= isInside ? 1 : 0
      numbers[vertex] = number
      points[Int(number)] = Window.Point(x: vertices[vertex].x, y: vertices[vertex].y)
      errors[Int(number)] = vertices[vertex].error
    }
    return count
  }

  /// Numbers the whole edges and writes them in the new order, with the new numbers of their vertices; there has to be room for one more.
  func numberEdges(of patch: Patch, _ sides: SidePieces, _ records: UnsafeMutablePointer<RegionComplex.EdgeRecord>) {
    edgeNumbers.truncate(to: 0)
    let first = edgeNumbers.extend(by: patch.edges.count)
    let (numbers, vertices, edges, lines) = (edgeNumbers.base + first, vertexNumbers.base, patch.edges.base, patch.lines.base)
    numbers.update(repeating: -1, count: patch.edges.count)
    for (number, piece) in sides.pieces.enumerated() { numbers[Int(piece)] = Int32(number) }
    var next = Int32(sides.pieces.count)
    for number in 0..<patch.edges.count {
      let edge = edges[number]
      let isInside = numbers[number] < 0
      let place = isInside ? next : numbers[number]
      numbers[number] = place
      records[Int(place)] = RegionComplex.EdgeRecord(
        from: vertices[Int(edge.from)], to: vertices[Int(edge.to)], left: edge.left, right: edge.right, origin: lines[Int(edge.line)].origin)
      // Without a branch: 1 where the edge is inside and whole.
      next &+= (isInside ? 1 : 0) & (edge.middle >> 31)
    }
  }

  /// Writes the new numbers of the vertices and edges at the corners of the cells.
  func translateCorners(of patch: Patch, _ cornerVertices: UnsafeMutablePointer<Int32>, _ cornerEdges: UnsafeMutablePointer<Int32>) {
    let (corners, vertices, edges) = (patch.corners.base, vertexNumbers.base, edgeNumbers.base)
    for i in 0..<patch.corners.count {
      cornerVertices[i] = vertices[Int(corners[i].vertex)]
      cornerEdges[i] = edges[Int(corners[i].edge)]
    }
  }
}
