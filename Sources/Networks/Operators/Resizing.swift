/// The attributes of a Resize. Cubic interpolation and antialiasing are not known here.
package struct Resizing: Sendable, Equatable {
  package enum Interpolation: String, Sendable { case nearest, linear }
  /// How a position of the output is taken back to the input.
  package enum Coordinates: String, Sendable {
    case halfPixel = "half_pixel"
    case halfPixelSymmetric = "half_pixel_symmetric"
    case pytorchHalfPixel = "pytorch_half_pixel"
    case alignCorners = "align_corners"
    case asymmetric
    case halfPixelForNearest = "tf_half_pixel_for_nn"
    case cropAndResize = "tf_crop_and_resize"
  }
  package enum Rounding: String, Sendable {
    case preferFloor = "round_prefer_floor"
    case preferCeil = "round_prefer_ceil"
    case floor, ceil
  }
  package enum AspectRatio: String, Sendable {
    case stretch
    case notLarger = "not_larger"
    case notSmaller = "not_smaller"
  }

  package var interpolation: Interpolation
  package var coordinates: Coordinates
  package var rounding: Rounding
  /// `nil` for all axes.
  package var axes: [Int]?
  package var aspectRatio: AspectRatio
  /// What stands where the region reaches out of the input.
  package var extrapolation: Double

  package init(
    interpolation: Interpolation, coordinates: Coordinates = .halfPixel, rounding: Rounding = .preferFloor, axes: [Int]? = nil,
    aspectRatio: AspectRatio = .stretch, extrapolation: Double = 0
  ) {
    self.interpolation = interpolation
    self.coordinates = coordinates
    self.rounding = rounding
    self.axes = axes
    self.aspectRatio = aspectRatio
    self.extrapolation = extrapolation
  }

  /// One axis of the input and how much it is stretched.
  struct Axis {
    var size: Int
    var outputs: Int
    var scale: Double
    /// The part of the axis that is resized, for `cropAndResize`.
    var region: (start: Double, end: Double)
  }

  /// What an output takes from the inputs of one axis; `nil` where it lies outside the input.
  typealias Taps = [(input: Int, weight: Double)]?

  func taps(_ axis: Axis) -> [Taps] {
    (0..<axis.outputs).map { output in
      let position = self.position(Double(output), axis)
      if coordinates == .cropAndResize, position < 0 || position > Double(axis.size - 1) { return nil }
      switch interpolation {
      case .nearest: return [(clamped(rounded(position), axis), 1)]
      case .linear:
        let lower = position.rounded(.down)
        let fraction = position - lower
        if fraction == 0 { return [(clamped(lower, axis), 1)] }
        return [(clamped(lower, axis), 1 - fraction), (clamped(lower + 1, axis), fraction)]
      }
    }
  }

  private func clamped(_ position: Double, _ axis: Axis) -> Int {
    // Written so that what is no number becomes 0.
    position > 0 ? Int(min(position, Double(axis.size - 1))) : 0
  }

  private func position(_ output: Double, _ axis: Axis) -> Double {
    let length = Double(axis.outputs)
    let scale = axis.scale, size = Double(axis.size)
    switch coordinates {
    case .halfPixel: return (output + 0.5) / scale - 0.5
    case .halfPixelSymmetric:
      let adjustment = length / (scale * size)
      return size / 2 * (1 - adjustment) + (output + 0.5) / scale - 0.5
    case .pytorchHalfPixel: return length > 1 ? (output + 0.5) / scale - 0.5 : 0
    case .alignCorners: return length > 1 ? output * (size - 1) / (length - 1) : 0
    case .asymmetric: return output / scale
    case .halfPixelForNearest: return (output + 0.5) / scale
    case .cropAndResize:
      let (start, end) = axis.region
      return length > 1 ? start * (size - 1) + output * (end - start) * (size - 1) / (length - 1) : 0.5 * (start + end) * (size - 1)
    }
  }

  private func rounded(_ position: Double) -> Double {
    switch rounding {
    case .floor: position.rounded(.down)
    case .ceil: position.rounded(.up)
    case .preferFloor: (position - 0.5).rounded(.up)
    case .preferCeil: (position + 0.5).rounded(.down)
    }
  }
}
