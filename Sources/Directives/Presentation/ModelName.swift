/// Names from model files, which may hold anything, as texts of a page or of a download.
enum ModelName {
  /// As a code span; what would end the span is left out.
  static func code(_ name: String) -> String { name.isEmpty ? "–" : "`\(name.filter { $0 != "`" && !$0.isNewline })`" }

  /// Without what Markdown would take for its own.
  static func plain(_ name: String) -> String { name.filter { $0 != "`" && $0 != "|" && $0 != "*" && !$0.isNewline } }

  /// As a cell of a table of comma-separated values (RFC 4180).
  static func cell(_ name: String) -> String {
    name.contains { $0 == "," || $0 == "\"" || $0.isNewline } ? "\"" + name.replacing("\"", with: "\"\"") + "\"" : name
  }
}
