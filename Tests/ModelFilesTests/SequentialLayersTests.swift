import Diagnostics
import Linear
import ModelFiles
import Networks
import Testing

@Suite struct SequentialLayersTests {
  private func tensor(_ name: String, _ shape: [Int], _ elements: [Double]? = nil) -> NamedTensor {
    NamedTensor(
      name: name, tensor: Tensor(shape: shape, elements: elements ?? [Double](repeating: 1, count: shape.reduce(1, *))))
  }

  private func network(_ tensors: [NamedTensor], _ activation: SequentialActivation = .relu) throws -> Network {
    try SequentialLayers.network(tensors, options: ModelOptions(activation: activation), at: .file("m"))
  }

  @Test("layers are taken in the order of their numbers, not of their names", arguments: ["", "net.", "a.b.layers."])
  func numericOrder(prefix: String) throws {
    let tensors = [
      tensor("\(prefix)10.weight", [1, 4]), tensor("\(prefix)2.weight", [4, 3]), tensor("\(prefix)2.bias", [4], [1, 2, 3, 4]),
      tensor("\(prefix)0.weight", [3, 2]), tensor("\(prefix)10.bias", [1]),
    ]
    let layered = try LayeredNetwork(network(tensors))
    #expect(layered.widths == [2, 3, 4, 1])
    #expect(layered.layers.map(\.isRectified) == [true, true, false])
    #expect(layered.layers.map(\.bias) == [[0, 0, 0], [1, 2, 3, 4], [1]])
  }

  @Test("the activation can be left out")
  func noActivation() throws {
    let tensors = [tensor("0.weight", [1, 1], [-2]), tensor("1.weight", [1, 1], [3])]
    let rows = Matrix(rows: 2, columns: 1, elements: [1, -1])
    #expect(try network(tensors, .none).evaluate(rows: rows).elements == [-6, 6])
    #expect(try network(tensors).evaluate(rows: rows).elements == [0, 6])
  }

  @Test("the graph has Gemm nodes that transpose their weights, and the tensors under their own names")
  func graph() throws {
    let network = try network([tensor("net.0.weight", [3, 2]), tensor("net.0.bias", [3]), tensor("net.2.weight", [1, 3])])
    let gemm = Operation.gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true)
    #expect(network.inputs == [Network.Input(name: "input", shape: [nil, 2])])
    #expect(network.outputs == ["output"])
    #expect(
      network.nodes == [
        Network.Node(name: "net.0", operation: gemm, inputs: ["input", "net.0.weight", "net.0.bias"], output: "net.0"),
        Network.Node(name: "net.0.relu", operation: .relu, inputs: ["net.0"], output: "net.0.relu"),
        Network.Node(name: "net.2", operation: gemm, inputs: ["net.0.relu", "net.2.weight"], output: "output"),
      ])
    #expect(network.parameterCount == 12)
  }

  @Test("tensors that are no chain of linear layers are refused by name")
  func refusals() {
    let fix = "\n  fix: save a torch.nn.Sequential of Linear layers and activations, or export the model as ONNX"
    let unnamed = " is not named like a linear layer's weight or bias in a Sequential: '0.weight', 'net.0.bias'" + fix
    let cases: [([NamedTensor], String)] = [
      ([], "the file holds no tensors" + fix),
      ([tensor("fc1.weight", [1, 1])], "tensor 'fc1.weight'" + unnamed),
      ([tensor("0.running_mean", [1])], "tensor '0.running_mean'" + unnamed),
      ([tensor("weight", [1, 1])], "tensor 'weight'" + unnamed),
      ([tensor("00.weight", [1, 1])], "tensor '00.weight'" + unnamed),
      ([tensor("-1.weight", [1, 1])], "tensor '-1.weight'" + unnamed),
      ([tensor("99999999999999999999.weight", [1, 1])], "tensor '99999999999999999999.weight'" + unnamed),
      (
        [tensor("a.0.weight", [1, 1]), tensor("b.0.weight", [1, 1])],
        "tensors 'a.0.weight' and 'b.0.weight' belong to different modules; one chain of linear layers is needed" + fix
      ),
      ([tensor("0.bias", [1])], "there is a tensor '0.bias', but no weight of the same number" + fix),
      (
        [tensor("0.weight", [2, 2, 3, 3])],
        "tensor '0.weight' has shape [2, 2, 3, 3]; a linear layer's is [outputs, inputs]"
          + "\n  fix: use linear layers only, or export the model as ONNX"
      ),
      (
        [tensor("0.weight", [0, 2])],
        "tensor '0.weight' has shape [0, 2]; a linear layer's is [outputs, inputs]" + "\n  fix: give it at least one output and one input"
      ),
      (
        [tensor("0.weight", [3, 2]), tensor("0.bias", [2])],
        "tensor '0.bias' has shape [2], but tensor '0.weight' of shape [3, 2] gives 3 values"
          + "\n  fix: give 3 numbers, one for each output, or leave the bias out"
      ),
      (
        [tensor("0.weight", [3, 2]), tensor("2.weight", [1, 4])],
        "tensor '2.weight' of shape [1, 4] takes 4 values, but tensor '0.weight' of shape [3, 2] before it gives 3"
          + "\n  fix: give each row 3 numbers, or the layer before 4 rows"
      ),
    ]
    for (tensors, expected) in cases { #expect(failure { _ = try network(tensors) } == "m: error: " + expected) }
  }
}
