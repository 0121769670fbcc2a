import Diagnostics
import Markup
import Regions

/// Reads a window of the plane: `{x: [a, b], y: [c, d]}` or `{polygon: [[x, y], …]}`.
enum WindowOption {
  /// The window; geometry that can't be one is an error at the value.
  static func parse(_ node: YAMLNode, _ subject: String) throws -> Window {
    let mapping = try node.mapping(subject)
    var report = DiagnosticReport(mapping.unknownKeys("window key", known: ["x", "y", "polygon"]))
    do {
      if let polygon = mapping["polygon"] {
        guard mapping["x"] == nil, mapping["y"] == nil else {
          throw Diagnostic(id: "bad-window", "\(subject) has both a polygon and sides", at: .text(node.range), fix: "give one of them")
        }
        try report.throwIfErrors()
        return try Window(polygon: try points(polygon))
      }
      guard let x = mapping["x"], let y = mapping["y"] else {
        throw Diagnostic(
          id: "bad-window", "\(subject) needs both 'x' and 'y'", at: .text(node.range), fix: "write {x: [a, b], y: [c, d]}")
      }
      let sides = (report.collect { try interval(x, "'x'") }, report.collect { try interval(y, "'y'") })
      try report.throwIfErrors()
      guard let x = sides.0, let y = sides.1 else { throw report }
      return try Window(x: x, y: y)
    } catch let error as Diagnostic {
      report.add(error.located(at: node.range))
      throw report
    }
  }

  /// One window or a list of them, each a rectangle or another convex polygon; at least one.
  static func parseList(_ node: YAMLNode, _ subject: String) throws -> [Window] {
    guard case .sequence(let nodes) = node.content else { return [try parse(node, subject)] }
    guard (1...mostWindows).contains(nodes.count) else {
      throw Diagnostic(
        id: "bad-window", "\(subject) lists \(nodes.count) windows", at: .text(node.range), fix: "give from 1 to \(mostWindows) windows")
    }
    var windows: [Window] = []
    for node in nodes {
      let window = try parse(node, "a window of \(subject)")
      guard !windows.contains(window) else {
        throw Diagnostic(
          id: "duplicate-value", "\(subject) lists the window \(OptionValue.window(window).description) twice", at: .text(node.range),
          fix: "remove one of them")
      }
      windows.append(window)
    }
    return windows
  }

  private static let mostWindows = 6

  private static func points(_ node: YAMLNode) throws(Diagnostic) -> [Window.Point] {
    var result: [Window.Point] = []
    for corner in try node.sequence("'polygon'") {
      let pair = try corner.sequence("a corner")
      guard pair.count == 2 else {
        throw corner.mismatch("a corner of \(pair.count == 1 ? "one number" : "\(pair.count) numbers")", expected: "a point [x, y]")
      }
      result.append(Window.Point(x: try pair[0].number("x"), y: try pair[1].number("y")))
    }
    return result
  }

  /// Two finite numbers, the smaller first.
  static func interval(_ node: YAMLNode, _ subject: String) throws(Diagnostic) -> ClosedRange<Double> {
    let pair = try node.sequence(subject)
    guard pair.count == 2 else {
      throw Diagnostic(
        id: "bad-window", "\(subject) has \(pair.count == 1 ? "one number" : "\(pair.count) numbers"), not two", at: .text(node.range),
        fix: "write [from, to]")
    }
    let (low, high) = (try pair[0].number(subject), try pair[1].number(subject))
    guard low < high else {
      throw Diagnostic(
        id: "bad-window", "\(subject) runs from \(NumberFormat.plain(low)) to \(NumberFormat.plain(high)), which is no interval with a length",
        at: .text(node.range), fix: low == high ? "write two different numbers, the smaller first" : "write the smaller number first")
    }
    return low...high
  }
}
