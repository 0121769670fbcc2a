/// A type of array elements, as files store them; all of them are computed with as double precision numbers.
package enum ElementType: Sendable, CaseIterable {
  case float64, float32, float16, bfloat16
  case int64, int32, int16, int8, uint64, uint32, uint16, uint8
  case bool

  package var byteCount: Int {
    switch self {
    case .float64, .int64, .uint64: 8
    case .float32, .int32, .uint32: 4
    case .float16, .bfloat16, .int16, .uint16: 2
    case .int8, .uint8, .bool: 1
    }
  }

  /// Whether the type holds integers, on which division truncates.
  package var isInteger: Bool {
    switch self {
    case .int64, .int32, .int16, .int8, .uint64, .uint32, .uint16, .uint8: true
    case .float64, .float32, .float16, .bfloat16, .bool: false
    }
  }
}
