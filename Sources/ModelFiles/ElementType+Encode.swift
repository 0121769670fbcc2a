import Networks

extension ElementType {
  /// The elements as files store them, little endian, each rounded to the nearest number of the type, ties to even.
  func encode(_ elements: [Double]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(elements.count * byteCount)
    for element in elements { encode(element, into: &bytes) }
    return bytes
  }

  /// Appends the element. Integers keep their lowest bits; what is no number becomes 0 among them.
  func encode(_ value: Double, into bytes: inout [UInt8]) {
    switch self {
    case .float64: append(value.bitPattern, 8, to: &bytes)
    case .float32: append(UInt64(Float(value).bitPattern), 4, to: &bytes)
    case .float16: append(Self.short(value, fraction: 10, least: -14, most: 15), 2, to: &bytes)
    case .bfloat16: append(Self.short(value, fraction: 7, least: -126, most: 127), 2, to: &bytes)
    case .bool: bytes.append(value == 0 ? 0 : 1)
    case .uint64 where value >= 0x1p63: append(UInt64(exactly: value.rounded(.towardZero)) ?? .max, 8, to: &bytes)
    default:
      let whole = value.isNaN ? 0 : Int64(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
      append(UInt64(bitPattern: whole), byteCount, to: &bytes)
    }
  }

  /// Whether the type holds the number as it is.
  func isExact(_ value: Double) -> Bool {
    if self == .float64 { return true }
    if self == .float32 { return Double(Float(value)) == value }
    var bytes: [UInt8] = []
    encode(value, into: &bytes)
    return (try? decode(bytes[...])) == [value]
  }

  /// The bits of a float of 16 bits with `fraction` bits after the point and normal exponents from `least` to `most`.
  private static func short(_ value: Double, fraction: Int, least: Int, most: Int) -> UInt64 {
    let sign: UInt64 = value.sign == .minus ? 0x8000 : 0
    let infinity = UInt64(most - least + 2) << UInt64(fraction)
    if value.isNaN { return infinity | 1 << UInt64(fraction - 1) }
    guard value.isFinite, value != 0 else { return sign | (value == 0 ? 0 : infinity) }
    let exponent = max(Int(value.exponent), least)
    guard exponent <= most else { return sign | infinity }
    // In units of the last place; the leading bit of a normal number counts the exponent up by one, and so does a carry.
    let whole = (value.magnitude * Double(sign: .plus, exponent: fraction - exponent, significand: 1)).rounded(.toNearestOrEven)
    return sign | (UInt64(exponent - least) << UInt64(fraction)) + UInt64(whole)
  }

  private func append(_ bits: UInt64, _ count: Int, to bytes: inout [UInt8]) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * index))) }
  }
}
