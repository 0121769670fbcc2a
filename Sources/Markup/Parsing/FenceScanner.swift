/// Tells the lines of fenced code from the others, line by line, as far as that is possible without cmark's block structure.
struct FenceScanner {
  /// A line's beginning: the marks of quotes and lists in front of its text.
  struct Lead {
    /// Bytes before the text.
    var length = 0
    /// Bytes of white space and quote marks only, which a line that goes on repeats.
    var repeated = 0
    /// How many `>` there are.
    var quotes = 0
    /// Whether a list marker stands in front.
    var hasMarker = false
  }

  private struct Fence {
    let mark: UInt8
    let length: Int
    let lead: Lead
  }

  private var open: Fence?

  /// Whether a line belongs to fenced code, its fences included. Lines are given in order.
  mutating func isCode(_ line: ArraySlice<UInt8>) -> Bool {
    let lead = Self.lead(line)
    if let fence = open {
      if Self.ends(fence, line, lead) {
        open = nil
      } else {
        if lead.quotes >= fence.lead.quotes, let run = Self.run(line.dropFirst(lead.repeated)), run.mark == fence.mark,
          run.length >= fence.length,
          Self.isBlank(run.rest)
        {
          open = nil
        }
        return true
      }
    }
    guard let run = Self.run(line.dropFirst(lead.length)), run.mark == UInt8(ascii: "~") || !run.rest.contains(run.mark) else { return false }
    open = Fence(mark: run.mark, length: run.length, lead: lead)
    return true
  }

  /// Whether a fence ends before a line, because the quote or the list's item around it does.
  private static func ends(_ fence: Fence, _ line: ArraySlice<UInt8>, _ lead: Lead) -> Bool {
    if lead.quotes < fence.lead.quotes { return true }
    return fence.lead.hasMarker && !isBlank(line) && lead.repeated < fence.lead.length
  }

  /// The marks in front of a line's text; a marker needs white space after it.
  static func lead(_ line: ArraySlice<UInt8>) -> Lead {
    var lead = Lead()
    var index = line.startIndex
    while index < line.endIndex {
      switch line[index] {
      case 32, 9: index += 1
      case UInt8(ascii: ">"):
        lead.quotes += 1
        index += 1
      default:
        guard let end = endOfMarker(line, index) else { return lead }
        lead.hasMarker = true
        index = end
      }
      lead.length = index - line.startIndex
      if !lead.hasMarker { lead.repeated = lead.length }
    }
    return lead
  }

  /// Whether there is only white space.
  static func isBlank(_ line: ArraySlice<UInt8>) -> Bool { line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 } }

  /// The index after a list marker and the white space that follows it; `nil` where there is none.
  private static func endOfMarker(_ line: ArraySlice<UInt8>, _ index: Int) -> Int? {
    var end = index
    if [UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*")].contains(line[index]) {
      end += 1
    } else {
      while end < line.endIndex, end - index < 9, (48...57).contains(line[end]) { end += 1 }
      guard end > index, end < line.endIndex, line[end] == UInt8(ascii: ".") || line[end] == UInt8(ascii: ")") else { return nil }
      end += 1
    }
    guard end < line.endIndex, line[end] == 32 || line[end] == 9 else { return nil }
    return end + 1
  }

  private static func run(_ text: ArraySlice<UInt8>) -> (mark: UInt8, length: Int, rest: ArraySlice<UInt8>)? {
    guard let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let rest = text.drop { $0 == mark }
    let length = text.count - rest.count
    return length >= 3 ? (mark, length, rest) : nil
  }
}
