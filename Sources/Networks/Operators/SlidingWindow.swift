/// The attributes that convolutions and pools share. Empty lists stand for ONNX's defaults: ones, and zeros for the pads.
package struct SlidingWindow: Sendable, Equatable {
  package enum AutomaticPadding: String, Sendable, Equatable {
    case none = "NOTSET"
    case sameUpper = "SAME_UPPER"
    case sameLower = "SAME_LOWER"
    case valid = "VALID"
  }

  /// By spatial axis; for a convolution, empty means that of the weights.
  package var kernel: [Int]
  package var strides: [Int]
  package var dilations: [Int]
  /// All beginnings, then all ends.
  package var pads: [Int]
  package var automaticPadding: AutomaticPadding
  /// Whether the number of windows is rounded up rather than down.
  package var roundsUp: Bool

  package init(
    kernel: [Int] = [], strides: [Int] = [], dilations: [Int] = [], pads: [Int] = [], automaticPadding: AutomaticPadding = .none,
    roundsUp: Bool = false
  ) {
    self.kernel = kernel
    self.strides = strides
    self.dilations = dilations
    self.pads = pads
    self.automaticPadding = automaticPadding
    self.roundsUp = roundsUp
  }
}
