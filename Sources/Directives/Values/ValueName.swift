import Diagnostics

/// A value's name in its parts: `relu-plane.md#moons.area.largest` is the page, the label and the name under the label.
struct ValueName {
  /// The path of the page as written; `nil` for a value of the same page.
  let path: String?
  let label: String
  /// What follows the label; empty if nothing does.
  let rest: String
  private let text: String
  private let range: SourceRange

  init(_ text: String, at range: SourceRange) {
    self.text = text
    self.range = range
    let hash = text.firstIndex(of: "#")
    path = hash.flatMap { $0 == text.startIndex ? nil : String(text[..<$0]) }
    let name = hash.map { text[text.index(after: $0)...] } ?? text[...]
    let dot = name.firstIndex(of: ".")
    label = String(dot.map { name[..<$0] } ?? name)
    rest = dot.map { String(name[name.index(after: $0)...]) } ?? ""
  }

  /// The name without the page.
  var local: String { rest.isEmpty ? label : "\(label).\(rest)" }

  /// The path and the `#`, as written.
  private var prefix: String { text.firstIndex(of: "#").map { String(text[...$0]) } ?? "" }

  /// The name with something else under the label.
  func replacing(rest: String) -> String { "\(prefix)\(label).\(rest)" }

  var pathRange: SourceRange { part(0, path?.utf8.count ?? 0) }
  var labelRange: SourceRange { part(prefix.utf8.count, label.utf8.count) }
  /// The place of what follows the label, or of the label if nothing does.
  var restRange: SourceRange { rest.isEmpty ? labelRange : part(text.utf8.count - rest.utf8.count, rest.utf8.count) }

  /// Some bytes of the name; all of it where the text was moved, so that its bytes are not those of the source.
  private func part(_ start: Int, _ count: Int) -> SourceRange {
    guard range.bytes.count == text.utf8.count, count > 0 else { return range }
    let lower = range.bytes.lowerBound + start
    return SourceRange(source: range.source, bytes: lower..<lower + count)
  }
}
