import Linear
import Networks
import Symmetry
import Testing

/// Constants that several places use, and those of operators that are no layers.
@Suite struct SharedConstantsTests {
  private static let rows = Matrix(rows: 4, columns: 2, elements: [1, 5, 2, -3, 4, 0.5, -1, 1.5])

  @Test("batch norms that share their initial statistics, with each other or with γ, get statistics of their own")
  func statistics() throws {
    let norm = Operation.batchNormalization(epsilon: 0.5)
    func network(_ first: [String], _ second: [String], _ constants: [String: [Double]]) -> Network {
      Network(
        inputs: [.init(name: "x", shape: [nil, 2])], outputs: ["b"],
        nodes: [
          Network.Node(name: "n1", operation: norm, inputs: ["x"] + first, output: "a"),
          Network.Node(name: "n2", operation: norm, inputs: ["a"] + second, output: "b"),
        ], constants: constants.mapValues { Tensor(shape: [2], elements: $0) })
    }
    let shared = ["ones", "zeros", "zeros", "ones"]
    let tied = try network(shared, shared, ["ones": [1, 1], "zeros": [0, 0]]).withStatistics(of: Self.rows)
    let own = try network(
      ["g1", "b1", "m1", "v1"], ["g2", "b2", "m2", "v2"],
      ["g1": [1, 1], "g2": [1, 1], "v1": [1, 1], "v2": [1, 1], "b1": [0, 0], "b2": [0, 0], "m1": [0, 0], "m2": [0, 0]]
    ).withStatistics(of: Self.rows)
    #expect(try tied.evaluate(rows: Self.rows) == own.evaluate(rows: Self.rows))
    #expect(tied.constants["ones"]?.elements == [1, 1] && tied.constants["zeros"]?.elements == [0, 0])
    #expect(own.constants["m1"]?.elements == [1.5, 1])
  }

  @Test("a constant of Max, Min, Sum or Mean that moves with the units is a weight: a segment leads from the network to the moved one")
  func combinations() throws {
    for operation in [Operation.maximum, .minimum, .sum, .mean] {
      let gemm = Operation.gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true)
      let network = Network(
        inputs: [.init(name: "x", shape: [nil, 2])], outputs: ["y"],
        nodes: [
          Network.Node(name: "in", operation: gemm, inputs: ["x", "w"], output: "h"),
          Network.Node(name: "bound", operation: operation, inputs: ["h", "c"], output: "m"),
          Network.Node(name: "relu", operation: .relu, inputs: ["m"], output: "r"),
          Network.Node(name: "out", operation: gemm, inputs: ["r", "v"], output: "y"),
        ],
        constants: [
          "w": Tensor(shape: [3, 2], elements: [1, 2, -1, 0.5, 3, 1]), "c": Tensor(shape: [3], elements: [0.5, 1, 2]),
          "v": Tensor(shape: [2, 3], elements: [2, -2, 1, 0.25, 1, -1]),
        ])
      let action = try WeightAction(network)
      var motion = UnitMotion(identityOf: action)
      let range = try #require(action.units.indices.first { !action.classes[$0].isFixed }.map { action.units[$0] })
      for (unit, source) in zip(range, range.reversed()) { motion.sources[unit] = source }
      let moved = try action.moved(by: motion)
      #expect(moved.constants["c"]?.elements == [2, 1, 0.5])
      let data = LabelledRows(rows: Self.rows, labels: [0, 1, 1, 0])
      let segment = try LossSegment(network, moved, count: 3, data: [data])
      #expect(try segment.points[2].measures == [Classifier(moved).measure(data)])
      #expect(abs(segment.points[2].measures[0].loss - segment.points[0].measures[0].loss) < 1e-14)
    }
  }
}
