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
