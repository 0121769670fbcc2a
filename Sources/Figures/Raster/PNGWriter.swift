import CPNG

/// Writes rasters as PNG (8-bit sRGB with alpha) by libpng's simplified interface, which reports errors instead of jumping.
package enum PNGWriter {
  /// The bytes of a PNG file; `nil` if libpng can't write it (out of memory).
  package static func write(_ raster: Raster) -> [UInt8]? {
    let pixels = raster.encoded()
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    image.width = png_uint_32(raster.width)
    image.height = png_uint_32(raster.height)
    image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
    defer { png_image_free(&image) }
    var size: png_alloc_size_t = 0
    guard png_image_write_to_memory(&image, nil, &size, 0, pixels, 0, nil) != 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: size)
    guard png_image_write_to_memory(&image, &bytes, &size, 0, pixels, 0, nil) != 0 else { return nil }
    return Array(bytes[..<size])
  }
}

extension Raster {
  /// The pixels as bytes: sRGB, alpha not multiplied in.
  func encoded() -> [UInt8] {
    // Light to byte through a table: 4,096 steps are finer than a byte's steps everywhere but in the darkest twenty.
    let table = (0...4095).map { UInt8((Color.gammaEncoded(Double($0) / 4095) * 255).rounded()) }
    return [UInt8](unsafeUninitializedCapacity: pixels.count) { buffer, count in
      for i in stride(from: 0, to: pixels.count, by: 4) {
        let alpha = pixels[i + 3]
        for channel in 0..<3 {
          let light = alpha > 0 ? min(max(pixels[i + channel] / alpha, 0), 1) : 0
          buffer[i + channel] = table[Int((light * 4095).rounded())]
        }
        buffer[i + 3] = UInt8((min(max(alpha, 0), 1) * 255).rounded())
      }
      count = pixels.count
    }
  }
}
