/// The whole edges of a patch that lie on the sides of its seed.
struct SidePieces {
  /// Those on side i, on the way from the first vertex of the seed's edge to its last, are `pieces[starts[i]..<starts[i + 1]]`.
  private(set) var starts: [Int32] = [0]
  private(set) var pieces: [Int32] = []

  init(_ patch: Patch, sideCount: Int) {
    starts.reserveCapacity(sideCount + 1)
    let edges = patch.edges.base
    // Second halves that wait; the way down to a piece is as long as its edge was cut.
    var waiting = Arena<Int32>(capacity: 64)
    for side in 0..<Int32(sideCount) {
      waiting.append(side)
      while waiting.count > 0 {
        var edge = waiting[waiting.count - 1]
        waiting.truncate(to: waiting.count - 1)
        while edges[Int(edge)].middle >= 0 {
          edge = edges[Int(edge)].parts
          waiting.append(edge + 1)
        }
        pieces.append(edge)
      }
      starts.append(Int32(pieces.count))
    }
  }
}
