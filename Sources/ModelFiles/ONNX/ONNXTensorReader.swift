import Diagnostics
import Foundation
import Inputs
import Networks

/// Reads the tensors of an ONNX model: raw, typed, or in a file beside the model.
struct ONNXTensorReader {
  let file: FileBytes
  /// The model's folder, to which the paths of external data are relative.
  let folder: String
  let workspace: Workspace

  /// The numbers as doubles. Throws a `Diagnostic` that names the tensor.
  func tensor(_ data: Facet_Onnx_TensorData, name: String) throws(Diagnostic) -> Tensor {
    let shape = data.dims.compactMap { Int(exactly: $0) }
    guard let count = elementCount(shape), shape.count == data.dims.count else {
      throw file.fail("tensor '\(name)' has the shape \(data.dims)")
    }
    let elements = try elements(data, name)
    guard elements.count == count else {
      throw file.fail("tensor '\(name)' of shape \(shape) needs \(count) numbers, but \(elements.count) are stored")
    }
    return Tensor(shape: shape, elements: elements)
  }

  private func elements(_ data: Facet_Onnx_TensorData, _ name: String) throws(Diagnostic) -> [Double] {
    guard let type = elementType(data.dataType) else {
      throw file.fail("tensor '\(name)' has elements of ONNX type \(data.dataType), which are not read", fix: "store weights as FLOAT or DOUBLE")
    }
    if data.dataLocation == 1 { return try decode(try external(data, name), type, name) }
    if !data.rawData.isEmpty { return try decode(Array(data.rawData), type, name) }
    switch type {
    case .float64: return data.doubleData
    case .float32: return data.floatData.map { Double($0) }
    case .float16: return data.int32Data.map { Double(Float16(bitPattern: UInt16(truncatingIfNeeded: $0))) }
    case .bfloat16: return data.int32Data.map { Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0) << 16)) }
    case .integer(bytes: 8, isSigned: true): return data.int64Data.map { Double($0) }
    case .integer(bytes: 8, _), .integer(bytes: 4, isSigned: false): return data.uint64Data.map { Double($0) }
    default: return data.int32Data.map { Double($0) }
    }
  }

  private func decode(_ bytes: [UInt8], _ type: ElementType, _ name: String) throws(Diagnostic) -> [Double] {
    guard bytes.count % type.byteCount == 0 else {
      throw file.fail("tensor '\(name)' has \(bytes.count) bytes, no multiple of \(type.byteCount)")
    }
    return type.decode(bytes[...])
  }

  /// The bytes of a tensor in a file beside the model, by the keys location, offset and length.
  private func external(_ data: Facet_Onnx_TensorData, _ name: String) throws(Diagnostic) -> [UInt8] {
    let fields = Dictionary(data.externalData.map { ($0.key, $0.value) }) { first, _ in first }
    guard let location = fields["location"], !location.isEmpty, !location.hasPrefix("/") else {
      throw file.fail("tensor '\(name)' lies in another file, which is not named by a relative path")
    }
    let other = FileBytes(
      path: workspace.shown(RelativePath.join(folder, location)), bytes: try workspace.read(RelativePath.join(folder, location)))
    guard let offset = Int(fields["offset"] ?? "0"), let length = Int(fields["length"] ?? "\(max(0, other.bytes.count - offset))") else {
      throw file.fail("tensor '\(name)' has an offset or a length that is no number")
    }
    return Array(try other.slice(offset, length, of: "tensor '\(name)'"))
  }

  /// The types of the specification's `TensorProto.DataType` by their numbers.
  private func elementType(_ number: Int32) -> ElementType? {
    switch number {
    case 1: .float32
    case 2: .integer(bytes: 1, isSigned: false)
    case 3: .integer(bytes: 1, isSigned: true)
    case 4: .integer(bytes: 2, isSigned: false)
    case 5: .integer(bytes: 2, isSigned: true)
    case 6: .integer(bytes: 4, isSigned: true)
    case 7: .integer(bytes: 8, isSigned: true)
    case 9: .boolean
    case 10: .float16
    case 11: .float64
    case 12: .integer(bytes: 4, isSigned: false)
    case 13: .integer(bytes: 8, isSigned: false)
    case 16: .bfloat16
    default: nil
    }
  }
}
