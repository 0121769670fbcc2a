import Linear

/// Residues that stand for tuples of numbers: different tuples have the same one only by chance.
enum ResidueHash {
  /// A word taken into a hash.
  @inline(__always)
  static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 { Mixer.mix(state ^ word) }

  static func of(_ words: UInt64...) -> Residue { Residue(reducing: words.reduce(0x5EED) { mix($0, $1) }) }
}
