/// Seeded pseudorandom numbers that are the same in every run and on every machine.
///
/// Source: G. L. Steele, D. Lea and C. H. Flood, "Fast Splittable Pseudorandom Number Generators", 2014.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.finalized(state)
  }

  /// 2⁶⁴ over the golden ratio, odd.
  package static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// A bijection of words after which every bit depends on all: hashes are made of it.
  @inlinable
  package static func finalized(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A multiple of 2⁻⁵³ from 0 to below 1, each with the same probability.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number from 0 to `count` − 1, by rejection, so that each has exactly the same probability; `count` must be positive.
  package mutating func below(_ count: Int) -> Int {
    let count = UInt64(count)
    let rest = (UInt64.max % count + 1) % count
    while true {
      let bits = next()
      if bits <= UInt64.max - rest { return Int(bits % count) }
    }
  }
}
