/// Activation patterns in a row, each next to the one before and so almost the same: mostly only what changes is kept.
///
/// Nothing is lost; a pattern is rebuilt from the nearest one before it that is kept whole.
struct PatternTrail: Sendable {
  private let wordCount: Int
  /// Every so many patterns one is kept whole.
  private static let interval = 16
  private var whole: [UInt64] = []
  /// The bits that pattern i has and pattern i − 1 has not, or the other way round, at `starts[i]..<starts[i + 1]`.
  private var flips: [Int32] = []
  private var starts: [Int32] = [0]
  private var last: [UInt64]

  init(wordCount: Int) {
    self.wordCount = wordCount
    last = [UInt64](repeating: 0, count: wordCount)
  }

  private var count: Int { starts.count - 1 }

  mutating func append(_ pattern: UnsafePointer<UInt64>) {
    if count % Self.interval == 0 {
      whole.append(contentsOf: UnsafeBufferPointer(start: pattern, count: wordCount))
    } else {
      for word in 0..<wordCount {
        var changed = last[word] ^ pattern[word]
        while changed != 0 {
          flips.append(Int32(word * 64 + changed.trailingZeroBitCount))
          changed &= changed - 1
        }
      }
    }
    starts.append(Int32(flips.count))
    for word in 0..<wordCount { last[word] = pattern[word] }
  }

  /// Forgets what only appending needs.
  mutating func finish() { last = [] }

  /// Pattern i.
  subscript(index: Int) -> ArraySlice<UInt64> {
    let first = index / Self.interval
    var words = Array(whole[first * wordCount..<(first + 1) * wordCount])
    for flip in flips[Int(starts[first * Self.interval])..<Int(starts[index + 1])] { words[Int(flip) >> 6] ^= 1 << UInt64(flip & 63) }
    return words[...]
  }
}
