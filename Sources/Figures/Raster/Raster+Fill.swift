extension Raster {
  /// Gives every pixel an opaque colour, by its number row by row.
  package mutating func fill(_ color: (Int) -> Color) {
    for pixel in 0..<width * height {
      let light = Light(color(pixel))
      set(pixel, light)
    }
  }
}
