import Foundation
import Linear
import ModelFiles
import Networks
import Testing

/// Networks trained and evaluated by PyTorch, in float64, from the float32 weights of the files.
@Suite struct ReferenceTests {
  static let models = ["moons", "circles", "image-inr", "torus-sdf", "digits-mlp-a", "digits-mlp-a-moved", "digits-mlp-b"]

  struct Reference: Decodable {
    let input: [[Double]]
    let output: [[Double]]
  }

  @Test("a network read from a file computes what PyTorch computes", arguments: models, ["onnx", "safetensors"])
  func agreesWithPyTorch(model: String, ending: String) throws {
    let network = try ModelFile.load("models/\(model)/model.\(ending)", from: Fixtures.workspace())
    let reference = try JSONDecoder().decode(Reference.self, from: Data(Fixtures.bytes("models/\(model)/reference.json")))
    let columns = try #require(reference.input.first?.count)
    let rows = Matrix(rows: reference.input.count, columns: columns, elements: reference.input.flatMap { $0 })
    let result = try network.evaluate(rows: rows)
    let width = try #require(reference.output.first?.count)
    #expect(result.shape == [reference.input.count, width])
    let layered = try LayeredNetwork(network)
    for (index, expected) in reference.output.enumerated() {
      let scale = try #require(expected.map(abs).max())
      let row = result.elements[index * width..<(index + 1) * width]
      for (value, other) in zip(row, expected) { #expect(abs(value - other) <= 1e-9 * scale) }
      for (value, other) in zip(layered.evaluate(reference.input[index]), expected) {
        #expect(abs(value - other) <= 1e-9 * scale)
      }
    }
  }

  @Test("the ONNX and the safetensors file of a model hold the same layers", arguments: models)
  func formatsAgree(model: String) throws {
    let workspace = Fixtures.workspace()
    let one = try LayeredNetwork(ModelFile.load("models/\(model)/model.onnx", from: workspace))
    let other = try LayeredNetwork(ModelFile.load("models/\(model)/model.safetensors", from: workspace))
    #expect(one == other)
  }

  @Test("every file that is read is recorded by the workspace")
  func recordsInputs() throws {
    let workspace = Fixtures.workspace()
    _ = try ModelFile.load("onnx/good/external.onnx", from: workspace)
    #expect(
      workspace.inputs.map(\.path) == ["onnx/good/external.onnx", "onnx/good/weights/all.bin", "onnx/good/weights/b2.bin"])
  }

  @Test("a file of another kind is refused with a way to convert it")
  func otherKinds() {
    let workspace = Fixtures.workspace()
    #expect(
      failure { _ = try ModelFile.load("model.pt", from: workspace) } == """
        model.pt: error: '.pt' is not a model format that is read
          fix: save the state_dict as safetensors, or export the model by torch.onnx.export
        """)
    #expect(
      failure { _ = try ModelFile.load("model.d/net", from: workspace) } == """
        model.d/net: error: a name without an ending is not a model format that is read
          fix: use a file that ends in .onnx, .safetensors or .json
        """)
  }
}
