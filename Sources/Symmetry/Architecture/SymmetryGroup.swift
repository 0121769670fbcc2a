import BigInt
import Diagnostics
import Networks

/// The group of permutations and rescalings of hidden units that leaves the function of an architecture as it is, for all weights.
///
/// Units on axes that an operator ties (sums, batch norm, depthwise convolution, concatenation, flattening) move together: a class. The
/// permutations are a product of symmetric groups, one for each class without an input or an output; groups of a grouped convolution
/// make wreath-like products. Positive factors and signs are counted by what activations and norms leave free. Symmetries that only
/// particular weights have are not in it.
package struct SymmetryGroup: Sendable {
  /// An axis whose units weights make, or the axis of an input.
  package struct Layer: Sendable, Equatable {
    package let name: String
    /// The operator, or `Input`.
    package let kind: String
    package let size: Int
  }

  package let layers: [Layer]
  /// In the order of their first members.
  package let classes: [UnitClass]
  /// The names and operators of all nodes, for `UnitClass.ties`.
  package let nodes: [(name: String, kind: String)]
  /// log₁₀ of the order of the group of permutations; relative error below 10⁻¹³.
  package let log10Order: Double

  /// The group of a graph. Throws a `Diagnostic` that names the node whose ties are not known, or whose shapes don't fit.
  package init(_ graph: ArchitectureGraph) throws(Diagnostic) { self.init(try ClassAssembly(try TieAnalysis(graph))) }

  init(_ assembly: ClassAssembly) {
    layers = assembly.layers
    classes = assembly.classes
    nodes = assembly.analysis.graph.nodes.map { ($0.name, $0.operation.name) }
    let factorials = classes.flatMap(\.order)
    let logarithms = LogFactorial.table(Set(factorials.map(\.size)))
    log10Order = factorials.reduce(0) { $0 + Double($1.power) * (logarithms[$1.size] ?? 0) }
  }

  package var freeClasses: [UnitClass] { classes.filter { !$0.isFixed } }
  /// The number of hidden units that may be permuted, tied ones counted once.
  package var freeUnits: Int { freeClasses.reduce(0) { $0 + $1.units } }
  package var scalingDimension: Int { classes.reduce(0) { $0 + $1.scalingDimension } }
  /// The part of the dimension that belongs to values whose signs are free as well: what a batch norm takes, for one, or an absolute value.
  package var linearDimension: Int { classes.reduce(0) { $0 + $1.linearDimension } }
  /// The group of sign flips has the order 2 to this power.
  package var signs: Int { classes.reduce(0) { $0 + $1.signs } }

  /// The order of the group of permutations, where it has at most `digits` decimal digits.
  package func exactOrder(digits: Int = 5000) -> BigUInt? {
    guard log10Order < Double(digits) + 0.5 else { return nil }
    var powers: [Int: Int] = [:]
    for factor in classes.flatMap(\.order) { powers[factor.size, default: 0] += factor.power }
    var result = BigUInt(1), factorial = BigUInt(1), reached = 1
    for (size, power) in powers.sorted(by: { $0.key < $1.key }) {
      while reached < size {
        reached += 1
        factorial *= BigUInt(reached)
      }
      if size > 1 { result *= factorial.power(power) }
    }
    return String(result).count <= digits ? result : nil
  }
}
