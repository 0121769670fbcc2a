import Linear
import Networks

/// Derivatives of the outputs of a program in its weights, in residues, on one linear piece after another.
struct ProgramDerivative {
  private let program: StraightLineProgram
  /// For each instruction of sums in order: the reciprocals of the divisors, and the factors; empty where all are 1.
  private var reciprocals: [[Residue]] = []
  private var factors: [[Residue]] = []
  private var values: [Residue]
  private var adjoints: [Residue]

  /// `weights`: one for each parameter, in the program's order.
  init(_ program: StraightLineProgram, weights: [Residue]) {
    self.program = program
    values = [Residue](repeating: .zero, count: program.elementCount)
    adjoints = values
    for (element, value) in zip(program.parameters.lazy.flatMap(\.elements), weights) { values[element] = value }
    for literal in program.literals { values[literal.element] = Residue(literal.value) }
    for case .sums(let sums) in program.instructions {
      reciprocals.append(sums.divisors.allSatisfy { $0 == 1 } ? [] : sums.divisors.map { Residue($0).inverse })
      factors.append(sums.factors.allSatisfy { $0 == 1 } ? [] : sums.factors.map { Residue($0) })
    }
  }

  /// A row of derivatives for each output at a point; cost: two products for each connection and row.
  mutating func rows(at point: [Residue], _ pieces: LinearPieces) -> [[Residue]] {
    for (element, value) in zip(program.inputs, point) { values[element] = value }
    run(pieces)
    return program.outputs.map { output in
      for element in adjoints.indices { adjoints[element] = .zero }
      adjoints[output] = .one
      reverse(pieces)
      var row: [Residue] = []
      row.reserveCapacity(program.parameterCount)
      for parameter in program.parameters { row += adjoints[parameter.elements] }
      return row
    }
  }

  private mutating func run(_ pieces: LinearPieces) {
    var (sum, bend, maximum) = (0, 0, 0)
    for instruction in program.instructions {
      switch instruction {
      case .sums(let sums):
        add(sums, factors[sum], reciprocals[sum])
        sum += 1
      case .bends(let bends):
        for (unit, piece) in pieces.bends[bend].enumerated() {
          values[bends.first + unit] = factor(bends, unit, piece) * values[Int(bends.sources[unit])]
        }
        bend += 1
      case .maxima(let maxima):
        for group in 0..<maxima.count {
          var total = Residue.zero
          for place in maxima.starts[group]..<maxima.starts[group + 1] {
            total += pieces.maxima[maximum][place] * values[Int(maxima.members[place])]
          }
          values[maxima.first + group] = total
        }
        maximum += 1
      }
    }
  }

  private func factor(_ bends: StraightLineProgram.Bends, _ unit: Int, _ piece: LinearPieces.Bend) -> Residue {
    piece.share.isZero ? piece.slope : piece.slope + piece.share * values[Int(bends.slopes[unit])]
  }

  private mutating func add(_ sums: StraightLineProgram.Sums, _ factors: [Residue], _ reciprocals: [Residue]) {
    for row in 0..<sums.count {
      var total = Residue.zero
      for term in sums.rowStarts[row]..<sums.rowStarts[row + 1] {
        let right = Int(sums.right[term]), left = values[Int(sums.left[term])]
        total += right >= 0 ? left * values[right] : factors.isEmpty ? left : left * factors[term]
      }
      if !reciprocals.isEmpty { total = total * reciprocals[row] }
      values[sums.first + row] = sums.bias[row] == 0 ? total : total + Residue(sums.bias[row])
    }
  }

  private mutating func reverse(_ pieces: LinearPieces) {
    var (sum, bend, maximum) = (factors.count, pieces.bends.count, pieces.maxima.count)
    for instruction in program.instructions.reversed() {
      switch instruction {
      case .sums(let sums):
        sum -= 1
        spread(sums, factors[sum], reciprocals[sum])
      case .bends(let bends):
        bend -= 1
        for (unit, piece) in pieces.bends[bend].enumerated() {
          let adjoint = adjoints[bends.first + unit], source = Int(bends.sources[unit])
          if adjoint.isZero { continue }
          adjoints[source] += adjoint * factor(bends, unit, piece)
          if !piece.share.isZero { adjoints[Int(bends.slopes[unit])] += adjoint * piece.share * values[source] }
        }
      case .maxima(let maxima):
        maximum -= 1
        for group in 0..<maxima.count {
          let adjoint = adjoints[maxima.first + group]
          if adjoint.isZero { continue }
          for place in maxima.starts[group]..<maxima.starts[group + 1] {
            adjoints[Int(maxima.members[place])] += adjoint * pieces.maxima[maximum][place]
          }
        }
      }
    }
  }

  private mutating func spread(_ sums: StraightLineProgram.Sums, _ factors: [Residue], _ reciprocals: [Residue]) {
    for row in 0..<sums.count {
      var adjoint = adjoints[sums.first + row]
      if adjoint.isZero { continue }
      if !reciprocals.isEmpty { adjoint = adjoint * reciprocals[row] }
      for term in sums.rowStarts[row]..<sums.rowStarts[row + 1] {
        let right = Int(sums.right[term]), left = Int(sums.left[term])
        if right >= 0 {
          adjoints[left] += adjoint * values[right]
          adjoints[right] += adjoint * values[left]
        } else {
          adjoints[left] += factors.isEmpty ? adjoint : adjoint * factors[term]
        }
      }
    }
  }
}
