import Figures
import Foundation
import Symmetry

/// Draws the axes of units of an architecture from left to right, as bars coloured by class; a line above joins the axes of one class.
struct ArchitectureFigure {
  let group: SymmetryGroup
  private let columns: ArchitectureColumns
  private let width: Double
  /// For each class its row of joining lines; none where it stands on one axis that is shown.
  private let lanes: [Int?]

  private static let laneHeight = 13.0
  private static let barHeight = 120.0
  private static let margin = (side: 14.0, top: 58.0)
  private static let longestName = 18
  private static let colorCount = 9

  init(group: SymmetryGroup, options: Options) {
    self.group = group
    width = FigureOptions.canvasWidth(options)
    columns = ArchitectureColumns(group)
    lanes = Self.lanes(group, columns)
  }

  private var laneCount: Int { (lanes.compactMap(\.self).max() ?? -1) + 1 }
  private var baseline: Double { Self.margin.top + Double(laneCount) * Self.laneHeight + 8 + Self.barHeight }
  private var isNarrow: Bool { step < 34 }
  /// Whether numbers stand upright: side by side they would touch where a telephone shows the drawing small.
  private var turnsNumbers: Bool { isNarrow || step < 10 * Double(digits) + 4 }
  private var digits: Int { "\(group.layers.map(\.size).max() ?? 0)".count }
  /// How far below the bars the names begin: behind upright numbers.
  private var nameTop: Double { turnsNumbers ? 12 + 11 * Double(digits) : 26 }
  /// How far below the bars the names reach.
  private var depth: Double { nameTop + 6 + (isNarrow ? 7 : 8) * Double(columns.layers.map { shortName($0).count }.max() ?? 0) }
  private var step: Double { min(64, (width - 2 * Self.margin.side) / Double(max(columns.layers.count, 1))) }

  private func middle(_ column: Int) -> Double {
    let used = step * Double(columns.layers.count)
    return ((width - used) / 2) + step * (Double(column) + 0.5)
  }

  var scene: Scene {
    var scene = Scene(width: width, height: baseline + depth + (columns.repetitions.isEmpty ? 0 : 26), keepsSize: isNarrow)
    scene.shapes.append(.group(joiningLines, class: "ties"))
    scene.shapes.append(.group(columns.layers.indices.flatMap(bar), class: "axes"))
    scene.shapes.append(.group(columns.repetitions.flatMap(bracket), class: "repetitions"))
    scene.shapes += key
    return scene
  }

