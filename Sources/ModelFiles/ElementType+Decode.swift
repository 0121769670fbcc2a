import Networks

extension ElementType {
  /// The elements stored in `bytes`; bytes left over at the end are ignored.
  ///
  /// Throws when an integer is too large for an exact double or a boolean is neither 0 nor 1. With `allowsLargest`, the largest integer
  /// of 64 bits and its negative, which models use for "to the end", are read as ±2⁶³.
  func decode(
    _ bytes: ArraySlice<UInt8>, isBigEndian: Bool = false, allowsLargest: Bool = false
  ) throws(UnreadableElement) -> [Double] {
    switch self {
    case .float64: floats(bytes, isBigEndian) { (bits: UInt64) in Double(bitPattern: bits) }
    case .float32: floats(bytes, isBigEndian) { (bits: UInt32) in Double(Float(bitPattern: bits)) }
    case .float16: floats(bytes, isBigEndian) { (bits: UInt16) in Self.half(bits) }
    case .bfloat16: floats(bytes, isBigEndian) { (bits: UInt16) in Self.brain(bits) }
    case .int64: try integers(bytes, isBigEndian, allowsLargest) { (bits: UInt64) in Int64(bitPattern: bits) }
    case .int32: try integers(bytes, isBigEndian) { (bits: UInt32) in Int32(bitPattern: bits) }
    case .int16: try integers(bytes, isBigEndian) { (bits: UInt16) in Int16(bitPattern: bits) }
    case .int8: try integers(bytes, isBigEndian) { (bits: UInt8) in Int8(bitPattern: bits) }
    case .uint64: try integers(bytes, isBigEndian) { (bits: UInt64) in bits }
    case .uint32: try integers(bytes, isBigEndian) { (bits: UInt32) in bits }
    case .uint16: try integers(bytes, isBigEndian) { (bits: UInt16) in bits }
    case .uint8: try integers(bytes, isBigEndian) { (bits: UInt8) in bits }
    case .bool: try booleans(bytes)
    }
  }

  /// The value of an IEEE 754 binary16.
  static func half(_ bits: UInt16) -> Double {
    let sign: Double = bits >> 15 == 1 ? -1 : 1
    let fraction = Double(bits & 0x3FF)
    switch bits >> 10 & 0x1F {
    // Subnormal: fraction · 2⁻²⁴. Normal: (1 + fraction / 1024) · 2^(e − 15).
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    case let exponent: return sign * Double(sign: .plus, exponent: Int(exponent) - 25, significand: 1024 + fraction)
    }
  }

  /// The value of a bfloat16: the upper half of a binary32.
  static func brain(_ bits: UInt16) -> Double { Double(Float(bitPattern: UInt32(bits) << 16)) }

  private func floats<Bits: FixedWidthInteger & UnsignedInteger>(
    _ bytes: ArraySlice<UInt8>, _ isBigEndian: Bool, _ convert: (Bits) -> Double
  ) -> [Double] {
    let size = Bits.bitWidth / 8
    return (0..<bytes.count / size).map { convert(word(bytes, bytes.startIndex + $0 * size, isBigEndian)) }
  }

  private func integers<Bits: FixedWidthInteger & UnsignedInteger, Value: FixedWidthInteger>(
    _ bytes: ArraySlice<UInt8>, _ isBigEndian: Bool, _ allowsLargest: Bool = false, _ convert: (Bits) -> Value
  ) throws(UnreadableElement) -> [Double] {
    let size = Bits.bitWidth / 8
    var result: [Double] = []
    result.reserveCapacity(bytes.count / size)
    for index in 0..<bytes.count / size {
      let value = convert(word(bytes, bytes.startIndex + index * size, isBigEndian))
      guard let double = allowsLargest ? Double(index: value) : Double(exactly: value) else { throw .inexact(value, at: index) }
      result.append(double)
    }
    return result
  }

  private func booleans(_ bytes: ArraySlice<UInt8>) throws(UnreadableElement) -> [Double] {
    var result: [Double] = []
    for (index, byte) in bytes.enumerated() {
      guard byte <= 1 else { throw UnreadableElement(index: index, reason: "the byte \(byte) is no boolean") }
      result.append(Double(byte))
    }
    return result
  }

  private func word<Bits: FixedWidthInteger & UnsignedInteger>(
    _ bytes: ArraySlice<UInt8>, _ start: Int, _ isBigEndian: Bool
  ) -> Bits {
    var value: Bits = 0
    for offset in 0..<Bits.bitWidth / 8 {
      value |= Bits(truncatingIfNeeded: bytes[start + offset]) << Bits(truncatingIfNeeded: 8 * offset)
    }
    return isBigEndian ? value.byteSwapped : value
  }
}

extension Double {
  /// The integer, if it has an exact double or is the largest of 64 bits or its negative, which stand for "to the end": these become ±2⁶³.
  init?(index value: some FixedWidthInteger) {
    if let exact = Double(exactly: value) {
      self = exact
    } else if value == Int64.max || value == -Int64.max {
      self = value > 0 ? 0x1p63 : -0x1p63
    } else {
      return nil
    }
  }
}
