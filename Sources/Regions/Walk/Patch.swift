import Diagnostics

/// A part of the complex that one walk makes: vertices, edges and cells with numbers of its own.
///
/// An edge that is cut keeps its number and gets two children, so the cell on its other side, cut later by the same unit, finds
/// the vertex that is already there: neighbours share their corners because there is only one. Because units are always tried in the
/// order of their numbers, both sides cut an edge in the same order.
final class Patch: @unchecked Sendable {
  struct Vertex {
    var x: Double
    var y: Double
    /// A bound of the distance of each coordinate from the exact one.
    var error: Double
  }

  /// A line a·x + b·y + c = 0 in doubles; `error` bounds the error of the form anywhere in the window.
  struct Line {
    var a: Double
    var b: Double
    var c: Double
    var error: Double
    var origin: Origin
  }

  /// What made an edge: side `row` of the window (`stage` −1), the zero line of a row of a stage, or the line on which two rows of a
  /// maximum are equal.
  struct Origin: Equatable {
    var stage: Int32
    var row: Int32
    /// The other row of a maximum; −1 otherwise.
    var other: Int32 = -1

    /// Whether both name the same line.
    func isOn(_ line: Origin) -> Bool {
      self == line || stage == line.stage && other >= 0 && row == line.other && other == line.row
    }
  }

  struct Edge {
    var from: Int32
    var to: Int32
    var line: Int32
    /// The vertex that cuts the edge, and the first of its two parts, from–middle and middle–to; −1 while it is whole.
    var middle: Int32 = -1
    var parts: Int32 = -1
    /// The cells on both sides of the way from `from` to `to`; −1 outside the patch or not known yet.
    var left: Int32 = -1
    var right: Int32 = -1

    /// Where `left` lies in an edge; `right` follows it.
    @inline(__always) static var leftOffset: Int { MemoryLayout<Edge>.offset(of: \.left)! }
  }

  /// A corner of a cell and the edge that leads on to the next corner, counter-clockwise: twice the edge's number, plus 1 where the
  /// walk goes the edge's own way.
  struct Corner {
    var vertex: Int32
    var step: Int32

    @inline(__always) var edge: Int32 { step >> 1 }
    @inline(__always) var isForward: Bool { step & 1 == 1 }
  }

  @exclusivity(unchecked) var vertices = Arena<Vertex>(capacity: 1024)
  @exclusivity(unchecked) var edges = Arena<Edge>(capacity: 4096)
  @exclusivity(unchecked) var lines = Arena<Line>(capacity: 1024)

  /// The corners of finished cells, cell after cell; those of cell i are at `starts[i]..<starts[i + 1]`.
  @exclusivity(unchecked) var corners = Arena<Corner>(capacity: 4096)
  @exclusivity(unchecked) var starts = Arena<Int32>(capacity: 1024)
  /// The patterns of finished cells.
  @exclusivity(unchecked) var patterns = Arena<UInt64>(capacity: 4096)
  /// The output maps of finished cells: a, b and c of each output, and one bound for the error of any of them in the window.
  @exclusivity(unchecked) var maps = Arena<Double>(capacity: 4096)
  @exclusivity(unchecked) var mapErrors = Arena<Double>(capacity: 1024)

  /// How many edges are cut.
  private(set) var cutCount = 0

  init() { starts.append(0) }

  /// Forgets everything and keeps the room for it.
  func removeAll() {
    vertices.truncate(to: 0)
    edges.truncate(to: 0)
    lines.truncate(to: 0)
    corners.truncate(to: 0)
    starts.truncate(to: 1)
    patterns.truncate(to: 0)
    maps.truncate(to: 0)
    mapErrors.truncate(to: 0)
    cutCount = 0
  }

  /// The most edges that a patch may have: a corner's step is twice a number of an edge, in 32 bits. A cut of a cell adds a few.
  static let mostEdges = Int(Int32.max) / 2 - 1 << 16

  /// Throws when there are so many edges that their numbers might not fit any more.
  @inline(__always)
  func checkEdgeCount() throws(Diagnostic) {
    guard edges.count <= Self.mostEdges else {
      throw Diagnostic(id: "too-many-cells", "one patch holds more than \(Self.mostEdges) edges", at: .none)
    }
  }

  var cellCount: Int { starts.count - 1 }

  /// The corners of a finished cell.
  func loop(of cell: Int) -> UnsafeBufferPointer<Corner> {
    let start = Int(starts.base[cell])
    return UnsafeBufferPointer(start: UnsafePointer(corners.base + start), count: Int(starts.base[cell + 1]) - start)
  }

  /// How many edges are not cut.
  var wholeEdgeCount: Int { edges.count - cutCount }

  @inline(__always)
  func addEdge(from: Int32, to: Int32, line: Int32) -> Int32 {
    edges.append(Edge(from: from, to: to, line: line))
    return Int32(truncatingIfNeeded: edges.count &- 1)
  }

  /// Cuts an edge at a vertex.
  @inline(__always)
  func cut(_ edge: Int32, at vertex: Int32) {
    cutCount &+= 1
    let first = edges.extend(by: 2)
    let (whole, parts) = (edges.base + Int(edge), edges.base + first)
    parts[0] = Edge(from: whole.pointee.from, to: vertex, line: whole.pointee.line)
    parts[1] = Edge(from: vertex, to: whole.pointee.to, line: whole.pointee.line)
    whole.pointee.middle = vertex
    whole.pointee.parts = Int32(truncatingIfNeeded: first)
  }

  /// Adds a finished cell with corners that lie on the stack, and tells its edges on which side it lies.
  @inline(__always)
  func addCell(_ loop: UnsafePointer<Corner>, count: Int) {
    let cell = Int32(truncatingIfNeeded: cellCount)
    corners.append(blocks: loop, count: count)
    starts.append(Int32(truncatingIfNeeded: corners.count))
    let edges = UnsafeMutableRawPointer(edges.base)
    for i in 0..<count {
      // The left one comes first and the right one after it: no branch, which would be guessed wrong half the time.
      let side = Int(loop[i].edge) &* MemoryLayout<Edge>.stride &+ Edge.leftOffset &+ (1 &- Int(loop[i].step & 1)) &* 4
      edges.storeBytes(of: cell, toByteOffset: side, as: Int32.self)
    }
  }
}
