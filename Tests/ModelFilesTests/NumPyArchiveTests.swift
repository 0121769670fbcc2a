import Diagnostics
import ModelFiles
import Networks
import Testing

/// Archives written by NumPy, and ones whose directory lies: Tests/Fixtures/make-data.py.
@Suite struct NumPyArchiveTests {
  private func array(_ name: String, _ member: String? = nil) throws -> Tensor {
    try DataFile.array("data/\(name).npz", member: member, from: Fixtures.workspace())
  }

  @Test("stored and deflated members are read by name", arguments: ["stored", "deflated"])
  func members(name: String) throws {
    #expect(try array(name, "one") == Tensor(shape: [2, 3], elements: [0, 1, 2, 3, 4, 5]))
    #expect(try array(name, "two") == Tensor(shape: [3], elements: [7, 8, 9]))
  }

  @Test("the names of the arrays are sorted, and an only array needs no name")
  func names() throws {
    #expect(try NumPyArchive(Fixtures.bytes("data/deflated.npz"), at: .none).names == ["one", "two", "zeros"])
    #expect(try array("single").elements == [7, 8, 9])
    #expect(try array("deflated", "zeros") == Tensor(shape: [10000], elements: [Double](repeating: 0, count: 10000)))
  }

  @Test("a name that is missing or unknown is refused with the names there are")
  func unknownNames() {
    #expect(
      failure { _ = try array("stored") } == """
        data/stored.npz: error: the archive holds 2 arrays, and none is named
          fix: name one of: one, two
        """)
    #expect(
      failure { _ = try array("stored", "on") } == """
        data/stored.npz: error: the archive has no array 'on'
          fix: did you mean 'one'?
        """)
  }

  @Test("an archive whose directory lies is refused")
  func liars() {
    let cases = [
      ("bomb", "at byte 113: the member 'one.npy' can't unpack to 1073741824 bytes from 76"),
      ("huge", "at byte 113: the member 'one.npy' would unpack to 1073741825 bytes; at most 1073741824 are read"),
      ("short", "at byte 37: the deflated data of 'one.npy' are damaged, or do not unpack to 153 bytes"),
      ("long", "at byte 37: the deflated data of 'one.npy' are damaged, or do not unpack to 151 bytes"),
      ("checksum", "at byte 37: the CRC-32 of 'one.npy' is not the one in the directory: the file is damaged"),
      ("encrypted", "at byte 189: the member 'one.npy' is encrypted"),
      ("method", "at byte 189: the member 'one.npy' is packed by method 12; 0 (stored) and 8 (deflated) are read"),
      (
        "zip64",
        "at byte 189: the archive uses the ZIP64 extension, which is not read\n  fix: save fewer arrays in one file"
      ),
      ("twice", "at byte 213: the archive has two members with the name 'one.npy'"),
    ]
    for (name, expected) in cases {
      #expect(failure { _ = try array(name) } == "data/\(name).npz: error: " + expected)
    }
  }

  @Test("a file that is no archive is refused")
  func noArchive() {
    #expect(
      failure { _ = try NumPyArchive(Array("text".utf8), at: .file("a")) } == """
        a: error: this is not a ZIP archive, or its end is missing
          fix: save it with numpy.savez or numpy.savez_compressed
        """)
  }

  @Test("an archive with a comment is read")
  func comment() throws {
    var bytes = try Fixtures.bytes("data/single.npz")
    bytes[bytes.count - 2] = 4
    bytes += Array("PK\u{5}\u{6}".utf8)
    #expect(try NumPyArchive(bytes, at: .none).array("only").elements == [7, 8, 9])
  }
}
