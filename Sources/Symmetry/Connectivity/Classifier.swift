import Diagnostics
import Linear
import Networks

/// A network that scores classes: its loss and accuracy on labelled rows.
package struct Classifier: Sendable {
  /// Mean cross entropy in nats, and the part of the rows whose class has the highest score, the first of equal ones.
  package struct Measure: Sendable, Equatable {
    package let loss: Double
    package let accuracy: Double
  }

  /// The network without the softmax that it may end with.
  package let network: Network

  /// Throws a `Diagnostic` unless the network has one input and one output.
  package init(_ network: Network) throws(Diagnostic) {
    guard network.inputs.count == 1, network.outputs.count == 1 else {
      throw Diagnostic(
        id: "not-a-classifier",
        "a classifier has one input and one output; the network has \(network.inputs.count) and \(network.outputs.count)",
        at: .none, fix: "export the model with one input and its scores as the only output")
    }
    guard let last = network.nodes.last, last.outputs == network.outputs, try Self.isSoftmaxOfScores(last, network) else {
      self.network = network
      return
    }
    self.network = Network(
      inputs: network.inputs, outputs: [last.inputs[0]], nodes: network.nodes.dropLast(), constants: network.constants,
      elementTypes: network.elementTypes)
  }

  /// Whether a node is a softmax over all that the network gives for a row.
  private static func isSoftmaxOfScores(_ node: Network.Node, _ network: Network) throws(Diagnostic) -> Bool {
    guard case .softmax(let axis, let isFlattened) = node.operation else { return false }
    guard let shape = try WorkEstimate.shapes(network)[node.inputs[0]] else { return false }
    let place = axis < 0 ? axis + shape.count : axis
    guard place >= 1, place < shape.count else { return false }
    return isFlattened ? place == 1 : shape[place] == shape.dropFirst().reduce(1, *)
  }

  /// How many classes the network scores, as the output for some rows shows.
  package func classCount(_ rows: Matrix) throws(Diagnostic) -> Int { try scores(rows).shape.dropFirst().reduce(1, *) }

  /// Throws unless the network makes a score for each of several classes of a row of zeros; does nothing where the input's size is open.
  package func checkScores() throws(Diagnostic) {
    let sizes = network.inputs[0].shape.dropFirst()
    guard sizes.allSatisfy({ $0 != nil }) else { return }
    let columns = sizes.compactMap(\.self).reduce(1, *)
    _ = try scores(Matrix(rows: 1, columns: columns, elements: [Double](repeating: 0, count: columns)))
  }

  private func scores(_ rows: Matrix) throws(Diagnostic) -> Tensor {
    let scores = try network.evaluate(rows: rows)
    guard scores.shape.first == rows.rows, scores.shape.dropFirst().reduce(1, *) > 1 else {
      throw Diagnostic(
        id: "not-a-classifier",
        "the network's output for \(rows.rows == 1 ? "1 row" : "\(rows.rows) rows") has the shape \(scores.shape); a score for each of several classes is needed",
        at: .none, fix: "use a network that ends in a score for each class")
    }
    return scores
  }

  /// The measures on rows. Exponentials and logarithms are `Elementary`'s, and sums run from the first row to the last.
  ///
  /// Throws where the rows do not fit the input, the output is not a score for each class, a label is no class, or a score is not finite.
  package func measure(_ data: LabelledRows) throws(Diagnostic) -> Measure {
    let scores = try scores(data.rows)
    let classes = scores.shape.dropFirst().reduce(1, *)
    if let row = data.labels.firstIndex(where: { $0 < 0 || $0 >= classes }) {
      throw Diagnostic(
        id: "bad-labels", "row \(row) has the label \(data.labels[row]), but the network has \(classes) classes, counted from 0", at: .none,
        fix: "use labels from 0 to \(classes - 1)")
    }
    var (loss, correct) = (0.0, 0)
    for (row, label) in data.labels.enumerated() {
      let values = scores.elements[row * classes..<(row + 1) * classes]
      let largest = values.max() ?? 0
      var total = 0.0
      for value in values { total += Elementary.exp(value - largest) }
      loss += Elementary.log(total) + (largest - values[values.startIndex + label])
      if values.firstIndex(of: largest) == values.startIndex + label { correct += 1 }
    }
    guard loss.isFinite, scores.firstNonFinite == nil else {
      throw Diagnostic(id: "not-finite", "a score of the network is no finite number on the data", at: .none, fix: "scale the data")
    }
    let count = Double(max(data.labels.count, 1))
    return Measure(loss: loss / count, accuracy: Double(correct) / count)
  }
}
