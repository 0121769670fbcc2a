import Networks

extension ONNXTensor {
  /// In how many of the format's fields elements are stored: at most one may be used.
  var storageCount: Int {
    [
      rawData.isEmpty, floatData.isEmpty, int32Data.isEmpty, stringData.isEmpty, int64Data.isEmpty, doubleData.isEmpty,
      uint64Data.isEmpty,
    ]
    .count { !$0 }
  }

  /// The elements of the typed field that ONNX assigns to the type.
  ///
  /// Throws for an element beyond the range of the type or without an exact double.
  func typedElements(_ type: ElementType) throws(UnreadableElement) -> [Double] {
    switch type {
    case .float32: floatData.map(Double.init)
    case .float64: doubleData
    case .int64: try exact(int64Data, Int64.self)
    case .uint64: try exact(uint64Data, UInt64.self)
    case .uint32: try exact(uint64Data, UInt32.self)
    case .int32: try exact(int32Data, Int32.self)
    case .int16: try exact(int32Data, Int16.self)
    case .int8: try exact(int32Data, Int8.self)
    case .uint16: try exact(int32Data, UInt16.self)
    case .uint8: try exact(int32Data, UInt8.self)
    case .bool: try booleans()
    // The bit patterns of 16-bit floats are stored as integers.
    case .float16: try exact(int32Data, UInt16.self).map { ElementType.half(UInt16($0)) }
    case .bfloat16: try exact(int32Data, UInt16.self).map { ElementType.brain(UInt16($0)) }
    }
  }

  private func exact<Stored: FixedWidthInteger, Value: FixedWidthInteger>(
    _ stored: [Stored], _ type: Value.Type
  ) throws(UnreadableElement) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(stored.count)
    for (index, element) in stored.enumerated() {
      guard let value = Value(exactly: element) else {
        throw UnreadableElement(index: index, reason: "the integer \(element) is beyond the range of the type")
      }
      guard let double = Double(index: value) else { throw .inexact(value, at: index) }
      result.append(double)
    }
    return result
  }

  private func booleans() throws(UnreadableElement) -> [Double] {
    if let index = int32Data.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw UnreadableElement(index: index, reason: "the integer \(int32Data[index]) is no boolean")
    }
    return int32Data.map { Double($0) }
  }
}
