import Linear
import ModelFiles
import Networks
import Testing

/// Models written by the onnx package: Tests/Fixtures/make-onnx.py.
@Suite struct ONNXTests {
  static let good = [
    "constants", "default-domain", "dropout-13", "dropout-7", "external", "factors", "left-out-bias", "listed-inputs",
    "matmul-add",
    "no-batch", "opset-7", "raw-bfloat16", "raw-double", "raw-float", "raw-float16", "shapes-int32", "shapes-int64",
    "typed-bfloat16", "typed-double", "typed-float", "typed-float16",
  ]

  @Test("a network gives the same numbers in every encoding", arguments: good)
  func encodings(name: String) throws {
    let network = try ModelFile.load("onnx/good/\(name).onnx", from: Fixtures.workspace())
    let rows = Matrix(rows: 4, columns: 2, elements: [1, 2, -1, 0.5, 0, 0, 3, -1])
    #expect(network.inputs.map(\.name) == ["x"])
    #expect(try network.evaluate(rows: rows) == Tensor(shape: [4, 1], elements: [0.75, 7.5, 4.75, 5.75]))
    let layered = try LayeredNetwork(network)
    #expect(layered.widths == [2, 3, 1])
    #expect((0..<4).map { layered.evaluate(Array(rows.row($0)))[0] } == [0.75, 7.5, 4.75, 5.75])
  }

  @Test("every good model is in the list of good models")
  func listIsComplete() throws {
    let files = try Fixtures.workspace("onnx/good").files()
    #expect(files.filter { $0.hasSuffix(".onnx") } == Self.good.map { "\($0).onnx" })
    let broken = try Fixtures.workspace("onnx/bad").files()
    #expect(broken.filter { $0.hasSuffix(".onnx") } == ONNXFailures.all.map { "\($0.name).onnx" }.sorted())
  }

  @Test("a broken model is refused with the name of what is wrong", arguments: ONNXFailures.all)
  func refusals(name: String, expected: String) {
    let message = failure { _ = try ModelFile.load("onnx/bad/\(name).onnx", from: Fixtures.workspace()) }
    #expect(message == (expected.hasPrefix("onnx/") ? expected : "onnx/bad/\(name).onnx: error: \(expected)"))
  }

  @Test("a value that only passes a constant on is a constant")
  func folding() throws {
    let network = try ModelFile.load("onnx/good/shapes-int64.onnx", from: Fixtures.workspace())
    #expect(network.nodes.map(\.operation.name) == ["Flatten", "Reshape", "Gemm", "Relu", "Gemm"])
    #expect(network.constants["w1again"] == network.constants["w1"])
    #expect(network.parameterCount == 13)
  }

  @Test("open sizes of an input stay open")
  func inputShapes() throws {
    let workspace = Fixtures.workspace()
    #expect(try ModelFile.load("onnx/good/raw-float.onnx", from: workspace).inputs.map(\.shape) == [[nil, 2]])
    #expect(try ModelFile.load("onnx/good/no-batch.onnx", from: workspace).inputs.map(\.shape) == [[4, 2]])
  }
}
