import Diagnostics
import Foundation
import Inputs
import Networks

/// Reads the tensors of one model file, wherever their elements are stored.
struct ONNXTensorReader {
  let file: BinaryFile
  /// The model's folder with a slash at the end, or nothing: external data lie relative to it.
  let folder: String
  /// `nil` where no tensor may lie outside the file.
  let workspace: Workspace?

  /// Element types by their numbers in the format.
  static let types: [Int32: (name: String, type: ElementType)] = [
    1: ("FLOAT", .float32), 2: ("UINT8", .uint8), 3: ("INT8", .int8), 4: ("UINT16", .uint16), 5: ("INT16", .int16),
    6: ("INT32", .int32), 7: ("INT64", .int64), 9: ("BOOL", .bool), 10: ("FLOAT16", .float16), 11: ("DOUBLE", .float64),
    12: ("UINT32", .uint32), 13: ("UINT64", .uint64), 16: ("BFLOAT16", .bfloat16),
  ]

  /// The tensor as exact, finite doubles; `label` is what messages call it, as in "initializer '0.weight'".
  func read(_ tensor: ONNXTensor, _ label: String) throws(Diagnostic) -> Tensor {
    guard let (typeName, type) = Self.types[tensor.dataType] else {
      throw file.failure(
        "\(label) has the data type \(tensor.dataType), which is not read",
        fix: "use one of: \(Self.types.sorted { $0.key < $1.key }.map(\.value.name).joined(separator: ", "))")
    }
    let shape = tensor.dims.compactMap { Int(exactly: $0) }
    guard shape.count == tensor.dims.count, let count = Tensor.elementCount(of: shape) else {
      throw file.failure("\(label) has the impossible shape \(tensor.dims)")
    }
    let stored: [Double]
    switch tensor.dataLocation {
    case .default: stored = try inner(tensor, type, typeName, count: count, label)
    case .external: stored = try external(tensor, type, count: count, label)
    case .UNRECOGNIZED(let location): throw file.failure("\(label) is stored at the unknown place \(location)")
    }
    guard stored.count == count else {
      throw file.failure("\(label) of shape \(shape) should hold \(count) elements of type \(typeName), not \(stored.count)")
    }
    let result = Tensor(shape: shape, elements: stored)
    try result.requireFinite(label, at: file.location)
    return result
  }

  /// Elements inside the model file: raw bytes, or the typed field that belongs to the type.
  private func inner(
    _ tensor: ONNXTensor, _ type: ElementType, _ typeName: String, count: Int, _ label: String
  ) throws(Diagnostic) -> [Double] {
    guard tensor.externalData.isEmpty else { throw file.failure("\(label) names external data, but is not stored outside") }
    if tensor.storageCount > 1 { throw file.failure("\(label) stores its elements in \(tensor.storageCount) ways at once") }
    if !tensor.rawData.isEmpty {
      guard tensor.rawData.count == count * type.byteCount else {
        throw file.failure("\(label) needs \(count * type.byteCount) bytes, but has \(tensor.rawData.count)")
      }
      return try decode([UInt8](tensor.rawData)[...], type, label)
    }
    do { return try tensor.typedElements(type) } catch {
      throw file.failure("element \(error.index) of \(label) can't be read: \(error.reason)")
    }
  }

  /// Elements in another file of the model's folder: "External Data" in ONNX's documentation.
  private func external(_ tensor: ONNXTensor, _ type: ElementType, count: Int, _ label: String) throws(Diagnostic) -> [Double] {
    guard tensor.storageCount == 0 else { throw file.failure("\(label) is stored outside and inside the file at once") }
    let place = try ONNXExternalPlace(tensor.externalData, label, file)
    guard let workspace else { throw file.failure("\(label) is stored outside the file, where it may not be") }
    let bytes: [UInt8]
    do { bytes = try workspace.read(folder + place.path) } catch {
      var diagnostic = error
      diagnostic.fix = diagnostic.fix ?? "put the data file where the model names it"
      diagnostic.notes.append(Diagnostic.Note("\(label) is stored there", at: file.location))
      throw diagnostic
    }
    let size = count * type.byteCount
    guard place.offset <= bytes.count, place.length ?? size == size, size <= bytes.count - place.offset else {
      throw file.failure(
        "\(label) needs \(size) bytes from byte \(place.offset) of '\(place.path)', but "
          + (place.length.map { "\($0) are set aside for it and " } ?? "") + "the file has \(bytes.count)")
    }
    return try decode(bytes[place.offset..<place.offset + size], type, label)
  }

  private func decode(_ bytes: ArraySlice<UInt8>, _ type: ElementType, _ label: String) throws(Diagnostic) -> [Double] {
    do { return try type.decode(bytes, allowsLargest: true) } catch {
      throw file.failure("element \(error.index) of \(label) can't be read: \(error.reason)")
    }
  }
}
