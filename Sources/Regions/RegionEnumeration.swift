import Diagnostics
import Linear
import Networks

/// The exact enumeration of the cells of a ReLU network on a window, depth first through the layers.
///
/// On a cell of layers 1…l the pre-activations of layer l + 1 are affine. A unit splits the cell if and only if its exact
/// pre-activation takes both strict signs on it, that is, at its corners; a zero never splits. The cost is one product of
/// the layer's weights with four columns for each cell of the layers before; the memory beside the result is that of the pieces
/// that wait in each layer.
struct RegionEnumeration {
  /// A cell of the layers so far that waits for the layers after them.
  private struct Piece {
    var loop: Subdivision.Loop
    /// Which units of the last layer pass their value on.
    var active: [Bool]
  }

  /// The pieces of one cell under one layer, and the forms of that layer on them.
  private struct Frame {
    let layer: Int
    let forms: AffineForms
    var pieces: [Piece]
  }

  private let layers: [PreparedLayer]
  private let mostCells: Int
  private var subdivision = Subdivision()
  private var lines: [Line] = []
  private var prover: SignProver
  private var result: RegionComplex.Cells
  private var path: [[Bool]]
  private var cellsPerLayer: [Int]

  private init(_ network: LayeredNetwork, window: Window, mostCells: Int, isExactOnly: Bool) {
    layers = network.layers.map(PreparedLayer.init)
    self.mostCells = mostCells
    prover = SignProver(network, window: window, isExactOnly: isExactOnly)
    result = RegionComplex.Cells(network)
    path = network.layers.map { [Bool](repeating: true, count: $0.outputCount) }
    cellsPerLayer = [Int](repeating: 0, count: network.layers.count)
  }

  /// The complex of a network of two inputs on a window.
  ///
  /// Throws a `Diagnostic` when the network does not take two inputs and when there are more than `mostCells` cells.
  static func run(
    _ network: LayeredNetwork, window: Window, mostCells: Int, isExactOnly: Bool
  ) throws(Diagnostic) -> RegionComplex {
    try RegionComplex.check(network)
    var enumeration = RegionEnumeration(network, window: window, mostCells: mostCells, isExactOnly: isExactOnly)
    try enumeration.descend(from: enumeration.begin(window))
    return RegionComplex(
      network: network, window: window, subdivision: enumeration.subdivision,
      vertices: enumeration.prover.vertices, cells: enumeration.result,
      cellsPerLayer: zip(network.layers, enumeration.cellsPerLayer).compactMap { $0.isRectified ? $1 : nil },
      signCounts: enumeration.prover.counts)
  }

  /// The window as the first cell.
  private mutating func begin(_ window: Window) -> Subdivision.Loop {
    let count = window.corners.count
    return (0..<count).map { i in
      let next = (i + 1) % count
      lines.append(Line(from: window.corners[i], to: window.corners[next], extent: prover.extent))
      let edge = subdivision.addEdge(from: Int32(i), to: Int32(next), origin: .side(i), line: Int32(i))
      return Subdivision.Corner(vertex: Int32(i), edge: edge, isForward: true)
    }
  }

  private mutating func descend(from window: Subdivision.Loop) throws(Diagnostic) {
    var frames = [try open(layer: 0, on: window, inputs: .coordinates, active: [true, true])]
    while var frame = frames.popLast() {
      guard let piece = frame.pieces.popLast() else { continue }
      if !frame.pieces.isEmpty { frames.append(frame) }
      let layer = frame.layer
      path[layer] = piece.active
      prover.exact.setActive(piece.active, layer: layer)
      if layer + 1 < layers.count {
        frames.append(try open(layer: layer + 1, on: piece.loop, inputs: frame.forms, active: piece.active))
      } else {
        guard result.count < mostCells else { throw tooManyCells }
        result.append(piece.loop, path: path, forms: frame.forms, active: piece.active, edges: &subdivision)
      }
    }
  }

