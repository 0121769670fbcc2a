import ModelFiles
import Networks
import Testing

/// Arrays that are written and read again.
@Suite struct NumPyWriteTests {
  @Test(
    "an array is read as it was written",
    arguments: [
      (ElementType.float64, [0.1, -0.0, 1e300, .infinity]), (.float32, [0.5, -1.25, 0x1p100, -.infinity]), (.int64, [-0x1p53, 7, 0, 1]),
      (.int8, [-128, 127, 0, -1]), (.uint8, [255, 0, 1, 2]), (.uint64, [0x1p63, 0, 1, 2]), (.bool, [1, 0, 0, 1]), (.uint16, [65535, 1, 2, 3]),
    ])
  func roundTrip(type: ElementType, elements: [Double]) throws {
    for shape in [[4], [2, 2], [1, 4, 1]] {
      let tensor = Tensor(shape: shape, elements: elements)
      #expect(try NumPyFile.array(NumPyFile.bytes(tensor, as: type), at: .none) == tensor)
    }
  }

  @Test("an archive is read as it was written, and its bytes do not change")
  func archive() throws {
    let tensor = Tensor(shape: [], elements: [2.5])
    let arrays: [(name: String, tensor: Tensor, type: ElementType)] = [
      ("y", tensor, .float32), ("größe", Tensor(shape: [0, 3], elements: []), .int64), ("a/b", Tensor(shape: [2], elements: [1, 2]), .int32),
    ]
    let bytes = try NumPyArchive.bytes(arrays)
    #expect(bytes == (try NumPyArchive.bytes(arrays)))
    let archive = try NumPyArchive(bytes, at: .none)
    #expect(archive.names == ["a/b", "größe", "y"])
    for (name, tensor, _) in arrays { #expect(try archive.array(name) == tensor) }
  }

  @Test("numbers beyond an integer type keep their lowest bits, and what is no number becomes 0")
  func integers() throws {
    let tensor = Tensor(shape: [4], elements: [300, -1, .nan, 2.75])
    #expect(try NumPyFile.array(NumPyFile.bytes(tensor, as: .uint8), at: .none).elements == [44, 255, 0, 2])
  }
}
