/// A part of the window that one walk starts from: a cell of some stages' first rows, with the lines that bound it.
///
/// Seeds are cut along lines of the network itself, so the patches that grow from them fit together without any cell being cut in two.
struct Seed: Sendable {
  /// The stage that the walk begins with; on it some rows may be decided already.
  let stage: Int
  /// The words of the pattern of the stages before.
  let pattern: [UInt64]
  /// The sides of the seed in the root patch, counter-clockwise.
  let edges: [Side]

  /// A side of the seed: its edge of the root patch, and whether the seed lies on the left of it.
  struct Side: Sendable {
    let edge: Int32
    let vertex: Int32
    let isForward: Bool
  }
}

extension Seed {
  /// Parts of the window that at most so many rows cross become seeds; the first number that makes enough of them is taken: the larger a seed,
  /// the more cells share a product, and the fewer seams there are.
  static let fewRows = [22, 11]
  /// Enough seeds for a few threads; windows that take long have hundreds anyway. Fewer than a level holds, so that it can hold all while they are too few.
  static let enough = 16
  /// So many parts, found or waiting, that nothing is cut any more: what is left of a cell becomes a seed as it is, with all its cells in one
  /// patch.
  static let most = 1 << 17

  /// The area in doubles.
  func area(in root: Patch) -> Double {
    PolygonArea.signed(
      edges.map { side in
        let vertex = root.vertices[side.vertex]
        return Window.Point(x: vertex.x, y: vertex.y)
      })
  }
}

/// A seed while seeds are cut: a part of a cell of some level.
struct SeedPart {
  /// The stage that a walk would begin with, and the cell of its level, once that holds it.
  let stage: Int
  var place = -1
  /// The cell of the level before that it is a part of, and the words of that level's stage.
  let parent: Int
  let words: [UInt64]
  let edges: [Seed.Side]

  var loop: [Patch.Corner] { edges.map { Patch.Corner(vertex: $0.vertex, step: 2 * $0.edge + ($0.isForward ? 1 : 0)) } }
}
