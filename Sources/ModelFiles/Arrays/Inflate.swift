import CZlib

/// Unpacks data that was deflated (RFC 1951), by zlib.
enum Inflate {
  /// Exactly `size` bytes from a raw stream; `nil` if it is damaged or gives more or fewer.
  static func raw(_ packed: [UInt8], size: Int) -> [UInt8]? {
    // No deflated byte stands for more than 1032 bytes: a larger claim is false, and no memory is taken for it.
    guard size <= packed.count * 1032 + 64 else { return nil }
    var stream = z_stream()
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var packed = packed
    var output = [UInt8](repeating: 0, count: size + 1)
    let status = packed.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { buffer in
        stream.next_in = input.baseAddress
        stream.avail_in = uInt(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = uInt(buffer.count)
        return inflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END, Int(stream.total_out) == size else { return nil }
    output.removeLast()
    return output
  }
}
