import Diagnostics
import Networks

/// The header of an NPY file: element type, byte order, order of the axes, shape.
///
/// Source: NumPy's documentation, numpy.lib.format ("Format Version 1.0", "2.0", "3.0"): the magic string, two bytes of
/// version, the length of the header, and a Python dictionary with exactly the keys descr, fortran_order and shape.
struct NumPyHeader {
  let type: ElementType
  let isBigEndian: Bool
  let isFortranOrder: Bool
  let shape: [Int]
  let count: Int
  /// Where the elements start in the file.
  let dataStart: Int

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// The longest header that is read, in bytes.
  private static let longest = 1 << 16

  /// Reads and checks the header of a file.
  init(_ file: BinaryFile) throws(Diagnostic) {
    let range = try Self.textRange(file)
    let start = range.lowerBound
    guard let text = String(validating: file.bytes[range], as: UTF8.self) else {
      throw file.failure(at: start, "the header is not text")
    }
    let dictionary: PythonDictionary
    do { dictionary = try PythonDictionary(text) } catch {
      throw file.failure(at: start + error.offset, "the header is not a dictionary as NumPy writes it: \(error.message)")
    }
    let entries = dictionary.entries
    guard entries.count == 3, case .string(let descriptor) = entries["descr"], case .tuple(let shape) = entries["shape"],
      case .boolean(let isFortranOrder) = entries["fortran_order"]
    else {
      throw file.failure(
        at: start,
        "the header should have three keys: 'descr' (a string), 'fortran_order' (True or False) and 'shape' (a tuple)")
    }
    guard let (type, isBigEndian) = Self.elementType(descriptor) else {
      throw file.failure(
        at: start, "elements of type '\(descriptor)' are not read",
        fix: "convert the array to float16, float32, float64, an integer type or bool before saving it")
    }
    guard let count = Tensor.elementCount(of: shape) else {
      throw file.failure(at: start, "the shape \(shape) is too large")
    }
    (self.type, self.isBigEndian, self.isFortranOrder) = (type, isBigEndian, isFortranOrder)
    (self.shape, self.count, dataStart) = (shape, count, range.upperBound)
  }

  /// Where the dictionary lies: behind the magic string, the version and the length, which has 2 bytes in version 1, else 4.
  private static func textRange(_ file: BinaryFile) throws(Diagnostic) -> Range<Int> {
    let start = try file.range(0, count: 8, "the magic string and the version")
    guard file.bytes[start].starts(with: magic) else {
      throw file.failure(
        at: 0, "the file does not start with the magic string of an NPY file", fix: "save it with numpy.save")
    }
    let (major, minor) = (file.bytes[6], file.bytes[7])
    guard (1...3).contains(major), minor == 0 else {
      throw file.failure(at: 6, "the format version is \(major).\(minor); 1.0, 2.0 and 3.0 are read")
    }
    let what = "the length of the header"
    let length = major == 1 ? Int(try file.integer(UInt16.self, at: 8, what)) : Int(try file.integer(UInt32.self, at: 8, what))
    guard length <= longest else {
      throw file.failure(at: 8, "the header should be \(length) bytes long; at most \(longest) are read")
    }
    return try file.range(major == 1 ? 10 : 12, count: length, "the header")
  }

  /// The type and byte order of a descriptor such as `<f8`; `|` stands for "no byte order" of one-byte types.
  private static func elementType(_ descriptor: String) -> (ElementType, isBigEndian: Bool)? {
    let types: [Substring: ElementType] = [
      "f2": .float16, "f4": .float32, "f8": .float64, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64,
      "u1": .uint8, "u2": .uint16, "u4": .uint32, "u8": .uint64, "b1": .bool,
    ]
    guard let type = types[descriptor.dropFirst()] else { return nil }
    switch descriptor.first {
    case "<": return (type, false)
    case ">": return (type, true)
    case "|": return type.byteCount == 1 ? (type, false) : nil
    default: return nil
    }
  }
}
