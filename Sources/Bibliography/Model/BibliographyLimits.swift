/// How much of a bibliography is read before it is refused; all far beyond what people write.
enum BibliographyLimits {
  /// The longest file, in bytes.
  static let bytes = 32 << 20
  /// The longest that all values may be together once strings are replaced and fields inherited, in bytes.
  static let expandedBytes = 64 << 20
  /// The number of findings after which the rest of a file is not read.
  static let findings = 200
}
