import Diagnostics
import ModelFiles
import Networks
import Testing

@Suite struct SafetensorsTests {
  private func tensors(_ bytes: [UInt8]) throws -> [NamedTensor] { try SafetensorsFile.tensors(bytes, at: .file("m")) }

  @Test("every element type is read exactly")
  func types() throws {
    let cases: [(String, [UInt8], [Double])] = [
      ("F64", littleEndian(Double.pi.bitPattern) + littleEndian((-0.5).bitPattern), [.pi, -0.5]),
      (
        "F32", littleEndian(Float(0.1).bitPattern) + littleEndian(Float.leastNonzeroMagnitude.bitPattern),
        [Double(Float(0.1)), 0x1p-149]
      ),
      ("F16", littleEndian(0x3C00 as UInt16) + littleEndian(0x8001 as UInt16), [1, -0x1p-24]),
      ("F16", littleEndian(0x7BFF as UInt16) + littleEndian(0x0400 as UInt16), [65504, 0x1p-14]),
      ("BF16", littleEndian(0x3F80 as UInt16) + littleEndian(0xC049 as UInt16), [1, -3.140625]),
      ("I64", littleEndian(-(1 << 53) as Int64) + littleEndian(7 as Int64), [-0x1p53, 7]),
      ("I32", littleEndian(Int32.min) + littleEndian(Int32.max), [-2_147_483_648, 2_147_483_647]),
      ("I16", littleEndian(Int16.min) + littleEndian(1 as Int16), [-32768, 1]), ("I8", [0x80, 0x7F], [-128, 127]),
      ("U64", littleEndian(1 << 63 as UInt64) + littleEndian(3 as UInt64), [0x1p63, 3]),
      ("U32", littleEndian(UInt32.max) + littleEndian(0 as UInt32), [4_294_967_295, 0]),
      ("U16", littleEndian(UInt16.max) + littleEndian(2 as UInt16), [65535, 2]), ("U8", [255, 0], [255, 0]),
      ("BOOL", [1, 0], [1, 0]),
    ]
    for (type, data, expected) in cases {
      let header = #"{"t":{"dtype":"\#(type)","shape":[2,1],"data_offsets":[0,\#(data.count)]}}"#
      let read = try tensors(safetensors(header, data))
      #expect(read.map(\.name) == ["t"] && read.map(\.tensor) == [Tensor(shape: [2, 1], elements: expected)], "\(type)")
      // Written in the type that it was read in, it has the same bytes.
      #expect(SafetensorsFile.bytes(read).suffix(data.count) == data[...], "\(type)")
    }
  }

  @Test("tensors come in the order of their bytes, with scalars, empty ones and metadata")
  func order() throws {
    let header = """
      {"__metadata__":{"format":"pt"},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]},\
      "none":{"dtype":"F32","shape":[0,5],"data_offsets":[1,1]},\
      "\\u0061":{"data_offsets":[0,1],"shape":[],"dtype":"U8"}}\u{20}\u{20}
      """
    let read = try tensors(safetensors(header, [5, 6, 7]))
    #expect(read.map(\.name) == ["a", "none", "b"])
    #expect(read.map(\.tensor.shape) == [[], [0, 5], [2]])
    #expect(read.map(\.tensor.elements) == [[5], [], [6, 7]])
  }

  @Test("a broken header is refused with the byte and the reason", arguments: brokenHeaders)
  func broken(header: String, expected: String) {
    #expect(failure { _ = try tensors(safetensors(header, [1, 2, 3, 4])) } == "m: error: " + expected)
  }

