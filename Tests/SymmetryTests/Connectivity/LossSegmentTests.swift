import Diagnostics
import Foundation
import Inputs
import Linear
import ModelFiles
import Networks
import Seeded
import SeededNetworks
import Symmetry
import Testing

@Suite struct LossSegmentTests {
  static let content = Workspace(
    root: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "content").path(percentEncoded: false))

  static func digits(_ name: String) throws -> LabelledRows {
    let images = try DataFile.array("models/digits/\(name).npz", member: "images", from: content)
    let labels = try DataFile.array("models/digits/\(name).npz", member: "labels", from: content)
    let rows = Matrix(rows: images.shape[0], columns: 64, elements: images.elements.map { $0 / 16 })
    return LabelledRows(rows: rows, labels: labels.elements.map { Int($0) })
  }

  private static func model(_ name: String) throws -> Network { try ModelFile.load("models/\(name)/model.onnx", from: content) }

  /// x ↦ (w x, 0): two classes, the loss of class 0 is log(1 + exp(−w x)).
  private static func scalar(_ weight: Double, isSoftmax: Bool = false) -> Network {
    var nodes = [
      Network.Node(
        name: "n", operation: .gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), inputs: ["x", "w"], output: "y")
    ]
    if isSoftmax { nodes.append(Network.Node(name: "s", operation: .softmax(axis: -1, isFlattened: false), inputs: ["y"], output: "p")) }
    return Network(
      inputs: [.init(name: "x", shape: [nil, 1])], outputs: [isSoftmax ? "p" : "y"], nodes: nodes,
      constants: ["w": Tensor(shape: [2, 1], elements: [weight, 0])])
  }

  @Test("only a softmax over the scores of a row is left out")
  func softmaxes() throws {
    for (axis, isFlattened, count) in [(-1, false, 1), (1, false, 1), (1, true, 1), (0, false, 2), (0, true, 2)] {
      let network = Self.scalar(1)
      let end = Network.Node(name: "s", operation: .softmax(axis: axis, isFlattened: isFlattened), inputs: ["y"], output: "p")
      let classifier = try Classifier(
        Network(inputs: network.inputs, outputs: ["p"], nodes: network.nodes + [end], constants: network.constants))
      #expect(classifier.network.nodes.count == count, "axis \(axis)")
    }
  }

  @Test("loss and accuracy are those of the formula, with a softmax at the end or without", arguments: [false, true])
  func measure(isSoftmax: Bool) throws {
    let data = LabelledRows(rows: Matrix(rows: 4, columns: 1, elements: [1, -2, 0, 0.5]), labels: [0, 0, 0, 1])
    let measure = try Classifier(Self.scalar(3, isSoftmax: isSoftmax)).measure(data)
    let expected = [log(1 + exp(-3.0)), log(1 + exp(6.0)), log(2.0), log(1 + exp(1.5))].reduce(0, +) / 4
    #expect(abs(measure.loss - expected) < 1e-14)
    // Of equal scores the first class counts.
    #expect(measure.accuracy == 0.5)
  }

  @Test("points are evenly spaced, ends are the networks themselves, and the barrier follows its formula")
  func segment() throws {
    let data = LabelledRows(rows: Matrix(rows: 2, columns: 1, elements: [1, -1]), labels: [0, 1])
    // The loss is that of |w|: convex along the segment, so that there is no barrier, but the ends lie above the middle.
    let segment = try LossSegment(Self.scalar(2), Self.scalar(-2), count: 5, data: [data])
    #expect(segment.points.map(\.alpha) == [0, 0.25, 0.5, 0.75, 1])
    #expect(segment.points[0].measures == [try Classifier(Self.scalar(2)).measure(data)])
    #expect(segment.points[4].measures == [try Classifier(Self.scalar(-2)).measure(data)])
    #expect(segment.barrier(0).height == 0)
    let high = log(1 + exp(2.0)), low = log(1 + exp(-2.0))
    #expect(abs(segment.barrier(0).aboveMean - (high - low) / 2) < 1e-14)
  }

  @Test("the barrier between two networks that are each other's permutation is found where it is highest, and is 0 once they are aligned")
  func barrier() throws {
    let (train, test) = (try Self.digits("train"), try Self.digits("test"))
    let (a, moved) = (try Self.model("digits-mlp-a"), try Self.model("digits-mlp-a-moved"))
    let before = try LossSegment(a, moved, count: 5, data: [train, test])
    for set in 0..<2 {
      let barrier = before.barrier(set)
      #expect(barrier.height > 0.1)
      let losses = before.points.map { $0.measures[set].loss }
      var highest = 0.0
      for (point, loss) in zip(before.points, losses) {
        let chord = (1 - point.alpha) * losses[0] + point.alpha * losses[4]
        highest = max(highest, loss - chord)
      }
      #expect(barrier.height == highest)
    }
    let matching = try WeightMatching(a, moved, .init())
    // The factors are powers of two, so that balancing finds them exactly: b becomes a, bit for bit, and the loss is the same all along.
    #expect(matching.aligned.constants == a.constants)
    let after = try LossSegment(a, matching.aligned, count: 3, data: [train, test])
    for set in 0..<2 {
      let barrier = after.barrier(set)
      #expect(barrier.height == 0 && barrier.alpha == 0 && barrier.aboveMean == 0)
    }
    #expect(after.points[1].measures[1].accuracy == 0.978)
  }

  @Test("statistics of batch norms are those of the rows, each after the norms before it")
  func statistics() throws {
    let network = NetworkShape.residual.network(seed: 3)
    var random = SeededGenerator(seed: 8)
    let rows = Matrix(rows: 30, columns: 32, elements: (0..<960).map { _ in Double.random(in: -2...2, using: &random) })
    let adapted = try network.withStatistics(of: rows)
    // What comes out of each norm over the rows has mean β and variance γ² σ² / (σ² + ε) in every channel.
    for node in network.nodes where node.isNormalization {
      let cut = Network(inputs: network.inputs, outputs: [node.output], nodes: adapted.nodes, constants: adapted.constants)
      let value = try cut.evaluate(rows: rows)
      let channels = value.shape[1], places = value.shape[2] * value.shape[3]
      for channel in 0..<channels {
        var values: [Double] = []
        for row in 0..<30 {
          let start = (row * channels + channel) * places
          values += value.elements[start..<start + places]
        }
        let mean = values.reduce(0, +) / Double(values.count)
        var squares = 0.0
        for value in values { squares += (value - mean) * (value - mean) }
        let gamma: Double = adapted.constants[node.inputs[1]]!.elements[channel]
        let beta: Double = adapted.constants[node.inputs[2]]!.elements[channel]
        let sigma: Double = adapted.constants[node.inputs[4]]!.elements[channel]
        let expected = gamma * gamma * sigma / (sigma + 1e-5)
        #expect(abs(mean - beta) < 1e-12)
        #expect(abs(squares / Double(values.count) - expected) < 1e-12)
      }
    }
    #expect(
      try NetworkShape.perceptron.network(seed: 1).withStatistics(of: Matrix(rows: 1, columns: 3)) == NetworkShape.perceptron.network(seed: 1))
  }

  @Test("labels that are no class, outputs that are no scores and rows that do not fit are refused")
  func refusals() throws {
    func message(_ network: Network, _ rows: Matrix, _ labels: [Int]) -> String {
      do { _ = try Classifier(network).measure(LabelledRows(rows: rows, labels: labels)) } catch { return error.message }
      return ""
    }
    let one = Matrix(rows: 1, columns: 1, elements: [1])
    #expect(message(Self.scalar(1), one, [2]) == "row 0 has the label 2, but the network has 2 classes, counted from 0")
    #expect(message(Self.scalar(1), one, [-1]).contains("the label -1"))
    #expect(message(Self.scalar(1), Matrix(rows: 1, columns: 2), [0]).contains("(Gemm)"))
    #expect(message(Self.scalar(1e200), Matrix(rows: 1, columns: 1, elements: [1e200]), [0]).contains("no finite number"))
  }
}
