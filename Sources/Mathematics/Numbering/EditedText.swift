import Diagnostics

/// A text with some of its parts replaced, which still knows where each of its bytes came from.
package struct EditedText: Sendable {
  struct Edit: Sendable, Hashable {
    /// UTF-8 bytes of the original.
    let range: Range<Int>
    let replacement: String
  }

  package let text: String
  private let originalCount: Int
  private let edits: [Edit]
  /// Where each replacement starts in the edited text.
  private let starts: [Int]

  /// Replaces ranges that don't overlap; one that overlaps the one before it is left out.
  init(_ original: String, _ edits: [Edit]) {
    let bytes = Array(original.utf8)
    var result: [UInt8] = []
    var kept: [Edit] = []
    var starts: [Int] = []
    var end = 0
    // Insertions at the same place stay in order, because equal keys keep the order of the list.
    let ordered = edits.enumerated().sorted { ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset) }
    for edit in ordered.map(\.element) where edit.range.lowerBound >= end && edit.range.upperBound <= bytes.count {
      result += bytes[end..<edit.range.lowerBound]
      starts.append(result.count)
      kept.append(edit)
      result += Array(edit.replacement.utf8)
      end = edit.range.upperBound
    }
    result += bytes[end...]
    text = String(decoding: result, as: UTF8.self)
    originalCount = bytes.count
    self.edits = kept
    self.starts = starts
  }

  /// The original bytes that a range of the edited text came from; what touches a replacement came from all that it replaced.
  package func original(_ range: Range<Int>) -> Range<Int> {
    let start = place(of: range.lowerBound)
    if range.isEmpty { return start.lowerBound..<start.lowerBound }
    return start.lowerBound..<max(start.lowerBound, place(of: range.upperBound - 1).upperBound)
  }

  /// The original bytes that one byte came from.
  private func place(of offset: Int) -> Range<Int> {
    let next = starts.firstSortedIndex { $0 > offset }
    guard next > 0 else { return clamped(offset) }
    let edit = edits[next - 1]
    let behind = offset - starts[next - 1] - edit.replacement.utf8.count
    return behind < 0 ? edit.range : clamped(edit.range.upperBound + behind)
  }

  private func clamped(_ offset: Int) -> Range<Int> {
    let start = min(max(offset, 0), originalCount)
    return start..<min(start + 1, originalCount)
  }
}
