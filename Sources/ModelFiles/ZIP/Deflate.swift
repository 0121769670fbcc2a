import CZlib

/// Deflated data (RFC 1951) and CRC-32, by zlib.
enum Deflate {
  /// No deflated byte can give more than this many: 258 bytes for two bits.
  static let largestRatio = 1032

  /// The unpacked bytes of a raw deflate stream that ends at the end of `packed` and gives exactly `size` bytes; else `nil`.
  static func inflate(_ packed: [UInt8], size: Int) -> [UInt8]? {
    guard let packedCount = uInt(exactly: packed.count), let outputCount = uInt(exactly: size) else { return nil }
    var stream = z_stream()
    // Negative window bits mean: no zlib header around the data.
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var input = packed
    // One byte more than promised, so that a stream that gives more is noticed and zlib never sees an empty buffer.
    var output = [UInt8](repeating: 0, count: size + 1)
    let status = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = packedCount
        stream.next_out = output.baseAddress
        stream.avail_out = outputCount + 1
        return CZlib.inflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END, stream.avail_in == 0, stream.avail_out == 1 else { return nil }
    output.removeLast()
    return output
  }

  /// The CRC-32 of bytes as ZIP archives store it.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32_z(0, bytes, bytes.count))
  }
}
