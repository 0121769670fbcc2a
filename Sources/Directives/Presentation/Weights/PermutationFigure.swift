import Figures
import Symmetry

/// Draws permutation matrices side by side: a mark in row i, column j where unit i of b is unit j of a.
struct PermutationFigure {
  let matrices: [PermutationMatrix]
  let options: Options

  init(matrices: [PermutationMatrix], options: Options) {
    self.matrices = matrices
    self.options = options
  }

  init(matches: [ClassMatch], options: Options) {
    let matrices = matches.enumerated().map { layer, match in
      PermutationMatrix(
        title: "layer \(layer + 1)", columns: match.permutation, isRescaled: match.permutation.indices.map(match.isRescaled),
        columnCount: match.unitCount)
    }
    self.init(matrices: matrices, options: options)
  }

  /// The most layers that are drawn.
  static let mostLayers = 6

  private static let margin = (left: 46.0, top: 26.0, bottom: 44.0, gap: 40.0)

  var scene: Scene {
    let width = FigureOptions.canvasWidth(options)
    let shown = matrices.prefix(Self.mostLayers)
    let count = Double(max(shown.count, 1))
    let side = min(300, ((width - Self.margin.left - 10 - Self.margin.gap * (count - 1)) / count).rounded(.down))
    var scene = Scene(width: width, height: Self.margin.top + side + Self.margin.bottom)
    // Matrices stand in the middle of the canvas.
    let used = side * count + Self.margin.gap * (count - 1)
    let start = max(Self.margin.left, ((width - used) / 2).rounded())
    for (layer, permutation) in shown.enumerated() {
      let area = Rectangle(x: start + Double(layer) * (side + Self.margin.gap), y: Self.margin.top, width: side, height: side)
      scene.shapes.append(matrix(permutation, in: area))
    }
    return scene
  }

  private func matrix(_ match: PermutationMatrix, in area: Rectangle) -> Shape {
    let (rows, columns) = (Double(max(match.columns.count, 1)), Double(max(match.columnCount, 1)))
    let size = max(min(area.width / columns, area.height / rows), 1.6)
    var shapes: [Shape] = [
      .lines([Polyline(area.corners, isClosed: true)], Style(class: "matrix-area")),
      .text(match.title, at: Point(area.x + area.width / 2, area.y - 9), TextStyle(class: "label-text", anchor: .middle)),
    ]
    let marks = match.columns.enumerated().compactMap { row, column -> (Polyline, Bool)? in
      guard let column else { return nil }
      let x = area.x + (Double(column) + 0.5) / columns * area.width - size / 2
      let y = area.y + (Double(row) + 0.5) / rows * area.height - size / 2
      return (Polyline(Rectangle(x: x, y: y, width: size, height: size).corners, isClosed: true), !match.isRescaled[row])
    }
    shapes.append(.lines(marks.filter(\.1).map(\.0), Style(class: "matrix-entry")))
    shapes.append(.lines(marks.filter { !$0.1 }.map(\.0), Style(class: "matrix-entry-scaled")))
    if marks.isEmpty {
      let middle = Point(area.x + area.width / 2, area.y + area.height / 2)
      shapes.append(.text("no unit matches", at: middle, TextStyle(class: "label-text", anchor: .middle)))
    }
    let missing: [Polyline] =
      marks.isEmpty
      ? []
      : match.columns.enumerated().filter { $0.element == nil }.map { row, _ in
        let y = area.y + (Double(row) + 0.5) / rows * area.height
        return Polyline([Point(area.x, y), Point(area.x + area.width, y)])
      }
    shapes.append(.lines(missing, Style(class: "matrix-missing")))
    let below = area.y + area.height
    shapes.append(.text("0", at: Point(area.x, below + 16), TextStyle(class: "tick-text", anchor: .middle)))
    shapes.append(.text("\(match.columnCount - 1)", at: Point(area.x + area.width, below + 16), TextStyle(class: "tick-text", anchor: .middle)))
    shapes.append(.text("unit of a", at: Point(area.x + area.width / 2, below + 32), TextStyle(class: "label-text", anchor: .middle)))
    let side = Point(area.x - 10, area.y + area.height / 2)
    shapes.append(.text("unit of b", at: side, TextStyle(class: "label-text", anchor: .middle, rotation: -90)))
    return .group(shapes, class: "matrix")
  }
}
