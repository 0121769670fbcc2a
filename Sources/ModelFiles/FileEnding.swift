/// The end of a file's name after its last dot, in lower case; empty if there is none.
struct FileEnding: Equatable, ExpressibleByStringLiteral, CustomStringConvertible {
  let text: String

  init(_ path: String) {
    let name = path.split(separator: "/").last ?? ""
    let pieces = name.split(separator: ".", omittingEmptySubsequences: false)
    text = pieces.count > 1 ? (pieces.last ?? "").lowercased() : ""
  }

  init(stringLiteral text: String) { self.text = text }

  /// As messages show it: "'.pt'".
  var description: String { text.isEmpty ? "a name without an ending" : "'.\(text)'" }
}
