import Directives
import Figures
import Foundation
import Testing

/// Nothing of a figure lies outside its canvas, whatever the options.
@Suite struct FigureLayoutTests {
  /// The points that a shape reaches, texts by an estimate of their width.
  private func extent(_ shape: Shape) -> [Point] {
    switch shape {
    case .lines(let lines, _): return lines.flatMap(\.points)
    case .circle(let centre, let radius, _): return [Point(centre.x - radius, centre.y - radius), Point(centre.x + radius, centre.y + radius)]
    case .image(_, let box): return box.corners
    case .group(let shapes, _): return shapes.flatMap(extent)
    case .text(let text, let point, let style):
      let length = Double(text.count) * 6.6
      let before = style.anchor == .start ? 0 : style.anchor == .middle ? length / 2 : length
      if style.rotation != 0 { return [Point(point.x - 11, point.y - length / 2), Point(point.x + 3, point.y + length / 2)] }
      return [Point(point.x - before, point.y - 10), Point(point.x - before + length, point.y + 3)]
    }
  }

  private static let windows = ["{x: [-1, 1], y: [-1, 1]}", "{x: [-30, 30], y: [-1, 1]}", "{x: [-1, 1], y: [-12, 12]}"]
  private static let extras = [
    "color: random", "color: class\nboundary: true", "color: area\nboundary: true", "color: layer",
    "color: pattern\ninset: {x: [-0.5, 0.5], y: [-0.5, 0.5]}",
    "color: slope-norm\nboundary: true\ninset: [{x: [-0.5, 0.5], y: [-0.5, 0.5]}, {x: [0.1234, 0.1235], y: [-0.01, 0.01]}, {x: [0, 1], y: [0, 0.1]}]",
  ]

  @Test("every shape and text is within the canvas", arguments: windows, extras)
  func within(window: String, extra: String) throws {
    for width in ["text", "page"] {
      let body = "model: net.json\ndomain: \(window)\nwidth: \(width)\n\(extra)"
      let figure = try #require(try TemporaryContent().run("regions", body).run().figure)
      let scene = figure()
      for point in scene.shapes.flatMap(extent) {
        #expect(
          point.x >= -1 && point.x <= scene.width + 1 && point.y >= -1 && point.y <= scene.height + 1,
          "\(point) in \(scene.width)×\(scene.height)")
      }
    }
  }

  @Test("pictures of a slice are part of the figure")
  func pictures() throws {
    let content = try TemporaryContent(["p.csv": "x,y\n0,0\n1,0\n0,1\n"])
    let run = try content.run("regions", "model: net.json\nthrough: {file: p.csv, rows: [0, 1, 2]}")
    let figure = try #require(try run.run().figure)
    #expect("\(figure().shapes)".contains("slice-point"))
  }
}
