import Diagnostics
import Linear
import Networks

/// Two networks of one architecture whose units are to be matched: which permutations there are, and how well one of them fits.
///
/// The objective is the inner product of all weights of hidden units: half of what ‖θ_a − π θ_b‖² leaves to choose.
struct MatchingProblem {
  let action: WeightAction
  let layouts: [TensorLayout]
  /// The weights of both networks, tensor by tensor.
  let first: [[Double]]
  let second: [[Double]]
  /// Ranges of units within which all permutations are allowed, unless neither these nor signs leave a choice; and the class of each.
  let blocks: [Range<Int>]
  let classes: [Int]
  /// The tensors that belong to hidden units, even if a layer's one unit has nowhere to go.
  private let moving: [Int]

  init(_ action: WeightAction, _ layouts: [TensorLayout], first: [[Double]], second: [[Double]]) {
    self.action = action
    self.layouts = layouts
    self.first = first
    self.second = second
    var (blocks, classes): ([Range<Int>], [Int]) = ([], [])
    for (number, runs) in action.runs.enumerated() where !action.classes[number].isFixed {
      for run in runs where run.count > 1 || action.signUnits.contains(where: run.contains) {
        blocks.append(run)
        classes.append(number)
      }
    }
    (self.blocks, self.classes) = (blocks, classes)
    let free = action.classes.indices.filter { !action.classes[$0].isFixed }.map { action.units[$0] }
    moving = action.tensors.indices.filter { tensor in
      layouts[tensor].sites.contains { site in site.units.units.contains { unit in free.contains { $0.contains(unit) } } }
    }
  }

  /// The terms of each block's assignment problem.
  func terms() -> [[MatchingTerm]] {
    blocks.map { block in
      moving.flatMap { tensor in
        layouts[tensor].moving.filter { site in layouts[tensor].sites[site].units.units.contains(where: block.contains) }.map { site in
          MatchingTerm(tensor: tensor, site: site, layout: layouts[tensor], block: block, blocks: blocks)
        }
      }
    }
  }

  /// Σ θ_a · π θ_b over all weights that move, tensor by tensor.
  func objective(_ state: MatchingState) -> Double {
    var total = 0.0
    for tensor in moving {
      let (from, signs) = layouts[tensor].moved(state)
      total += Self.product(first[tensor], second[tensor], from, signs)
    }
    return total
  }

  private static func product(_ first: [Double], _ second: [Double], _ from: [Int32], _ signs: [Double]?) -> Double {
    var sum = 0.0
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        from.withUnsafeBufferPointer { from in
          if let signs {
            for element in first.indices { sum += first[element] * second[Int(from[element])] * signs[element] }
          } else {
            for element in first.indices { sum += first[element] * second[Int(from[element])] }
          }
        }
      }
    }
    return sum
  }

  /// √(‖θ_a‖² ‖θ_b‖²) over the same weights: the objective of equal networks.
  var norm: Double {
    let squares = [first, second].map { weights in moving.reduce(0.0) { $0 + weights[$1].reduce(0.0) { $0 + $1 * $1 } } }
    return squares[0].squareRoot() * squares[1].squareRoot()
  }

  /// A permutation of every block at random, and random signs.
  func randomState(_ generator: inout SplitMix64) -> MatchingState {
    var state = MatchingState(identityOf: action)
    for block in blocks { Self.shuffle(&state.sources, block, &generator) }
    for sign in state.signs.indices where generator.below(2) == 1 { state.signs[sign] = -1 }
    return state
  }

  /// Fisher and Yates's shuffle of part of a list.
  static func shuffle(_ list: inout [Int], _ range: Range<Int>, _ generator: inout SplitMix64) {
    for place in range.reversed() { list.swapAt(place, range.lowerBound + generator.below(place - range.lowerBound + 1)) }
  }
}
