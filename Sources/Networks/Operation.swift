/// What a node does to its inputs. Names and meaning are those of the ONNX operators.
package enum Operation: Sendable, Equatable {
  /// `alpha · A′ · B′ + beta · C`, where A′ and B′ may be transposed and C (optional) is broadcast to the product.
  case gemm(alpha: Double, beta: Double, transposeA: Bool, transposeB: Bool)
  /// The matrix product of two inputs of rank 2 (a vector counts as one row or one column).
  case matMul
  /// The elementwise sum of two inputs, broadcast as in NumPy.
  case add
  /// max(x, 0), element by element.
  case relu
  /// Joins the axes before `axis` into one and those from it on into another; a negative axis counts from the end.
  case flatten(axis: Int)
  /// The first input under the shape that the second gives: −1 is what is left over, 0 keeps the axis (unless `allowZero`).
  case reshape(allowZero: Bool)
  /// The input as it is.
  case identity

  /// The ONNX name of the operator.
  package var name: String {
    switch self {
    case .gemm: "Gemm"
    case .matMul: "MatMul"
    case .add: "Add"
    case .relu: "Relu"
    case .flatten: "Flatten"
    case .reshape: "Reshape"
    case .identity: "Identity"
    }
  }

  /// Whether constants that feed the operation are weights (the shape that feeds a Reshape isn't).
  package var hasParameters: Bool {
    switch self {
    case .gemm, .matMul, .add: true
    case .relu, .flatten, .reshape, .identity: false
    }
  }

  /// The number of inputs that the operation takes.
  package var inputCounts: ClosedRange<Int> {
    switch self {
    case .gemm: 2...3
    case .matMul, .add, .reshape: 2...2
    case .relu, .flatten, .identity: 1...1
    }
  }
}
