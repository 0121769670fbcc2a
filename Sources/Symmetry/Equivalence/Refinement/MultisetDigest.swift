/// Two sums of hashes: 128 bits that do not depend on the order of what was added.
struct MultisetDigest: Sendable, Hashable {
  private(set) var first: UInt64 = 0
  private(set) var second: UInt64 = 0

  @inline(__always)
  mutating func add(_ hash: UInt64) {
    first &+= hash
    second &+= Mixer.mix(hash &* 0x2545_F491_4F6C_DD1D)
  }

  /// Adds what stands at a place of a sequence.
  mutating func append(_ other: MultisetDigest, at place: Int) {
    add(Mixer.mix(other.first ^ Mixer.mix(other.second, place), place))
  }

  /// 32 hexadecimal digits.
  var text: String {
    [first, second].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
