import Diagnostics

/// The bytes of a binary file and its place in messages. Every access is checked; what is missing is an error that says where.
struct BinaryFile: Sendable {
  let bytes: [UInt8]
  let location: Diagnostic.Location
  /// The identifier of the diagnostics, such as `bad-npy`.
  let id: String

  /// An error at a byte of the file, or about the file as a whole. Without a better fix the file has to be written anew.
  func failure(at offset: Int? = nil, _ message: String, fix: String? = nil) -> Diagnostic {
    Diagnostic(id: id, (offset.map { "at byte \($0): " } ?? "") + message, at: location, fix: fix ?? Self.renewal(id))
  }

  /// How a file of a format is written anew.
  private static func renewal(_ id: String) -> String {
    switch id {
    case "bad-onnx": "correct the model where it is defined, and export it again"
    case "bad-safetensors": "save the tensors again with the safetensors library"
    case "bad-npy": "write the file again by numpy.save"
    default: "write the file again by numpy.savez"
    }
  }

  /// The range of `count` bytes from `offset`; `what` names them where the file is too short.
  func range(_ offset: Int, count: Int, _ what: String) throws(Diagnostic) -> Range<Int> {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      throw failure(at: offset, "\(what) should take \(count) bytes, but only \(max(0, bytes.count - max(0, offset))) are left")
    }
    return offset..<offset + count
  }

  /// The unsigned integer at `offset`, little endian.
  func integer<Value: FixedWidthInteger & UnsignedInteger>(
    _ type: Value.Type, at offset: Int, _ what: String
  ) throws(Diagnostic) -> Value {
    var value: Value = 0
    for index in try range(offset, count: Value.bitWidth / 8, what).reversed() {
      value = value << 8 | Value(truncatingIfNeeded: bytes[index])
    }
    return value
  }

  /// Refuses the text that Git leaves in place of a large file that was not fetched.
  func refuseLargeFilePointer() throws(Diagnostic) {
    guard bytes.starts(with: "version https://git-lfs.github.com/spec/".utf8) else { return }
    throw Diagnostic(
      id: "large-file-pointer", "this is a Git LFS pointer, not the file that it stands for", at: location,
      fix: "run 'git lfs pull'")
  }
}
