import Linear
import Networks

/// Numbers whose signs are told with certainty, or not at all.
protocol SignedNumber: Sendable {
  init(_ value: Double)
  static var zero: Self { get }
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  /// The quotient by a number that isn't zero.
  static func / (a: Self, b: Double) -> Self
  /// −1, 0 or 1; `nil` where the sign is not certain.
  var certainSign: Int? { get }
}

extension DoubleDouble: SignedNumber {
  var certainSign: Int? { sign.map { Int($0) } }
}

extension Rational: SignedNumber {
  static let zero = Rational(0.0)
  static func / (a: Rational, b: Double) -> Rational { a / Rational(b) }
  var certainSign: Int? { sign }
}

/// Which linear piece every unit of a program is on, at one point.
struct ActivationPattern: Sendable, Equatable {
  /// For each bend in order, for each unit: −1 or 1, or 0 for one whose pre-activation is zero whatever the weights nearby.
  var signs: [[Int8]] = []
  /// For each instruction of maxima, for each group: the place of its largest member among its members.
  var choices: [[Int]] = []
}

/// Finds the pattern at a point, each sign proved.
///
/// A value that stays zero when the point and the weights move a little (what an inactive ReLU gives, and sums of such values) is told from
/// one that is zero by chance: only the latter lies on a kink.
struct PieceFinder<Number: SignedNumber> {
  enum Outcome: Equatable {
    case pattern(ActivationPattern)
    /// The arithmetic does not tell the sign of some unit.
    case undecided
    /// A unit of a node lies exactly where it bends, or two candidates of a maximum are equal.
    case kink(node: String, unit: Int)
  }

  private let program: StraightLineProgram
  private var values: [Number]
  private var isNull: [Bool]
  private var pattern = ActivationPattern()

  /// The pattern for some weights, in the order of the program's parameters, and a point.
  static func find(_ program: StraightLineProgram, weights: [Double], point: [Double]) -> Outcome {
    var finder = PieceFinder(program, weights, point)
    for instruction in program.instructions {
      var outcome: Outcome?
      switch instruction {
      case .sums(let sums): finder.add(sums)
      case .bends(let bends): outcome = finder.add(bends)
      case .maxima(let maxima): outcome = finder.add(maxima)
      }
      if let outcome { return outcome }
    }
    return .pattern(finder.pattern)
  }

  private init(_ program: StraightLineProgram, _ weights: [Double], _ point: [Double]) {
    self.program = program
    values = [Number](repeating: .zero, count: program.elementCount)
    isNull = [Bool](repeating: false, count: program.elementCount)
    for (element, value) in zip(program.inputs, point) { values[element] = Number(value) }
    for (element, value) in zip(program.parameters.lazy.flatMap(\.elements), weights) { values[element] = Number(value) }
    for literal in program.literals {
      values[literal.element] = Number(literal.value)
      isNull[literal.element] = literal.value == 0
    }
  }

  private mutating func add(_ sums: StraightLineProgram.Sums) {
    for row in 0..<sums.count {
      var sum = Number.zero
      var isNull = sums.bias[row] == 0
      for term in sums.rowStarts[row]..<sums.rowStarts[row + 1] {
        let left = Int(sums.left[term]), right = Int(sums.right[term])
        if self.isNull[left] || right >= 0 && self.isNull[right] || right < 0 && sums.factors[term] == 0 { continue }
        isNull = false
        if right >= 0 {
          sum = sum + values[left] * values[right]
        } else {
          let factor = sums.factors[term]
          sum = factor == 1 ? sum + values[left] : factor == -1 ? sum - values[left] : sum + values[left] * Number(factor)
        }
      }
      if sums.divisors[row] != 1 { sum = sum / sums.divisors[row] }
      if sums.bias[row] != 0 { sum = sum + Number(sums.bias[row]) }
      values[sums.first + row] = sum
      self.isNull[sums.first + row] = isNull
    }
  }

  private mutating func add(_ bends: StraightLineProgram.Bends) -> Outcome? {
    var signs = [Int8](repeating: 0, count: bends.count)
    for unit in 0..<bends.count {
      let source = Int(bends.sources[unit]), target = bends.first + unit
      let slope = bends.slopes.isEmpty ? -1 : Int(bends.slopes[unit])
      if isNull[source] {
        isNull[target] = true
        continue
      }
      guard let sign = values[source].certainSign else { return .undecided }
      let bendsThere = slope >= 0 || bends.negative[unit] != bends.positive[unit]
      if sign == 0, bendsThere { return .kink(node: bends.name, unit: unit) }
      signs[unit] = sign < 0 ? -1 : 1
      if sign < 0, slope >= 0 {
        values[target] = values[source] * values[slope]
      } else {
        let literal = sign < 0 ? bends.negative[unit] : bends.positive[unit]
        isNull[target] = literal == 0
        values[target] = literal == 1 ? values[source] : literal == 0 ? .zero : values[source] * Number(literal)
      }
    }
    pattern.signs.append(signs)
    return nil
  }

  private mutating func add(_ maxima: StraightLineProgram.Maxima) -> Outcome? {
    var choices: [Int] = []
    for group in 0..<maxima.count {
      let start = maxima.starts[group]
      var best = start, isTied = false
      for place in (start + 1)..<max(maxima.starts[group + 1], start + 1) {
        let one = Int(maxima.members[place]), other = Int(maxima.members[best])
        if one == other || isNull[one] && isNull[other] { continue }
        guard let sign = (values[one] - values[other]).certainSign else { return .undecided }
        if sign > 0 { (best, isTied) = (place, false) } else if sign == 0 { isTied = true }
      }
      if isTied { return .kink(node: maxima.name, unit: group) }
      choices.append(best - start)
      values[maxima.first + group] = values[Int(maxima.members[best])]
      isNull[maxima.first + group] = isNull[Int(maxima.members[best])]
    }
    pattern.choices.append(choices)
    return nil
  }
}

extension ActivationPattern {
  /// The pattern by double-doubles with error bounds, and by fractions where those leave a sign open.
  static func find(_ program: StraightLineProgram, weights: [Double], point: [Double]) -> PieceFinder<Rational>.Outcome {
    switch PieceFinder<DoubleDouble>.find(program, weights: weights, point: point) {
    case .pattern(let pattern): .pattern(pattern)
    case .kink(let node, let unit): .kink(node: node, unit: unit)
    case .undecided: PieceFinder<Rational>.find(program, weights: weights, point: point)
    }
  }
}
