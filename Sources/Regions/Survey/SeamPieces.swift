/// The whole edges of a patch that lie on the sides of its seed, with what is needed to join linear regions across them.
final class SeamPieces: Sendable {
  /// The pieces on side i of the seed, in the direction of the edge, are `sideStarts[i]..<sideStarts[i + 1]`.
  let sideStarts: [Int32]
  /// The linear region of the cell at each piece, and how many of them touch the sides.
  let components: [Int32]
  let componentCount: Int
  /// The output maps of the cells there: a, b and c of each output, and a bound of their errors.
  let maps: [Double]
  let mapErrors: [Double]
  /// The patterns of the cells there.
  let patterns: PatternTrail

  /// `sets` are the linear regions that the patch has found.
  init(_ patch: Patch, seed: Seed, prepared: PreparedNetwork, sets: inout UnionFind) {
    let sides = SidePieces(patch, sideCount: seed.edges.count)
    let (starts, pieces) = (sides.starts, sides.pieces)
    let size = 3 * prepared.outputCount
    var (components, maps, mapErrors): ([Int32], [Double], [Double]) = ([], [], [])
    components.reserveCapacity(pieces.count)
    maps.reserveCapacity(pieces.count * size)
    mapErrors.reserveCapacity(pieces.count)
    var patterns = PatternTrail(wordCount: prepared.wordCount)
    var labels = sets.labels()
    for (number, side) in seed.edges.enumerated() {
      for piece in starts[number]..<starts[number + 1] {
        let edge = patch.edges[pieces[Int(piece)]]
        let cell = Int(side.isForward ? edge.left : edge.right)
        components.append(labels.label(of: sets.root(Int32(cell))))
        maps.append(contentsOf: UnsafeBufferPointer(start: patch.maps.base + cell * size, count: size))
        mapErrors.append(patch.mapErrors[cell])
        patterns.append(patch.patterns.base + cell * prepared.wordCount)
      }
    }
    patterns.finish()
    sideStarts = starts
    componentCount = labels.count
    (self.components, self.maps, self.mapErrors, self.patterns) = (components, maps, mapErrors, patterns)
  }
}

extension UnionFind {
  /// Numbers from 0 on for those sets that are asked for.
  struct Labels {
    fileprivate var labels: [Int32]
    private(set) var count = 0

    mutating func label(of root: Int32) -> Int32 {
      if labels[Int(root)] < 0 {
        labels[Int(root)] = Int32(count)
        count += 1
      }
      return labels[Int(root)]
    }
  }

  func labels() -> Labels { Labels(labels: [Int32](repeating: -1, count: count)) }
}