  /// Each piece holds at least one cell, so waiting pieces count, too: a wide first layer alone can fill the memory.
  private var tooManyCells: Diagnostic {
    Diagnostic(
      id: "too-many-cells", "the window holds more than \(mostCells) cells", at: .none,
      fix: "look at a smaller window, or raise 'max-cells'")
  }

  /// Splits a cell by the units of a layer.
  private mutating func open(
    layer: Int, on loop: Subdivision.Loop, inputs: AffineForms, active: [Bool]
  ) throws(Diagnostic) -> Frame {
    let forms = layers[layer].apply(to: inputs, active: active, extent: prover.extent)
    guard layers[layer].layer.isRectified else {
      let all = [Bool](repeating: true, count: forms.count)
      return Frame(layer: layer, forms: forms, pieces: [Piece(loop: loop, active: all)])
    }
    var whole = Piece(loop: loop, active: [Bool](repeating: false, count: forms.count))
    var crossing: [Int] = []
    let box = prover.box(around: loop)
    for unit in 0..<forms.count {
      // Most units keep their sign on most cells: one test on the cell's bounding box says so for most of them.
      let sign = prover.sign(of: unit, forms: forms, on: box)
      if sign != 0 {
        whole.active[unit] = sign > 0
      } else {
        let found = extremes(signs(of: unit, forms, layer, on: loop))
        if found.negative && found.positive { crossing.append(unit) } else { whole.active[unit] = found.positive }
      }
    }
    var pieces = [whole]
    for unit in crossing { pieces = try split(pieces, by: unit, forms: forms, layer: layer) }
    cellsPerLayer[layer] += pieces.count
    pieces.reverse()
    return Frame(layer: layer, forms: forms, pieces: pieces)
  }

  /// Splits every piece on which a unit takes both signs, and notes on which pieces it is active.
  private mutating func split(_ pieces: [Piece], by unit: Int, forms: AffineForms, layer: Int) throws(Diagnostic) -> [Piece] {
    let origin = Subdivision.Origin.unit(layer: layer, index: unit)
    let line = Int32(lines.count)
    lines.append(Line(forms, unit: unit))
    guard self.result.count + pieces.count <= mostCells else { throw tooManyCells }
    var result: [Piece] = []
    for var piece in pieces {
      let signs = signs(of: unit, forms, layer, on: piece.loop)
      let found = extremes(signs)
      guard found.negative && found.positive else {
        piece.active[unit] = found.positive
        result.append(piece)
        continue
      }
      cutEdges(of: piece.loop, signs: signs, by: origin, line: lines[Int(line)])
      let refined = subdivision.refined(piece.loop, signs: signs)
      guard let (positive, negative) = subdivision.split(refined.loop, signs: refined.signs, origin: origin, line: line) else {
        throw Diagnostic(id: "internal", "the signs of unit \(unit) of layer \(layer + 1) are not those of an affine function", at: .none)
      }
      result.append(Piece(loop: negative, active: piece.active))
      piece.loop = positive
      piece.active[unit] = true
      result.append(piece)
    }
    return result
  }

  /// Cuts the edges between strictly different signs, unless the cell on the other side did so before.
  private mutating func cutEdges(of loop: Subdivision.Loop, signs: [Int8], by origin: Subdivision.Origin, line: Line) {
    for (i, corner) in loop.enumerated() where signs[i] * signs[i + 1 == signs.count ? 0 : i + 1] < 0 {
      let edge = subdivision.edges[Int(corner.edge)]
      guard edge.middle < 0 else { continue }
      let vertex = prover.addCrossing(of: origin, line: line, on: edge, edgeLine: lines[Int(edge.line)])
      subdivision.cut(edge: corner.edge, at: vertex)
    }
  }

  private mutating func signs(of unit: Int, _ forms: AffineForms, _ layer: Int, on loop: Subdivision.Loop) -> [Int8] {
    loop.indices.map { prover.sign(layer: layer, unit: unit, forms: forms, at: $0, of: loop, in: subdivision) }
  }

  private func extremes(_ signs: [Int8]) -> (negative: Bool, positive: Bool) {
    (signs.contains(where: { $0 < 0 }), signs.contains(where: { $0 > 0 }))
  }
}
