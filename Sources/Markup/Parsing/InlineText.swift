import Diagnostics

/// The raw text of a paragraph or a heading, with every byte's place in the source.
struct InlineText {
  let source: Source
  /// The block's lines joined by line feeds, without the marks of block quotes and without white space at their starts.
  let bytes: [UInt8]
  /// Where each line starts in `bytes`, and in the source.
  private let starts: [(here: Int, source: Int)]
  /// The runs of backticks by their lengths, in order.
  private let backticks: [Int: [Int]]

  init(_ lines: [Range<Int>], of source: Source) {
    self.source = source
    var bytes: [UInt8] = []
    var starts: [(here: Int, source: Int)] = []
    for line in lines {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
      starts.append((bytes.count, line.lowerBound))
      bytes += source.substring(line).utf8
    }
    self.bytes = bytes
    self.starts = starts
    backticks = Self.runs(bytes)
  }

  /// The place in the source of a run of bytes; of a run that crosses lines, from its start to its end.
  func range(_ run: Range<Int>) -> SourceRange {
    let start = sourceOffset(run.lowerBound)
    return SourceRange(source: source, bytes: start..<max(start, run.isEmpty ? start : sourceOffset(run.upperBound - 1) + 1))
  }

  /// The length of the run of backticks that starts here.
  func backtickRun(at index: Int) -> Int { bytes[index...].prefix { $0 == UInt8(ascii: "`") }.count }

  /// Where the next run of exactly this many backticks starts, at or after an index. Logarithmic, so that many unclosed runs
  /// cost no square.
  func closingRun(of length: Int, from index: Int) -> Int? {
    guard let positions = backticks[length] else { return nil }
    let found = positions.firstSortedIndex { $0 >= index }
    return found < positions.count ? positions[found] : nil
  }

  private func sourceOffset(_ index: Int) -> Int {
    guard !starts.isEmpty else { return 0 }
    let line = starts[max(starts.firstSortedIndex { $0.here > index } - 1, 0)]
    return line.source + index - line.here
  }

  private static func runs(_ bytes: [UInt8]) -> [Int: [Int]] {
    var result: [Int: [Int]] = [:]
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, bytes[index] == UInt8(ascii: "`") { index += 1 }
      if index > start { result[index - start, default: []].append(start) } else { index += 1 }
    }
    return result
  }
}
