/// What a node does to its inputs. Names and meaning are those of the ONNX operators in their newest form: what older versions of
/// an operator keep in attributes (axes, bounds, pads, sizes) comes as an input here.
package enum Operation: Sendable, Equatable {
  /// `alpha · A′ · B′ + beta · C`, where A′ and B′ may be transposed and C (optional) is broadcast to the product.
  case gemm(alpha: Double, beta: Double, transposeA: Bool, transposeB: Bool)
  /// NumPy's matrix product, with leading axes broadcast.
  case matMul
  /// The convolution X, W, B (optional) of ONNX: a cross-correlation in groups of channels.
  case conv(SlidingWindow, groups: Int)
  /// The transpose of a convolution's linear map, plus B (optional).
  case convTranspose(SlidingWindow, groups: Int, outputPadding: [Int], outputShape: [Int])
  /// γ · (x − μ) / √(σ² + ε) + β by channel: inputs X, γ, β, μ, σ².
  case batchNormalization(epsilon: Double)
  case averagePool(SlidingWindow, countsPadding: Bool)
  /// The maximum of each window; the second output, where asked for, holds its index in the input.
  case maxPool(SlidingWindow, isColumnMajor: Bool)
  case globalAveragePool, globalMaxPool
  /// Elementwise, broadcast as in NumPy. Division of integers truncates.
  case add, sub, mul, div(truncates: Bool), neg
  /// Elementwise over any number of inputs.
  case sum, mean, maximum, minimum
  case relu, leakyRelu(slope: Double), prelu, absolute
  /// Inputs X, lower bound (optional), upper bound (optional).
  case clip
  case hardSigmoid(alpha: Double, beta: Double), hardSwish
  case sigmoid, tanh
  /// x · Φ(x), Φ the distribution function of the standard normal distribution.
  case gelu
  /// Along one axis, or, before version 13, over all axes from one on.
  case softmax(axis: Int, isFlattened: Bool), logSoftmax(axis: Int, isFlattened: Bool)
  case argMax(axis: Int, keepsAxis: Bool, takesLast: Bool)
  /// Inputs X and axes (optional).
  case reduce(Reduction, keepsAxes: Bool, isIdentityWithoutAxes: Bool)
  /// Joins the axes before `axis` into one and those from it on into another; a negative axis counts from the end.
  case flatten(axis: Int)
  /// The first input under the shape that the second gives: −1 is what is left over, 0 keeps the axis (unless `allowZero`).
  case reshape(allowZero: Bool)
  /// The input as it is.
  case identity
  case cast(Conversion)
  /// The axes in another order; without one, reversed.
  case transpose(order: [Int]?)
  /// Inputs X and axes.
  case squeeze, unsqueeze
  /// Inputs X and the shape to broadcast with.
  case expand
  case concat(axis: Int)
  /// Inputs X and the sizes of the parts (optional).
  case split(axis: Int, parts: Int)
  /// Inputs X, starts, ends, axes (optional), steps (optional).
  case slice
  /// Inputs X and indices.
  case gather(axis: Int)
  /// Inputs X, pads, value (optional), axes (optional).
  case pad(Padding)
  /// Inputs X, region (optional), scales (optional), sizes (optional).
  case resize(Resizing)
  /// The sizes of the input's axes from `start` to before `end`.
  case shape(start: Int, end: Int?)
  /// A tensor of the shape that the input gives, filled with one value.
  case constantOfShape(value: Double)
  /// Inputs start, limit, step.
  case range
  /// Inputs condition, X, Y.
  case select
  case equal, floor
  /// The rest of a division: with the sign of the divisor, or with that of the dividend.
  case mod(followsDividend: Bool)

  package enum Reduction: Sendable, Equatable { case sum, mean, maximum }
  /// What a change of the element type does to a number.
  package enum Conversion: Sendable, Equatable { case none, truncation, truth }
  package enum Padding: String, Sendable, Equatable { case constant, reflect, edge, wrap }
}
