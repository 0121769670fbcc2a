import Diagnostics
import Networks

extension NumPyFile {
  /// The array in NPY format, version 1.0, with its elements rounded to the type. 16-bit floats are written with 32 bits.
  package static func bytes(_ tensor: Tensor, as type: ElementType) -> [UInt8] {
    let sizes = tensor.shape.map(String.init).joined(separator: ", ") + (tensor.rank == 1 ? "," : "")
    var header = "{'descr': '\(type.descriptor)', 'fortran_order': False, 'shape': (\(sizes)), }"
    // Magic string, version and length take 10 bytes; the data start at a multiple of 64.
    let length = (10 + header.utf8.count + 1 + 63) / 64 * 64 - 10
    header += String(repeating: " ", count: length - header.utf8.count - 1) + "\n"
    var bytes = NumPyHeader.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(header.utf8)
    bytes.reserveCapacity(bytes.count + tensor.count * type.byteCount)
    let stored = type == .float16 || type == .bfloat16 ? ElementType.float32 : type
    for element in tensor.elements { stored.encode(element, into: &bytes) }
    return bytes
  }
}

extension NumPyArchive {
  /// Arrays in NPZ format, in the order given. The same arrays give the same bytes.
  package static func bytes(_ arrays: [(name: String, tensor: Tensor, type: ElementType)]) throws(Diagnostic) -> [UInt8] {
    var writer = ZIPWriter()
    for (name, tensor, type) in arrays { try writer.add("\(name).npy", NumPyFile.bytes(tensor, as: type)) }
    return writer.finish()
  }
}

extension ElementType {
  /// What NumPy calls the type that the elements are written as.
  fileprivate var descriptor: String {
    switch self {
    case .float64: "<f8"
    case .float32, .float16, .bfloat16: "<f4"
    case .int64: "<i8"
    case .int32: "<i4"
    case .int16: "<i2"
    case .int8: "|i1"
    case .uint64: "<u8"
    case .uint32: "<u4"
    case .uint16: "<u2"
    case .uint8: "|u1"
    case .bool: "|b1"
    }
  }
}