  static let brokenHeaders: [(String, String)] = [
    ("[]", "at byte 8: the header should start with '{' and be an object"),
    (" {}", "at byte 8: the header should start with '{' and be an object"),
    ("{}x", "at byte 10: the header is not JSON as the format wants it: found 'x' where the end of the text should come"),
    ("{}", "at byte 10: the tensors end at byte 0 of the data, but there are 4"),
    (
      #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}"#,
      "at byte 61: the header is not JSON as the format wants it: the key 'a' appears twice in one object"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}"#,
      "at byte 61: tensors 'a' and 'b' overlap in the data"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}"#,
      "at byte 61: bytes 1 to 2 of the data, before tensor 'b', belong to no tensor"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[5],"data_offsets":[0,5]}}"#,
      "at byte 9: tensor 'a' ends at byte 5 of the data, but there are only 4"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}"#,
      "at byte 64: the tensors end at byte 3 of the data, but there are 4"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#,
      "at byte 9: tensor 'a' of dtype F32 and shape [2] needs 8 bytes, but its data_offsets hold 4"
    ),
    (
      #"{"a":{"dtype":"F8_E5M2","shape":[4],"data_offsets":[0,4]}}"#,
      """
      at byte 9: tensor 'a' has the dtype 'F8_E5M2', which is not read
        fix: save it as one of: BF16, BOOL, F16, F32, F64, I16, I32, I64, I8, U16, U32, U64, U8
      """
    ),
    (
      #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,0]}}"#,
      "at byte 9: the data_offsets of tensor 'a' are not a pair [begin, end] with begin ≤ end"
    ),
    (#"{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}"#, "at byte 9: the shape of tensor 'a' is not a list of sizes"),
    (#"{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,4]}}"#, "at byte 9: the shape of tensor 'a' is not a list of sizes"),
    (
      #"{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}"#,
      "at byte 9: the shape [4294967296, 4294967296] of tensor 'a' is too large"
    ),
    (
      #"{"a":{"dtype":"U8","shape":[4]}}"#,
      "at byte 9: tensor 'a' should be an object with the keys dtype, shape and data_offsets, and no others"
    ),
    (#"{"a":{"dtype":1,"shape":[4],"data_offsets":[0,4]}}"#, "at byte 9: the dtype of tensor 'a' is not a string"),
    (#"{"__metadata__":{"a":1}}"#, "at byte 24: '__metadata__' should be an object whose values are strings"),
    (
      String(repeating: #"{"a":"#, count: 65),
      "at byte 328: the header is not JSON as the format wants it: values are nested more than 64 levels deep"
    ),
  ]

  @Test("a wrong length of the header is refused")
  func headerLength() {
    #expect(
      failure { _ = try tensors([1, 2, 3]) }
        == "m: error: at byte 0: the length of the header should take 8 bytes, but only 3 are left")
    #expect(
      failure { _ = try tensors(littleEndian(UInt64.max)) } == """
        m: error: at byte 0: the length of the header is 18446744073709551615; it should be from 2 to 100000000
          fix: check that this is a safetensors file
        """)
    #expect(
      failure { _ = try tensors(littleEndian(100 as UInt64) + [0x7B]) }
        == "m: error: at byte 8: the header should take 100 bytes, but only 1 are left")
    #expect(
      failure { _ = try tensors(littleEndian(2 as UInt64) + [0x7B, 0xFF]) }
        == "m: error: at byte 8: the header is not UTF-8 text")
  }

  @Test("an integer without an exact double is refused at its byte")
  func inexactInteger() {
    let data = littleEndian(0 as Int64) + littleEndian((1 << 53) + 1 as Int64)
    #expect(
      failure { _ = try tensors(safetensors(#"{"n":{"dtype":"I64","shape":[2],"data_offsets":[0,16]}}"#, data)) }
        == "m: error: at byte 71: element 1 of tensor 'n' can't be read: the integer 9007199254740993 has no exact double")
  }

  @Test("a weight that is not finite is refused with the tensor's name and the index")
  func notFinite() {
    let data = [1, 2, Float.nan, 4].flatMap { littleEndian($0.bitPattern) }
    #expect(
      failure { _ = try tensors(safetensors(#"{"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}"#, data)) } == """
        m: error: tensor 'w' of shape [2, 2] holds a value that is not a finite number: element [1, 0] is NaN
          fix: train the model again or repair the file
        """)
  }

  @Test("a Git LFS pointer is told from a broken file")
  func pointer() {
    #expect(
      failure { _ = try tensors(Array("version https://git-lfs.github.com/spec/v1\n".utf8)) } == """
        m: error: this is a Git LFS pointer, not the file that it stands for
          fix: run 'git lfs pull'
        """)
  }
}
