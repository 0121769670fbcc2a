import Diagnostics

/// A ZIP archive in memory: members stored or deflated, found by the central directory.
///
/// Source: PKWARE, .ZIP File Format Specification (APPNOTE.TXT), sections 4.3.7, 4.3.12 and 4.3.16. Not read are archives of
/// several parts, encrypted members, and the ZIP64 extension, which only archives beyond 4 GiB need.
struct ZIPArchive: Sendable {
  struct Member: Sendable {
    let name: String
    let isDeflated: Bool
    let checksum: UInt32
    /// Place of the packed bytes in the archive.
    let packed: Range<Int>
    /// Number of bytes once unpacked.
    let size: Int
    /// Place of the local header.
    let offset: Int
  }

  let file: BinaryFile
  let members: [String: Member]

  /// Reads the central directory. Throws if a record is broken, a name appears twice, or members overlap.
  init(_ file: BinaryFile) throws(Diagnostic) {
    self.file = file
    let directory = try ZIPDirectory(file)
    var members: [String: Member] = [:]
    for member in directory.members where members.updateValue(member, forKey: member.name) != nil {
      throw file.failure(at: member.offset, "the archive has two members with the name '\(member.name)'")
    }
    let ordered = directory.members.sorted { ($0.offset, $0.name) < ($1.offset, $1.name) }
    for (one, next) in zip(ordered, ordered.dropFirst()) where one.packed.upperBound > next.offset {
      throw file.failure(at: next.offset, "the members '\(one.name)' and '\(next.name)' overlap")
    }
    self.members = members
  }

  /// The unpacked bytes of a member. Throws unless size and CRC-32 are as declared.
  func contents(of member: Member) throws(Diagnostic) -> [UInt8] {
    let packed = file.bytes[member.packed]
    var bytes = Array(packed)
    if member.isDeflated {
      guard let inflated = Deflate.inflate(bytes, size: member.size) else {
        throw file.failure(
          at: member.packed.lowerBound,
          "the deflated data of '\(member.name)' are damaged, or do not unpack to \(member.size) bytes")
      }
      bytes = inflated
    }
    guard Deflate.checksum(bytes) == member.checksum else {
      throw file.failure(
        at: member.packed.lowerBound, "the CRC-32 of '\(member.name)' is not the one in the directory: the file is damaged")
    }
    return bytes
  }
}
