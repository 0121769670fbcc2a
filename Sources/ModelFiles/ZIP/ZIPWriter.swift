import Diagnostics

/// Writes a ZIP archive of stored members. The same members give the same bytes: times are those of the format's first day.
///
/// Source: PKWARE, .ZIP File Format Specification (APPNOTE.TXT), sections 4.3.7, 4.3.12 and 4.3.16.
struct ZIPWriter {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Adds a member. Throws where the archive would need the ZIP64 extension: beyond 4 GiB, or 65,534 members.
  mutating func add(_ name: String, _ contents: [UInt8]) throws(Diagnostic) {
    guard bytes.count + contents.count < Int(UInt32.max) - 1 << 20, count < 0xFFFE, name.utf8.count < 0xFFFF else {
      throw Diagnostic(
        id: "too-large", "'\(name)' does not fit into the archive, which may hold 4 GiB", at: .none, fix: "evaluate fewer rows at once")
    }
    let offset = UInt32(bytes.count)
    var shared: [UInt8] = []
    // Version 2.0, names in UTF-8, stored, midnight of 1980-01-01.
    for field: UInt16 in [20, 1 << 11, 0, 0, 0x21] { Self.append(field, to: &shared) }
    for field in [Deflate.checksum(contents), UInt32(contents.count), UInt32(contents.count)] { Self.append(field, to: &shared) }
    for field in [UInt16(name.utf8.count), 0] { Self.append(field, to: &shared) }
    Self.append(0x0403_4B50 as UInt32, to: &bytes)
    bytes += shared + Array(name.utf8) + contents
    Self.append(0x0201_4B50 as UInt32, to: &directory)
    Self.append(20 as UInt16, to: &directory)
    directory += shared
    // No comment, first disk, no attributes.
    for field: UInt16 in [0, 0, 0, 0, 0] { Self.append(field, to: &directory) }
    Self.append(offset, to: &directory)
    directory += Array(name.utf8)
    count += 1
  }

  /// The archive with its directory.
  consuming func finish() -> [UInt8] {
    let start = UInt32(bytes.count)
    bytes += directory
    Self.append(0x0605_4B50 as UInt32, to: &bytes)
    for field in [0, 0, UInt16(count), UInt16(count)] { Self.append(field, to: &bytes) }
    Self.append(UInt32(directory.count), to: &bytes)
    Self.append(start, to: &bytes)
    Self.append(0 as UInt16, to: &bytes)
    return bytes
  }

  private static func append(_ value: some FixedWidthInteger & UnsignedInteger, to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> type(of: value).init(shift))) }
  }
}
