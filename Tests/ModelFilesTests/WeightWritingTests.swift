import Diagnostics
import ModelFiles
import Networks
import Seeded
import Testing

/// Models that are written with other weights and read again.
@Suite struct WeightWritingTests {
  /// The network with every weight replaced by a number that its type holds.
  private static func changed(_ network: Network) -> Network {
    var generator = SeededGenerator(seed: 66)
    var constants = network.constants
    for name in network.parameterNames {
      let tensor = network.constants[name]!
      constants[name] = Tensor(
        shape: tensor.shape, elements: tensor.elements.map { _ in Double(Int.random(in: -1024...1024, using: &generator)) * 0x1p-6 })
    }
    return Network(
      inputs: network.inputs, outputs: network.outputs, nodes: network.nodes, constants: constants, elementTypes: network.elementTypes)
  }

  @Test("an ONNX file with other weights is read with those, and everything else is as before", arguments: TorchTests.models)
  func model(name: String) throws {
    let workspace = Fixtures.workspace(), path = "torch/\(name)/model.onnx"
    let network = try ModelFile.load(path, from: workspace)
    #expect(try ONNXFile.network(ONNXFile.bytes(of: network, at: path, from: workspace), at: path, from: workspace) == network)
    let changed = Self.changed(network)
    #expect(changed != network)
    let bytes = try ONNXFile.bytes(of: changed, at: path, from: workspace)
    #expect(try ONNXFile.network(bytes, at: path, from: workspace) == changed)
    #expect(try ONNXFile.bytes(of: changed, at: path, from: workspace) == bytes)
  }

  @Test("weights that nodes make become initializers, and a shared weight can be split")
  func splitting() throws {
    let workspace = Fixtures.workspace(), path = "torch/mlp/model.onnx"
    let network = try ModelFile.load(path, from: workspace)
    let node = try #require(network.nodes.first { $0.operation.hasParameters })
    let name = try #require(node.inputs.first { network.constants[$0] != nil })
    // As where a constant with two uses is moved differently for each.
    var constants = network.constants
    constants["copy"] = Tensor(shape: constants[name]!.shape, elements: constants[name]!.elements.map { $0 * 2 })
    constants[name] = nil
    let nodes = network.nodes.map { other in
      Network.Node(
        name: other.name, operation: other.operation,
        inputs: other.inputs.map { $0 == name && other.output == node.output ? "copy" : $0 }, outputs: other.outputs)
    }
    let split = Network(inputs: network.inputs, outputs: network.outputs, nodes: nodes, constants: constants)
    let read = try ONNXFile.network(ONNXFile.bytes(of: split, at: path, from: workspace), at: path, from: workspace)
    #expect(read.nodes == nodes)
    #expect(read.constants["copy"] == constants["copy"])
  }

  @Test(
    "tensors in safetensors are read as they were written, in their types",
    arguments: [
      (ElementType.float64, [0.1, -0.0, 1e300, 0x1p-1074]), (.float32, [0.5, -1.25, 0x1p100, 0x1p-149]),
      (.float16, [1.5, -65504, 0x1p-24, 0x1.ff8p-15]), (.bfloat16, [1.5, -0x1.fep127, 0x1p-133, 0x1.fcp-127]), (.int64, [-0x1p53, 7, 0, 1]),
      (.uint8, [255, 0, 1, 2]), (.bool, [1, 0, 0, 1]),
    ])
  func tensors(type: ElementType, elements: [Double]) throws {
    let tensors = [
      NamedTensor(name: "0.weight", tensor: Tensor(shape: [2, 2], elements: elements), type: type),
      NamedTensor(name: "größe \"\\\n", tensor: Tensor(shape: [], elements: [1]), type: type),
      NamedTensor(name: "none", tensor: Tensor(shape: [0, 3], elements: []), type: type),
    ]
    let read = try SafetensorsFile.tensors(SafetensorsFile.bytes(tensors), at: .none)
    #expect(read.sorted { $0.name < $1.name } == tensors.sorted { $0.name < $1.name })
  }

  @Test("numbers between two of a type with 16 bits go to the nearer one, and to the even one of two that are as near")
  func rounding() throws {
    func round(_ value: Double, _ type: ElementType) throws -> Double {
      let tensor = NamedTensor(name: "x", tensor: Tensor(shape: [], elements: [value]), type: type)
      return try SafetensorsFile.tensors(SafetensorsFile.bytes([tensor]), at: .none)[0].tensor.elements[0]
    }
    #expect(try round(1 + 0x1p-11, .float16) == 1)
    #expect(try round(1 + 3 * 0x1p-11, .float16) == 1 + 0x1p-9)
    #expect(try round(1 + 0x1.01p-11, .float16) == 1 + 0x1p-10)
    #expect(try round(0x1.ffep-15, .float16) == 0x1p-14)
    #expect(try round(0x1p-25, .float16) == 0)
    #expect(try round(-65519, .float16) == -65504)
    #expect(try round(1 + 0x1p-8, .bfloat16) == 1)
    #expect(try round(1 + 3 * 0x1p-8, .bfloat16) == 1 + 0x1p-6)
    #expect(throws: Diagnostic.self) { try round(65520, .float16) }
  }

  @Test("the weights of a network are written under their names, and a Sequential is read as it was")
  func network() throws {
    let workspace = Fixtures.workspace(), path = "torch/mlp/model.onnx"
    let network = try ModelFile.load(path, from: workspace)
    let tensors = try SafetensorsFile.tensors(SafetensorsFile.bytes(of: network), at: .none)
    #expect(Set(tensors.map(\.name)) == Set(network.parameterNames))
    for tensor in tensors {
      #expect(tensor.tensor == network.constants[tensor.name])
      #expect(tensor.type == .float32)
    }
  }
}
