import Diagnostics

/// The planar complex of the pieces on which one class is on top: the cells of a region complex, split where the largest output changes.
///
/// Class k is on top where output k is the largest; where outputs tie on a set with an area, the smallest of them is. A network of one
/// output f has the classes of (0, f): class 1 is where f > 0, class 0 all the rest. What pieces, edges and vertices there are and how they
/// meet is exact for the given doubles when `isCertified`; coordinates are doubles with the bounds in `vertexErrors`.
package struct DecisionComplex: Sendable {
  package let regions: RegionComplex
  package let classCount: Int
  /// The vertices of the region complex, and after them those at which classes tie.
  package let vertices: [Window.Point]
  package let vertexErrors: [Double]
  /// The signs that were decided for the split, besides those of the region complex. Cells on which one class beats the others for certain
  /// at every corner are not counted.
  package let signCounts: SignCounts
  let edgeRecords: [EdgeRecord]
  let pieces: Pieces

  /// A straight piece of the border between two pieces, or between a piece and the outside; −1 where there is none.
  struct EdgeRecord: Sendable {
    var from: Int32
    var to: Int32
    var left: Int32 = -1
    var right: Int32 = -1
    /// The side of the window that the edge lies on; −1 inside.
    var windowSide: Int32 = -1
  }

  /// The pieces, in arrays that share one numbering; they are in the order of their cells.
  struct Pieces: Sendable {
    /// Corners and edges of piece i are at `starts[i]..<starts[i + 1]`; edge i leads from corner i to the next.
    var starts: [Int32] = [0]
    var vertices: [Int32] = []
    var edges: [Int32] = []
    var classes: [Int32] = []
    var cells: [Int32] = []
  }

  package var pieceCount: Int { pieces.classes.count }
  package var edgeCount: Int { edgeRecords.count }
  /// Whether every sign that shaped the complex was proved.
  package var isCertified: Bool { regions.isCertified && signCounts.undecided == 0 }

  package func classNumber(of piece: Int) -> Int { Int(pieces.classes[piece]) }
  package func cell(of piece: Int) -> Int { Int(pieces.cells[piece]) }

  func range(_ piece: Int) -> Range<Int> { Int(pieces.starts[piece])..<Int(pieces.starts[piece + 1]) }

  /// The corners of a piece as points, counter-clockwise.
  package func polygon(of piece: Int) -> [Window.Point] { pieces.vertices[range(piece)].map { vertices[Int($0)] } }

  /// The area of a piece, never negative: that of its corners in doubles, which is off by at most the length of its border times the error of
  /// their coordinates. Of a piece that is thinner than that nothing may be left.
  package func area(of piece: Int) -> Double {
    max(0, PolygonArea.signed(pieces.vertices[range(piece)].lazy.map { vertices[Int($0)] }))
  }

  func length(of edge: EdgeRecord) -> Double {
    let (p, q) = (vertices[Int(edge.from)], vertices[Int(edge.to)])
    return PlaneNorms.euclidean([p.x - q.x, p.y - q.y])
  }

  /// The class on a side of an edge; −1 outside the window.
  @inline(__always)
  func classBeside(_ piece: Int32) -> Int32 { piece < 0 ? -1 : pieces.classes[Int(piece)] }

  /// Whether an edge separates two classes.
  @inline(__always)
  func isBoundary(_ edge: EdgeRecord) -> Bool {
    edge.left >= 0 && edge.right >= 0 && classBeside(edge.left) != classBeside(edge.right)
  }
}

extension RegionComplex {
  /// The decision complex. Cells on which one class wins for certain cost a few multiplications each; only the others may take exact
  /// arithmetic. Throws if the pieces on both sides of an edge do not match, which would be a fault of the program.
  /// `isExactOnly` decides every sign in exact arithmetic, which changes nothing but the time.
  package func decisionComplex(isExactOnly: Bool = false) throws(Diagnostic) -> DecisionComplex {
    try DecisionAssembly(self, isExactOnly: isExactOnly).complex()
  }

  /// The decision boundary as lines; see `DecisionComplex.boundary()`.
  package func decisionBoundary() throws(Diagnostic) -> [BoundaryLine] { try decisionComplex().boundary() }
}
