/// The part of the scanner that looks at lines without a blank one between them.
struct MathematicsParagraph {
  /// A line of the text.
  struct Line {
    let bytes: Range<Int>
    /// 1-based.
    let number: Int
    let lead: FenceScanner.Lead
  }

  private let bytes: [UInt8]
  private let lines: [Line]
  private(set) var runs: [MathematicsScanner.Run] = []
  private(set) var unclosed: [(line: Int, column: Int, isEmpty: Bool)] = []
  /// Dollar signs, pairs of them, dollar signs after a backtick, backticks, and runs of backticks by length; in order.
  private var dollars: [Int] = []
  private var pairs: [Int] = []
  private var ticked: [Int] = []
  private var ticks: [Int] = []
  private var backticks: [Int: [Int]] = [:]
  /// The starts of the lines that end mathematics between single dollar signs.
  private var borders: [Int] = []
  /// The index of the line that is scanned.
  private var current = 0

  init(_ lines: [Line], of bytes: [UInt8]) {
    self.bytes = bytes
    self.lines = lines
    let isTable = lines.contains { Self.isDelimiterRow(bytes[$0.bytes].dropFirst($0.lead.repeated)) }
    for (previous, line) in zip(lines, lines.dropFirst()) where isTable || Self.startsBlock(line, after: previous, bytes) {
      borders.append(line.bytes.lowerBound)
    }
    for line in lines { index(line) }
  }

  private mutating func index(_ line: Line) {
    var index = line.bytes.lowerBound
    while index < line.bytes.upperBound {
      switch bytes[index] {
      // A backslash does not keep a backtick from ending code (CommonMark 0.30, section 6.1).
      case UInt8(ascii: "\\") where byte(index + 1) != UInt8(ascii: "`"): index += 1
      case UInt8(ascii: "$"):
        dollars.append(index)
        if byte(index + 1) == UInt8(ascii: "$") { pairs.append(index) }
        if byte(index - 1) == UInt8(ascii: "`") { ticked.append(index) }
      case UInt8(ascii: "`"):
        let length = runOfBackticks(index)
        backticks[length, default: []].append(index)
        ticks.append(index)
        index += length - 1
      default: break
      }
      index += 1
    }
  }

  /// Goes through the text once; what opens first wins.
  mutating func scan() {
    guard let start = lines.first?.bytes.lowerBound, let end = lines.last?.bytes.upperBound else { return }
    var index = start
    while index < end {
      while current + 1 < lines.count, lines[current + 1].bytes.lowerBound <= index { current += 1 }
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"):
        let length = runOfBackticks(index)
        let close = Self.first(backticks[length] ?? [], from: index + length)
        index = (close ?? index) + length
      case UInt8(ascii: "<"): index = endOfTag(index) ?? index + 1
      case UInt8(ascii: "$"): index = formula(at: index) ?? index + (byte(index + 1) == UInt8(ascii: "$") ? 2 : 1)
      default: index += 1
      }
    }
  }

  /// Records the formula that a dollar sign opens; the index after it, or `nil` where it opens none.
  private mutating func formula(at open: Int) -> Int? {
    let border = Self.first(borders, from: open) ?? Int.max
    if byte(open + 1) == UInt8(ascii: "$") {
      guard let close = Self.first(pairs, from: open + 2) else {
        noteUnclosed(open)
        return nil
      }
      guard bytes[open + 2..<max(close, open + 2)].contains(where: { !Self.isSpace($0) }) else {
        noteUnclosed(open, isEmpty: true)
        return close + 2
      }
      append(open + 1..<close + 1, delimiter: 1, isDisplay: true)
      return close + 2
    }
    if byte(open + 1) == UInt8(ascii: "`"), let close = Self.first(ticked, from: open + 3), close < border {
      append(open + 1..<close, delimiter: 1, isDisplay: false)
      return close + 1
    }
    // What the next dollar sign does not close is not opened, so that two prices before a formula are no formula.
    guard !Self.isSpace(byte(open + 1)), let close = Self.first(dollars, from: open + 2), close < border, !Self.isSpace(byte(close - 1)),
      !(48...57).contains(byte(close + 1)), Self.first(ticks, from: open).map({ $0 > close }) ?? true
    else { return nil }
    append(open + 1..<close, delimiter: 0, isDisplay: false)
    return close + 1
  }

  /// Notes a `$$` that opens nothing; the first of the paragraph says enough.
  private mutating func noteUnclosed(_ open: Int, isEmpty: Bool = false) {
    guard unclosed.isEmpty else { return }
    let line = lines[current]
    unclosed.append((line.number, open - line.bytes.lowerBound, isEmpty))
  }

  private mutating func append(_ range: Range<Int>, delimiter: Int, isDisplay: Bool) {
    let quotes = lines[current].lead.quotes
    var parts: [MathematicsScanner.Run.Part] = []
    for line in lines[current...].prefix(while: { $0.bytes.lowerBound < range.upperBound }) {
      let start = line.number > lines[current].number ? contentStart(line, quotes: quotes) : range.lowerBound
      let part = start..<max(start, min(line.bytes.upperBound, range.upperBound))
      guard !part.isEmpty else { continue }
      parts.append(MathematicsScanner.Run.Part(bytes: part, line: line.number, column: start - line.bytes.lowerBound))
    }
    if !parts.isEmpty { runs.append(MathematicsScanner.Run(parts: parts, delimiter: delimiter, isDisplay: isDisplay)) }
  }

  /// Where a line's text starts after white space and as many quote marks as the formula's first line has.
  private func contentStart(_ line: Line, quotes: Int) -> Int {
    var left = quotes
    return line.bytes.first { index in
      if bytes[index] == UInt8(ascii: ">"), left > 0 {
        left -= 1
        return false
      }
      return bytes[index] != 32 && bytes[index] != 9
    } ?? line.bytes.upperBound
  }

  /// The index after a tag or an automatic link; `nil` where there is none on the line.
  private func endOfTag(_ open: Int) -> Int? {
    let next = byte(open + 1)
    guard next == UInt8(ascii: "/") || (65...90).contains(next & 0xDF) else { return nil }
    let line = bytes[(open + 1)...].prefix(2_048)
    guard let close = line.firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "<") }),
      bytes[close] == UInt8(ascii: ">")
    else { return nil }
    return close + 1
  }

  private func byte(_ index: Int) -> UInt8 { bytes.indices.contains(index) ? bytes[index] : 10 }

  private func runOfBackticks(_ index: Int) -> Int { bytes[index...].prefix { $0 == UInt8(ascii: "`") }.count }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  private static func isDelimiterRow(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "-")) && line.allSatisfy { "|-: \t\r".utf8.contains($0) }
  }

  /// Whether a line begins a heading, a list's item or a quote, so that the text before it ends.
  private static func startsBlock(_ line: Line, after previous: Line, _ bytes: [UInt8]) -> Bool {
    if line.lead.hasMarker || line.lead.quotes > previous.lead.quotes { return true }
    let text = bytes[line.bytes].dropFirst(line.lead.length)
    let marks = text.prefix { $0 == UInt8(ascii: "#") }
    if (1...6).contains(marks.count), text.dropFirst(marks.count).first.map(isSpace) ?? true { return true }
    let before = bytes[previous.bytes].dropFirst(previous.lead.length)
    return before.first == UInt8(ascii: "#") && before.drop { $0 == UInt8(ascii: "#") }.first == 32
  }

  /// The first entry of a sorted list at or after an index.
  private static func first(_ list: [Int], from index: Int) -> Int? {
    let found = list.firstSortedIndex { $0 >= index }
    return found < list.count ? list[found] : nil
  }
}
