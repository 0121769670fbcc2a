import Diagnostics

/// The central directory of a ZIP archive.
struct ZIPDirectory {
  private(set) var members: [ZIPArchive.Member] = []
  private let file: BinaryFile
  /// Where the members end and the directory starts.
  private let start: Int

  /// The largest member that is unpacked, in bytes: 1 GiB.
  static let largestMember = 1 << 30

  /// Reads the directory and the local headers that it points to.
  init(_ file: BinaryFile) throws(Diagnostic) {
    self.file = file
    let end = try Self.endRecord(file)
    let (disk, directoryDisk) = (
      try file.integer(UInt16.self, at: end + 4, "a number"), try file.integer(UInt16.self, at: end + 6, "a number")
    )
    let count = try file.integer(UInt16.self, at: end + 10, "the number of members")
    let size = Int(try file.integer(UInt32.self, at: end + 12, "the size of the directory"))
    start = Int(try file.integer(UInt32.self, at: end + 16, "the place of the directory"))
    guard count != .max, start != UInt32.max, size != UInt32.max else { throw Self.refuseZIP64(file, end) }
    guard disk == 0, directoryDisk == 0, try file.integer(UInt16.self, at: end + 8, "a number") == count else {
      throw file.failure(at: end, "the archive has several parts")
    }
    guard start + size == end else {
      throw file.failure(at: end, "the directory should take bytes \(start) to \(start + size), but it ends at byte \(end)")
    }
    var position = start
    for _ in 0..<count { position = try readEntry(position) }
    guard position == end else {
      throw file.failure(at: position, "\(end - position) bytes follow the last entry of the directory")
    }
  }

  /// Where the end record lies: the last place whose comment reaches exactly to the end of the file.
  private static func endRecord(_ file: BinaryFile) throws(Diagnostic) -> Int {
    let count = file.bytes.count
    var offset = count - 22
    while offset >= max(0, count - 22 - 0xFFFF) {
      if file.bytes[offset] == 0x50, try file.integer(UInt32.self, at: offset, "a signature") == 0x0605_4B50,
        Int(try file.integer(UInt16.self, at: offset + 20, "a length")) == count - offset - 22
      {
        return offset
      }
      offset -= 1
    }
    throw file.failure(
      "this is not a ZIP archive, or its end is missing", fix: "save it with numpy.savez or numpy.savez_compressed")
  }

  /// Reads the entry at a place and gives the place of the next.
  private mutating func readEntry(_ position: Int) throws(Diagnostic) -> Int {
    _ = try file.range(position, count: 46, "an entry of the directory")
    guard try file.integer(UInt32.self, at: position, "a signature") == 0x0201_4B50 else {
      throw file.failure(at: position, "an entry of the directory should start here")
    }
    let flags = try file.integer(UInt16.self, at: position + 8, "the flags")
    let method = try file.integer(UInt16.self, at: position + 10, "the method")
    let checksum = try file.integer(UInt32.self, at: position + 16, "the checksum")
    let packedSize = Int(try file.integer(UInt32.self, at: position + 20, "a size"))
    let size = Int(try file.integer(UInt32.self, at: position + 24, "a size"))
    let nameLength = Int(try file.integer(UInt16.self, at: position + 28, "a length"))
    let extra = Int(try file.integer(UInt16.self, at: position + 30, "a length"))
    let comment = Int(try file.integer(UInt16.self, at: position + 32, "a length"))
    let offset = Int(try file.integer(UInt32.self, at: position + 42, "an offset"))
    guard size != UInt32.max, packedSize != UInt32.max, offset != UInt32.max else { throw Self.refuseZIP64(file, position) }
    let nameBytes = file.bytes[try file.range(position + 46, count: nameLength, "a member's name")]
    guard let name = String(validating: nameBytes, as: UTF8.self), !name.utf8.contains(0) else {
      throw file.failure(at: position + 46, "a member's name is not UTF-8 text")
    }
    guard flags & 1 == 0 else { throw file.failure(at: position, "the member '\(name)' is encrypted") }
    guard method == 0 || method == 8 else {
      throw file.failure(
        at: position, "the member '\(name)' is packed by method \(method); 0 (stored) and 8 (deflated) are read")
    }
    try checkSize(name, size, packedSize, isDeflated: method == 8, position)
    let dataStart = try localHeader(offset, nameBytes, name)
    guard packedSize <= start - dataStart else {
      throw file.failure(at: offset, "the member '\(name)' runs into the directory")
    }
    members.append(
      ZIPArchive.Member(
        name: name, isDeflated: method == 8, checksum: checksum, packed: dataStart..<dataStart + packedSize, size: size,
        offset: offset))
    return position + 46 + nameLength + extra + comment
  }

  /// Refuses declared sizes that are too large or that no packed data of the length can give, before memory is taken.
  private func checkSize(_ name: String, _ size: Int, _ packedSize: Int, isDeflated: Bool, _ position: Int) throws(Diagnostic) {
    guard size <= Self.largestMember else {
      throw file.failure(
        at: position, "the member '\(name)' would unpack to \(size) bytes; at most \(Self.largestMember) are read")
    }
    let isPossible = isDeflated ? size / Deflate.largestRatio <= packedSize : size == packedSize
    guard isPossible else {
      throw file.failure(at: position, "the member '\(name)' can't unpack to \(size) bytes from \(packedSize)")
    }
  }

  /// Checks the local header of a member and gives the place of its data.
  private func localHeader(_ offset: Int, _ nameBytes: ArraySlice<UInt8>, _ name: String) throws(Diagnostic) -> Int {
    guard offset < start, try file.integer(UInt32.self, at: offset, "a signature") == 0x0403_4B50 else {
      throw file.failure(at: offset, "the member '\(name)' should start here")
    }
    let nameLength = Int(try file.integer(UInt16.self, at: offset + 26, "a length"))
    let extra = Int(try file.integer(UInt16.self, at: offset + 28, "a length"))
    guard file.bytes[try file.range(offset + 30, count: nameLength, "a member's name")] == nameBytes else {
      throw file.failure(at: offset + 30, "the member '\(name)' has another name here than in the directory")
    }
    let dataStart = offset + 30 + nameLength + extra
    guard dataStart <= start else { throw file.failure(at: offset, "the member '\(name)' runs into the directory") }
    return dataStart
  }

  private static func refuseZIP64(_ file: BinaryFile, _ offset: Int) -> Diagnostic {
    file.failure(at: offset, "the archive uses the ZIP64 extension, which is not read", fix: "save fewer arrays in one file")
  }
}
