/// A network for one input as a list of instructions on numbered elements, weights among them: what exact derivatives are taken of.
///
/// An element is one number: of the input, of a weight, a literal, or what an instruction makes of earlier ones. Every sum is linear in
/// each of its factors, so that derivatives in the weights are sums of the same kind (reverse mode: W. Baur and V. Strassen, "The
/// complexity of partial derivatives", 1983). Nothing is rounded but the factor γ / √(σ² + ε) of a batch norm, once, as in the
/// piecewise-linear form; the map from γ to it is taken as γ times a fixed number. Weights are the constants that feed an operation
/// with weights; statistics of a batch norm, divisors, and bounds are literals.
package struct StraightLineProgram: Sendable {
  /// The elements of one weight tensor.
  package struct Parameter: Sendable {
    package let name: String
    /// The first node that uses it, with the place among its inputs.
    package let node: String
    package let operation: Operation
    package let place: Int
    package let shape: [Int]
    package let elements: Range<Int>
    /// The weights themselves, in the order of the elements.
    package let values: [Double]
  }

  /// What makes elements of earlier ones.
  package enum Instruction: Sendable {
    case sums(Sums)
    case bends(Bends)
    case maxima(Maxima)
  }

  /// Rows of sums of products: element `first + i` is (Σ terms of row i) / divisor + bias.
  package struct Sums: Sendable {
    package var first: Int
    /// Terms of row i are at `rowStarts[i]..<rowStarts[i + 1]`.
    package var rowStarts: [Int] = [0]
    /// A term is factor · left, or left · right where there is a right one (not −1).
    package var left: [Int32] = []
    package var right: [Int32] = []
    package var factors: [Double] = []
    /// Finite and not zero.
    package var divisors: [Double] = []
    package var bias: [Double] = []

    package var count: Int { bias.count }
  }

  /// Units that bend: element `first + i` is source i times a slope, by the sign of the source.
  package struct Bends: Sendable {
    package var first: Int
    /// What messages call the units: the name of the node.
    package let name: String
    package var sources: [Int32]
    package var negative: [Double]
    package var positive: [Double]
    /// The weight that is the slope of negative values; −1 for a literal slope. Empty where all are literals.
    package var slopes: [Int32] = []

    package var count: Int { sources.count }
  }

  /// Maxima: element `first + g` is the largest of group g.
  package struct Maxima: Sendable {
    package var first: Int
    package let name: String
    /// Members of group g are at `starts[g]..<starts[g + 1]`, at least one.
    package var starts: [Int] = [0]
    package var members: [Int32] = []

    package var count: Int { starts.count - 1 }
  }

  package let inputs: Range<Int>
  package let inputShape: [Int]
  /// In the order of the nodes that use them.
  package let parameters: [Parameter]
  package let literals: [(element: Int, value: Double)]
  /// In an order in which every element is made before it is used.
  package let instructions: [Instruction]
  /// The elements of the output.
  package let outputs: [Int]
  package let elementCount: Int
  /// Constants that feed operations with weights but are taken as they are: statistics of batch norms, divisors, bounds.
  package let fixedNames: [String]
  /// Nodes at the end that were left out, as in the piecewise-linear form.
  package let dropped: [PiecewiseLinearForm.Dropped]

  package var parameterCount: Int { parameters.reduce(0) { $0 + $1.elements.count } }
}

extension StraightLineProgram {
  /// The number of terms of all sums, of units, and of candidates of maxima.
  package var connectionCount: Int {
    instructions.reduce(0) { total, instruction in
      switch instruction {
      case .sums(let sums): total + sums.left.count
      case .bends(let bends): total + bends.count
      case .maxima(let maxima): total + maxima.members.count
      }
    }
  }
}
