import Diagnostics
import ModelFiles
import Networks
import Testing

/// Arrays written by NumPy: Tests/Fixtures/make-data.py.
@Suite struct NumPyTests {
  private func array(_ name: String) throws -> Tensor { try DataFile.array("data/\(name)", from: Fixtures.workspace()) }

  static let counted: [String] =
    ["f2", "f4", "f8", "i2", "i4", "i8", "u2", "u4", "u8"].flatMap { ["counted-\($0)-little", "counted-\($0)-big"] }
    + ["counted-i1-little", "counted-u1-little", "fortran", "version2", "version3"]

  @Test("an array is the same in every type, byte order, axis order and version", arguments: counted)
  func layouts(name: String) throws {
    #expect(try array("\(name).npy") == Tensor(shape: [2, 3, 4], elements: (0..<24).map(Double.init)))
  }

  @Test("booleans, scalars, empty arrays and extreme values are read exactly")
  func values() throws {
    #expect(try array("bool.npy") == Tensor(shape: [3], elements: [1, 0, 1]))
    #expect(try array("scalar.npy") == Tensor(shape: [], elements: [2.5]))
    #expect(try array("empty.npy") == Tensor(shape: [0, 3], elements: []))
    #expect(try array("halves.npy").elements == [1, -2.5, 0x1p-14, 0x1p-24, 65504, .infinity, -.infinity])
    #expect(try array("extremes.npy").elements == [-0x1p53, 0x1p53, -1])
  }

  @Test("arrays that hold something else than numbers are refused")
  func otherTypes() {
    let fix = "\n  fix: convert the array to float16, float32, float64, an integer type or bool before saving it"
    let cases = [
      ("complex", "at byte 10: elements of type '<c16' are not read" + fix),
      ("text", "at byte 10: elements of type '<U1' are not read" + fix),
      (
        "structured",
        "at byte 20: the header is not a dictionary as NumPy writes it: a string in quotes is missing"
      ),
      ("inexact", "at byte 136: an element can't be read: the integer 9007199254740993 has no exact double"),
    ]
    for (name, expected) in cases {
      #expect(failure { _ = try array("\(name).npy") } == "data/\(name).npy: error: " + expected)
    }
  }

  private func refusal(_ header: String, data: Int = 0, version: UInt8 = 1) -> String {
    let bytes = [0x93] + Array("NUMPY".utf8) + [version, 0] + littleEndian(UInt16(header.utf8.count)) + Array(header.utf8)
    return failure { _ = try NumPyFile.array(bytes + [UInt8](repeating: 0, count: data), at: .file("a")) }
  }

  @Test("a broken header is refused with the byte and the reason")
  func headers() {
    let dictionary = "a: error: at byte %: the header is not a dictionary as NumPy writes it: "
    let keys =
      "a: error: at byte 10: the header should have three keys: "
      + "'descr' (a string), 'fortran_order' (True or False) and 'shape' (a tuple)"
    func message(_ byte: Int, _ text: String) -> String { dictionary.replacing("%", with: "\(byte)") + text }
    let cases = [
      ("", message(10, "'{' is missing")), ("{}", keys), ("{} x", message(12, "something follows the dictionary")),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'more': True}", keys),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (1)}", message(62, "a tuple of one size needs a comma")),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}", message(61, "a size is missing or too large")),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (1 2)}", message(63, "')' is missing")),
      ("{'descr': '<f8', 'fortran_order': 0, 'shape': (1,)}", message(44, "a string in quotes is missing")),
      ("{'descr': '<f8', 'descr': '<f4'}", message(27, "the key 'descr' appears twice")),
      ("{'descr': '<f8}", message(20, "the string has no closing quote")),
      (#"{'desc\x72': 1}"#, message(16, "escapes are not read")), ("{'descr' '<f8'}", message(19, "':' is missing")),
      (
        "{'descr': '<f8', 'fortran_order': True, 'shape': (9223372036854775807, 3)}",
        "a: error: at byte 10: the shape [9223372036854775807, 3] is too large"
      ),
      (
        "{'descr': '<f8', 'fortran_order': True, 'shape': (0, 9223372036854775807)}",
        "a: error: at byte 10: the shape [0, 9223372036854775807] is too large"
      ),
      (
        "{'descr': '<f8', 'fortran_order': True, 'shape': (1000000, 1000000), }\n",
        "a: error: at byte 81: the array of shape [1000000, 1000000] should take 8000000000000 bytes, but only 0 are left"
      ),
    ]
    for (header, expected) in cases { #expect(refusal(header) == expected, "\(header)") }
  }

  @Test("bytes after the array, unknown versions and other files are refused")
  func files() {
    let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,)}"
    #expect(refusal(header, data: 3) == "no error")
    #expect(refusal(header, data: 5) == "a: error: at byte 68: 2 bytes follow the array of shape [3]")
    #expect(refusal(header, version: 4) == "a: error: at byte 6: the format version is 4.0; 1.0, 2.0 and 3.0 are read")
    #expect(
      failure { _ = try NumPyFile.array(Array("\u{93}NUMPY12".utf8), at: .file("a")) } == """
        a: error: at byte 0: the file does not start with the magic string of an NPY file
          fix: save it with numpy.save
        """)
    #expect(
      failure { _ = try array("stored.csv") } == """
        data/stored.csv: error: '.csv' is not a format from which an array is read
          fix: use a file that ends in .npy or .npz
        """)
    #expect(
      failure { _ = try DataFile.array("data/bool.npy", member: "a", from: Fixtures.workspace()) } == """
        data/bool.npy: error: an NPY file holds one array without a name
          fix: leave out the name
        """)
  }
}
