/// Page ranges in one way of writing.
enum PageRange {
  /// Hyphens and dashes between page numbers become one en dash without spaces; other text is left as it is.
  static func normalized(_ text: String) -> String {
    let dashes: Set<Character> = ["-", "–", "—"]
    guard text.contains(where: dashes.contains) else { return text }
    return text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let ends = part.split(whereSeparator: dashes.contains).map(\.trimmed)
      let isRange = ends.count == 2 && ends.allSatisfy { $0.contains(where: \.isNumber) || isRoman($0) }
      guard isRange else { return part.trimmed }
      return ends.joined(separator: "–")
    }
    .joined(separator: ", ")
  }

  private static func isRoman(_ text: String) -> Bool { !text.isEmpty && text.allSatisfy { "ivxlcdm".contains($0) } }
}
