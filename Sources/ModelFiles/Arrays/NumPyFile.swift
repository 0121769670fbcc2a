import Diagnostics
import Networks

/// Reads arrays of NumPy: `.npy` in versions 1 to 3, C or Fortran order, either byte order.
/// Source: NumPy Enhancement Proposal 1 and the format's description in `numpy.lib.format`.
package enum NumPyFile {
  /// The array as doubles with the last axis running fastest.
  package static func array(_ file: FileBytes) throws(Diagnostic) -> Tensor {
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    guard try file.slice(0, 6, of: "the magic number").elementsEqual(magic) else { throw file.fail("this is no NumPy array", at: 0) }
    let version = try file.integer(at: 6, bytes: 1, of: "the version")
    guard (1...3).contains(version) else { throw file.fail("version \(version) is not read", at: 6) }
    let lengthBytes = version == 1 ? 2 : 4
    let length = try file.integer(at: 8, bytes: lengthBytes, of: "the header's length")
    let header = try NumPyHeader.parse(try file.slice(8 + lengthBytes, length, of: "the header"), file)
    let start = 8 + lengthBytes + length
    guard let count = elementCount(header.shape), let size = elementCount([count, header.type.byteCount]) else {
      throw file.fail("the shape \(header.shape) is too large", at: 8 + lengthBytes)
    }
    guard file.bytes.count - start == size else {
      throw file.fail("\(file.bytes.count - start) bytes follow the header, but shape \(header.shape) needs \(size)", at: start)
    }
    let elements = header.type.decode(file.bytes[start...], isBigEndian: header.isBigEndian)
    let tensor = Tensor(shape: header.shape, elements: elements)
    return header.isFortranOrder ? transposed(tensor) : tensor
  }

  /// The elements of an array whose first axis runs fastest, put in order.
  private static func transposed(_ tensor: Tensor) -> Tensor {
    var result = tensor
    let shape = tensor.shape
    var index = [Int](repeating: 0, count: shape.count)
    for flat in 0..<tensor.count {
      var offset = 0
      for axis in shape.indices.reversed() { offset = offset * shape[axis] + index[axis] }
      result.elements[flat] = tensor.elements[offset]
      for axis in shape.indices.reversed() {
        index[axis] += 1
        if index[axis] < shape[axis] { break }
        index[axis] = 0
      }
    }
    return result
  }
}
