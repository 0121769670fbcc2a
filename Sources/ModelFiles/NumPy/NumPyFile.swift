import Diagnostics
import Networks

/// One array in NumPy's NPY format, versions 1.0, 2.0 and 3.0.
package enum NumPyFile {
  /// The array as doubles, the last axis running fastest whatever the order in the file. Every value is exact.
  ///
  /// Floats of 2, 4 and 8 bytes, integers of 1 to 8 bytes and booleans are read, in either byte order. Infinities and NaN are
  /// passed on: what they mean is for the caller to say. Throws a `Diagnostic` that gives the byte where the file is wrong.
  package static func array(_ bytes: [UInt8], at location: Diagnostic.Location) throws(Diagnostic) -> Tensor {
    try array(BinaryFile(bytes: bytes, location: location, id: "bad-npy"))
  }

  static func array(_ file: BinaryFile) throws(Diagnostic) -> Tensor {
    let header = try NumPyHeader(file)
    let size = header.count * header.type.byteCount
    let range = try file.range(header.dataStart, count: size, "the array of shape \(header.shape)")
    guard range.upperBound == file.bytes.count else {
      throw file.failure(
        at: range.upperBound, "\(file.bytes.count - range.upperBound) bytes follow the array of shape \(header.shape)")
    }
    let elements: [Double]
    do { elements = try header.type.decode(file.bytes[range], isBigEndian: header.isBigEndian) } catch {
      throw file.failure(
        at: range.lowerBound + error.index * header.type.byteCount, "an element can't be read: \(error.reason)")
    }
    return header.isFortranOrder ? fortran(elements, header.shape) : Tensor(shape: header.shape, elements: elements)
  }

  /// The tensor of elements that were stored with the first axis running fastest.
  private static func fortran(_ stored: [Double], _ shape: [Int]) -> Tensor {
    var strides: [Int] = []
    var stride = 1
    for size in shape {
      strides.append(stride)
      stride *= size
    }
    var elements: [Double] = []
    elements.reserveCapacity(stored.count)
    var index = [Int](repeating: 0, count: shape.count)
    var offset = 0
    for _ in stored.indices {
      elements.append(stored[offset])
      for axis in shape.indices.reversed() {
        index[axis] += 1
        offset += strides[axis]
        if index[axis] < shape[axis] { break }
        offset -= strides[axis] * shape[axis]
        index[axis] = 0
      }
    }
    return Tensor(shape: shape, elements: elements)
  }
}