  /// What stands on one layer: runs of its axis with their classes, in order.
  private func parts(_ layer: Int) -> [(number: Int, range: Range<Int>)] {
    let all = group.classes.enumerated().flatMap { number, unitClass in
      unitClass.members.filter { $0.layer == layer }.map { (number: number, range: $0.range) }
    }
    return all.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Classes that stand on several axes have the first colours of the palette, each its own as long as they last; the others take turns.
  private func color(_ number: Int) -> Color {
    guard !group.classes[number].isFixed else { return Color(0x9AA3A0) }
    let isTied = lanes[number] != nil
    let place = group.classes.indices.prefix(number).count { !group.classes[$0].isFixed && (lanes[$0] != nil) == isTied }
    let reserved = min(lanes.count { $0 != nil }, 5)
    let index = isTied ? place % Self.colorCount : reserved + place % (Self.colorCount - reserved)
    // Grey is for what is fixed, so the grey of the ten class colours is left out.
    return CategoricalColors.classes(index < 7 ? index : index + 1)
  }

  private func height(_ size: Int) -> Double {
    let largest = group.layers.map(\.size).max() ?? 1
    return Self.barHeight * log2(Double(size) + 1) / log2(Double(max(largest, 1)) + 1)
  }

  private func bar(_ column: Int) -> [Shape] {
    let layer = columns.layers[column], size = group.layers[layer].size
    let tall = height(size), thick = max(4, min(26, step - 6))
    let x = middle(column)
    var shapes: [Shape] = parts(layer).map { part in
      let top = baseline - tall * Double(part.range.upperBound) / Double(max(size, 1))
      let share = tall * Double(part.range.count) / Double(max(size, 1))
      let area = Rectangle(x: x - thick / 2, y: top, width: thick, height: share)
      return .lines([Polyline(area.corners, isClosed: true)], Style(class: "point", fill: color(part.number)))
    }
    let turn = turnsNumbers
    let label = Point(turn ? x + 4 : x, baseline + (turn ? 8 : 16))
    shapes.append(.text("\(size)", at: label, TextStyle(class: "tick-text", anchor: turn ? .end : .middle, rotation: turn ? -90 : 0)))
    let name = Point(x + 4, baseline + nameTop)
    shapes.append(.text(shortName(layer), at: name, TextStyle(class: "tick-text", anchor: .end, rotation: -90)))
    return shapes
  }

  /// The end of a long name tells more than its beginning.
  private func shortName(_ layer: Int) -> String {
    let name = group.layers[layer].name
    let room = turnsNumbers ? Self.longestName - 3 : Self.longestName
    return name.count <= room ? name : "…" + name.suffix(room - 1)
  }

  private func bracket(_ repetition: ArchitectureColumns.Repetition) -> [Shape] {
    let left = middle(repetition.columns.lowerBound) - step / 2 + 2, right = middle(repetition.columns.upperBound - 1) + step / 2 - 2
    let y = baseline + depth
    return [
      .lines([Polyline([Point(left, y - 5), Point(left, y), Point(right, y), Point(right, y - 5)])], Style(class: "axis-line")),
      .text("×\(repetition.count)", at: Point((left + right) / 2, y + 15), TextStyle(class: "tick-text", anchor: .middle)),
    ]
  }

  private var joiningLines: [Shape] {
    lanes.enumerated().flatMap { number, lane -> [Shape] in
      guard let lane else { return [] }
      let shown = Self.shownColumns(group.classes[number], columns)
      let y = Self.margin.top + Double(lane) * Self.laneHeight
      guard let first = shown.first, let last = shown.last else { return [] }
      let style = Style(class: "line", stroke: color(number))
      var lines = [Polyline([Point(middle(first), y), Point(middle(last), y)])]
      for column in shown {
        lines.append(Polyline([Point(middle(column), y), Point(middle(column), baseline - height(group.layers[columns.layers[column]].size))]))
      }
      let dots = shown.map { Shape.circle(centre: Point(middle($0), y), radius: 3, Style(class: "point", fill: color(number))) }
      return [.lines(lines, style)] + dots
    }
  }

  /// Two lines, each short enough for a telephone, where text grows in the drawing's units and so do their distances.
  private var key: [Shape] {
    let marks = ["line above: tied", "grey: fixed"] + (columns.repetitions.isEmpty ? [] : ["×k: repeated"])
    let lines = ["height: logarithm of the number of units", marks.joined(separator: " · ")]
    return lines.enumerated().map { number, line in
      .text(line, at: Point(width / 2, 14 + 24 * Double(number)), TextStyle(class: "tick-text", anchor: .middle))
    }
  }

  private static func shownColumns(_ unitClass: UnitClass, _ columns: ArchitectureColumns) -> [Int] {
    let layers = Set(unitClass.members.map(\.layer))
    return columns.layers.indices.filter { layers.contains(columns.layers[$0]) }
  }

  /// Gives each class that stands on several axes the first row in which its line meets no other.
  private static func lanes(_ group: SymmetryGroup, _ columns: ArchitectureColumns) -> [Int?] {
    var ends: [Int] = []
    return group.classes.map { unitClass in
      let shown = shownColumns(unitClass, columns)
      guard shown.count > 1, let first = shown.first, let last = shown.last else { return nil }
      let lane = ends.firstIndex { $0 < first } ?? ends.count
      if lane == ends.count { ends.append(last) } else { ends[lane] = last }
      return lane
    }
  }
}
