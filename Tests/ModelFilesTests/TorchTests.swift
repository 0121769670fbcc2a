import Foundation
import Linear
import ModelFiles
import Networks
import Testing

/// Networks as PyTorch's two exporters write them: Tests/Fixtures/make-torch.py.
@Suite struct TorchTests {
  static let models = [
    "lenet", "lenet-script", "mixed", "mixed-11-script", "mixed-script", "mlp", "mlp-script", "older-10-script", "older-12-script",
    "older-18-script", "older-9-script", "resnet", "resnet-batchnorm-script", "resnet-script",
  ]

  struct Reference: Decodable {
    /// Of one input, without the batch.
    let shape: [Int]
    let input: [[Double]]
    let output: [[Double]]
  }

  static func reference(_ model: String) throws -> Reference {
    try JSONDecoder().decode(Reference.self, from: Data(Fixtures.bytes("torch/\(model)/reference.json")))
  }

  /// Where the exporter rounds what it writes to single precision (normalisations folded into weights, 1/6 as a slope), that shows.
  private static func tolerance(_ model: String) -> Double {
    model.hasPrefix("mixed") || model.hasPrefix("resnet") && !model.contains("batchnorm") ? 1e-7 : 1e-9
  }

  private static func difference(_ one: some Sequence<Double>, _ other: some Sequence<Double>) -> Double {
    zip(one, other).map { abs($0 - $1) }.max() ?? .infinity
  }

  @Test("an exported network computes what PyTorch computes", arguments: models)
  func evaluation(model: String) throws {
    let network = try ModelFile.load("torch/\(model)/model.onnx", from: Fixtures.workspace())
    let reference = try Self.reference(model)
    let input = Tensor(shape: [reference.input.count] + reference.shape, elements: reference.input.flatMap { $0 })
    let output = try #require(try network.evaluate([network.inputs[0].name: input])[network.outputs[0]])
    #expect(output.shape == [reference.output.count, reference.output[0].count])
    #expect(Self.difference(output.elements, reference.output.joined()) < Self.tolerance(model))
  }

  @Test("its normal form computes the same", arguments: models)
  func normalForm(model: String) throws {
    let network = try ModelFile.load("torch/\(model)/model.onnx", from: Fixtures.workspace())
    let form = try network.piecewiseLinear()
    let reference = try Self.reference(model)
    #expect(form.inputShape == [1] + reference.shape)
    for (input, expected) in zip(reference.input, reference.output) {
      var output = form.network.evaluate(input)
      let total = output.reduce(0) { $0 + exp($1) }
      if form.dropped.map(\.operation) == ["LogSoftmax"] { output = output.map { $0 - log(total) } }
      if form.dropped.map(\.operation) == ["Softmax"] { output = output.map { exp($0) / total } }
      #expect(Self.difference(output, expected) < Self.tolerance(model))
    }
  }

  @Test("the stages are those of the architecture: affine maps with their bends, and pools")
  func stages() throws {
    let workspace = Fixtures.workspace()
    func kinds(_ model: String) throws -> String {
      try ModelFile.load("torch/\(model)/model.onnx", from: workspace).piecewiseLinear().network.stages.map { stage in
        switch stage.bend {
        case .none: "-"
        case .slopes: "r"
        case .maximum: "m"
        }
      }.joined()
    }
    #expect(try kinds("mlp") == "rr-")
    #expect(try kinds("lenet") == "rmrmr-")
    #expect(try kinds("lenet-script") == "rmrmr-")
    // Stem, pool, two blocks of two convolutions, average, linear layer; the shortcut is a part of its block's second stage.
    #expect(try kinds("resnet-script") == "rmrrrr--")
  }

  @Test(
    "a convolutional network computes what PyTorch computes, evaluated and in normal form",
    arguments: ["digits-cnn", "digits-cnn-augmented", "digits-cnn-invariant"])
  func digits(model: String) throws {
    let network = try ModelFile.load("models/\(model)/model.onnx", from: Fixtures.workspace())
    let reference = try JSONDecoder().decode(ReferenceTests.Reference.self, from: Data(Fixtures.bytes("models/\(model)/reference.json")))
    let rows = Matrix(rows: reference.input.count, columns: 64, elements: reference.input.flatMap { $0 })
    #expect(Self.difference(try network.evaluate(rows: rows).elements, reference.output.joined()) < 1e-9)
    let form = try network.piecewiseLinear()
    #expect(form.network.inputCount == 64 && form.network.outputCount == 10)
    for (input, output) in zip(reference.input, reference.output) {
      #expect(Self.difference(form.network.evaluate(input), output) < 1e-9)
    }
  }
}
