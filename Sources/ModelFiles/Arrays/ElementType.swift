import Networks

/// How the numbers of an array are stored.
enum ElementType: Sendable, Equatable {
  case float64, float32, float16, bfloat16
  case integer(bytes: Int, isSigned: Bool)
  case boolean

  var byteCount: Int {
    switch self {
    case .float64: 8
    case .float32: 4
    case .float16, .bfloat16: 2
    case .integer(let bytes, _): bytes
    case .boolean: 1
    }
  }

  /// The numbers of a run of bytes as doubles; integers beyond 2⁵³ are rounded. The length must be a multiple of `byteCount`.
  func decode(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool = false) -> [Double] {
    let size = byteCount
    var result: [Double] = []
    result.reserveCapacity(bytes.count / size)
    var index = bytes.startIndex
    while index + size <= bytes.endIndex {
      var word: UInt64 = 0
      for k in 0..<size {
        let byte = UInt64(bytes[index + k])
        word |= byte << UInt64(8 * (isBigEndian ? size - 1 - k : k))
      }
      result.append(number(word))
      index += size
    }
    return result
  }

  private func number(_ word: UInt64) -> Double {
    switch self {
    case .float64: return Double(bitPattern: word)
    case .float32: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: word)))
    case .float16: return Double(Float16(bitPattern: UInt16(truncatingIfNeeded: word)))
    case .bfloat16: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: word) << 16))
    case .boolean: return word == 0 ? 0 : 1
    case .integer(let bytes, let isSigned):
      guard isSigned else { return Double(word) }
      let shift = UInt64(64 - 8 * bytes)
      return Double(Int64(bitPattern: word << shift) >> Int64(shift))
    }
  }
}

/// The number of elements of a shape; `nil` where it does not fit an `Int` or an axis is negative.
func elementCount(_ shape: [Int]) -> Int? {
  var count = 1
  for size in shape {
    guard size >= 0 else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: size)
    if overflow { return nil }
    count = product
  }
  return count
}
