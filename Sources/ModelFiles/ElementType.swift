/// A type of array elements, as files store them; all of them are read as double precision numbers, exactly or not at all.
enum ElementType: Sendable, CaseIterable {
  case float64, float32, float16, bfloat16
  case int64, int32, int16, int8, uint64, uint32, uint16, uint8
  case bool

  var byteCount: Int {
    switch self {
    case .float64, .int64, .uint64: 8
    case .float32, .int32, .uint32: 4
    case .float16, .bfloat16, .int16, .uint16: 2
    case .int8, .uint8, .bool: 1
    }
  }
}

/// An element that has no exact double, or no meaning.
struct UnreadableElement: Error {
  /// Its place, the last axis running fastest in the order of storage.
  let index: Int
  /// What is wrong with it: "the integer 9007199254740993 has no exact double".
  let reason: String

  static func inexact(_ value: some BinaryInteger, at index: Int) -> UnreadableElement {
    UnreadableElement(index: index, reason: "the integer \(value) has no exact double")
  }
}
