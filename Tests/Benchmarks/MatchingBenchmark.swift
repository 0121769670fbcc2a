import Foundation
import Linear
import Networks
import Seeded
import SeededNetworks
import Symmetry

/// Linear assignment and weight matching on one thread, beside products of the same sizes by OpenBLAS; and how often planted motions are found.
enum MatchingBenchmark {
  static func run() throws {
    try assignments()
    try matching()
    try recovery()
  }

  private static func text(_ value: Double, _ places: Int = 3) -> String { String(format: "%.\(places)f", value) }

  private static func assignments() throws {
    for size in [512, 2048] {
      let yardstick = product([(size, size, size)])
      for kind in ["uniform", "ties: 0 to 9"] {
        var generator = SeededGenerator(seed: UInt64(size))
        let isTied = kind != "uniform"
        var elements: [Double] = []
        for _ in 0..<size * size {
          let entry = Double.random(in: 0..<1, using: &generator)
          elements.append(isTied ? (entry * 10).rounded(.down) : entry)
        }
        let matrix = Matrix(rows: size, columns: size, elements: elements)
        let time = try Stopwatch.processor { _ = try LinearAssignment(maximizing: matrix) }
        print("assignment \(size) × \(size), \(kind): \(text(time)) s\(ratio(time, yardstick))")
      }
    }
  }

  private static func matching() throws {
    let sizes = [784, 512, 512, 512, 10]
    let networks = [1, 2].map { HeNetwork.seeded(sizes: sizes, seed: $0).network }
    // The products of one sweep: for each hidden layer those of its rows and of its columns.
    var products: [(Int, Int, Int)] = []
    for layer in 1..<sizes.count - 1 {
      let width = sizes[layer]
      products.append((width, sizes[layer - 1], width))
      products.append((width, sizes[layer + 1], width))
    }
    let yardstick = product(products)
    for isBalanced in [true, false] {
      var found: WeightMatching?
      let time = try Stopwatch.processor { found = try WeightMatching(networks[0], networks[1], .init(isBalanced: isBalanced)) }
      guard let found else { continue }
      print(
        "weight matching \(sizes.map(String.init).joined(separator: "-")), \(isBalanced ? "balanced" : "as they are"): \(text(time)) s, "
          + "\(found.sweeps.count) sweeps, \(found.objective.before) → \(found.objective.after)\(ratio(time, yardstick, " of one sweep"))")
    }
  }

  private static func recovery() throws {
    for (restarts, isBalanced) in [(1, true), (10, true), (1, false)] {
      let counts = try NetworkShape.allCases.map { shape in
        try (0..<25).count { seed in
          let network = shape.network(seed: seed), action = try WeightAction(network)
          let moved = try action.moved(by: UnitMotion(seed: seed, of: action))
          let matching = try WeightMatching(action.network, moved, .init(isBalanced: isBalanced, restarts: restarts, controls: 2))
          return matching.aligned.isClose(to: action.network)
        }
      }
      let list = zip(NetworkShape.allCases, counts).map { "\($0.rawValue) \($1)" }.joined(separator: ", ")
      print(
        "planted motions found by weight matching, \(isBalanced ? "balanced" : "as they are"), \(restarts) restart\(restarts == 1 ? "" : "s"): "
          + "\(counts.reduce(0, +)) of \(25 * counts.count) (of 25 each: \(list))")
    }
  }

  /// The seconds OpenBLAS takes for products of the given sizes (m, k, n), the best of several; `nil` without OpenBLAS.
  private static func product(_ sizes: [(Int, Int, Int)]) -> Double? {
    guard let blas = OpenBLAS() else { return nil }
    var most = 1
    for (m, k, n) in sizes { most = max(most, m * k, k * n, m * n) }
    let (a, b) = ([Double](repeating: 0.5, count: most), [Double](repeating: 0.25, count: most))
    var c = [Double](repeating: 0, count: most)
    return (0..<3).map { _ in
      Stopwatch.processor {
        for (m, k, n) in sizes { c.withUnsafeMutableBufferPointer { blas.multiply(a, b, into: $0.baseAddress!, m: m, k: k, n: n) } }
      }
    }.min()
  }

  private static func ratio(_ time: Double, _ yardstick: Double?, _ what: String = "") -> String {
    yardstick.map { ", \(text(time / $0, 1)) times the products\(what) by OpenBLAS (\(text($0, 4)) s)" } ?? ""
  }
}
