import CZlib
import Diagnostics
import Networks

/// Reads `.npz`: a ZIP archive of `.npy` files, stored or deflated.
/// Source: PKWARE, "APPNOTE.TXT — .ZIP File Format Specification" 6.3.10, sections 4.3 and 4.4. ZIP64 is read as far as NumPy writes
/// it: its extra fields are skipped, archives of 4 GiB or more are refused.
package enum NPZFile {
  package struct Member: Sendable {
    /// Without the ending `.npy`.
    package let name: String
    package let array: Tensor
  }

  /// The most bytes that a member may unpack to: an archive that says more is refused before memory is taken.
  private static let largestMember = 1 << 30

  /// The arrays in the order of the archive's directory.
  package static func arrays(_ file: FileBytes) throws(Diagnostic) -> [Member] {
    var members: [Member] = []
    for entry in try directory(file) {
      guard entry.name.hasSuffix(".npy") else { throw file.fail("member '\(entry.name)' is no NumPy array", at: entry.offset) }
      let name = String(entry.name.dropLast(4))
      if members.contains(where: { $0.name == name }) { throw file.fail("member '\(name)' is there twice", at: entry.offset) }
      let bytes = try unpack(entry, file)
      members.append(Member(name: name, array: try NumPyFile.array(FileBytes(path: "\(file.path)[\(name)]", bytes: bytes))))
    }
    return members
  }

  private struct Entry {
    let name: String
    let method: Int
    let checksum: Int
    let packedSize: Int
    let size: Int
    /// Of the member's local header.
    let offset: Int
  }

  private static func directory(_ file: FileBytes) throws(Diagnostic) -> [Entry] {
    guard let end = endRecord(file.bytes) else { throw file.fail("this is no ZIP archive, or its end is missing", at: file.bytes.count) }
    let count = try file.integer(at: end + 10, bytes: 2, of: "the number of members")
    var position = try file.integer(at: end + 16, bytes: 4, of: "the directory's place")
    var entries: [Entry] = []
    for _ in 0..<count {
      guard try file.integer(at: position, bytes: 4, of: "the directory") == 0x0201_4B50 else {
        throw file.fail("no entry of the directory is here", at: position)
      }
      let flags = try file.integer(at: position + 8, bytes: 2, of: "the directory")
      guard flags & 1 == 0 else { throw file.fail("the archive is encrypted", at: position) }
      let lengths = (
        try file.integer(at: position + 28, bytes: 2, of: "the directory"), try file.integer(at: position + 30, bytes: 2, of: "the directory"),
        try file.integer(at: position + 32, bytes: 2, of: "the directory")
      )
      let entry = Entry(
        name: String(decoding: try file.slice(position + 46, lengths.0, of: "a member's name"), as: UTF8.self),
        method: try file.integer(at: position + 10, bytes: 2, of: "the directory"),
        checksum: try file.integer(at: position + 16, bytes: 4, of: "the directory"),
        packedSize: try file.integer(at: position + 20, bytes: 4, of: "the directory"),
        size: try file.integer(at: position + 24, bytes: 4, of: "the directory"),
        offset: try file.integer(at: position + 42, bytes: 4, of: "the directory"))
      guard entry.packedSize < 0xFFFF_FFFF, entry.size < 0xFFFF_FFFF, entry.offset < 0xFFFF_FFFF else {
        throw file.fail("member '\(entry.name)' is of 4 GiB or more", at: position)
      }
      entries.append(entry)
      position += 46 + lengths.0 + lengths.1 + lengths.2
    }
    return entries
  }

  /// The place of the record that ends an archive: the last one whose comment reaches the end of the file.
  private static func endRecord(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    for start in stride(from: bytes.count - 22, through: max(0, bytes.count - 22 - 65_535), by: -1)
    where bytes[start] == 0x50 && bytes[start + 1] == 0x4B && bytes[start + 2] == 5 && bytes[start + 3] == 6 {
      let comment = Int(bytes[start + 20]) | Int(bytes[start + 21]) << 8
      if start + 22 + comment == bytes.count { return start }
    }
    return nil
  }

  private static func unpack(_ entry: Entry, _ file: FileBytes) throws(Diagnostic) -> [UInt8] {
    guard try file.integer(at: entry.offset, bytes: 4, of: "a member") == 0x0403_4B50 else {
      throw file.fail("member '\(entry.name)' does not begin here", at: entry.offset)
    }
    guard entry.size <= largestMember else {
      throw file.fail("member '\(entry.name)' says that it unpacks to \(entry.size) bytes; at most 1 GiB is read", at: entry.offset)
    }
    let nameLength = try file.integer(at: entry.offset + 26, bytes: 2, of: "a member")
    let extraLength = try file.integer(at: entry.offset + 28, bytes: 2, of: "a member")
    let packed = Array(try file.slice(entry.offset + 30 + nameLength + extraLength, entry.packedSize, of: "member '\(entry.name)'"))
    let bytes: [UInt8]?
    switch entry.method {
    case 0: bytes = packed.count == entry.size ? packed : nil
    case 8: bytes = Inflate.raw(packed, size: entry.size)
    default: throw file.fail("member '\(entry.name)' is packed by method \(entry.method), which is not read", at: entry.offset)
    }
    guard let bytes, Int(crc32(0, bytes, uInt(bytes.count))) == entry.checksum else {
      throw file.fail("member '\(entry.name)' is damaged: its bytes do not match its size or checksum", at: entry.offset)
    }
    return bytes
  }
}
