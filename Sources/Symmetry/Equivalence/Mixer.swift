import Linear

/// Hashing to 64 bits; sums of hashes stand for multisets.
enum Mixer {
  /// A word after which every bit depends on all bits of the argument.
  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 { SplitMix64.finalized(value &+ SplitMix64.step) }

  @inline(__always)
  static func mix(_ one: UInt64, _ other: Int) -> UInt64 { mix(one ^ mix(UInt64(bitPattern: Int64(other)) &* 0xD6E8_FEB8_6659_FD93)) }

  /// A number under a key that says where it stands.
  @inline(__always)
  static func mix(_ number: ResiduePair, key: UInt64) -> UInt64 {
    mix((number.first.value &* 0xA076_1D64_78BD_642F) ^ (number.second &* 0xE703_7ED1_A0B4_28DB) &+ key)
  }

  static func mix(_ text: String) -> UInt64 { text.utf8.reduce(0xCBF2_9CE4_8422_2325) { mix($0 ^ UInt64($1)) } }
}

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
