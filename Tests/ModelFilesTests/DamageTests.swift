import Diagnostics
import Inputs
import Linear
import ModelFiles
import Networks
import Seeded
import Testing

/// Damaged files: no loader may trap, and none may take a file that was cut off for a whole one.
@Suite struct DamageTests {
  typealias Loader = @Sendable ([UInt8]) throws -> Void

  /// Loads a network and runs it, so that a damaged file that is still readable is carried through the engine too.
  static let loaders: [String: Loader] = [
    "onnx": { bytes in try run(ONNXFile.network(bytes, at: "models/moons/model.onnx", from: Fixtures.workspace())) },
    "safetensors": { bytes in
      try run(SequentialLayers.network(SafetensorsFile.tensors(bytes, at: .none), options: .init(), at: .none))
    },
    "json": { bytes in try run(LayerListFile.network(Source(path: "n", text: String(decoding: bytes, as: UTF8.self)))) },
    "npy": { bytes in _ = try NumPyFile.array(bytes, at: .none) },
    "npz": { bytes in
      let archive = try NumPyArchive(bytes, at: .none)
      for name in archive.names { _ = try archive.array(name) }
    },
    "csv": { bytes in
      let table = try CSVTable.parse(Source(path: "t", text: String(decoding: bytes, as: UTF8.self)))
      for name in table.names { _ = try table.numbers(name) }
    },
  ]

  static func run(_ network: Network) throws {
    let columns = network.inputs[0].shape.dropFirst().reduce(1) { $0 * ($1 ?? 2) }
    _ = try? network.evaluate(rows: Matrix(rows: 1, columns: min(columns, 512)))
    _ = try? LayeredNetwork(network)
    _ = try? network.piecewiseLinear()
  }

  @Test(
    "a file cut off at any byte is refused",
    arguments: [
      "models/moons/model.onnx", "models/moons/model.safetensors", "models/degenerate.json", "onnx/good/constants.onnx",
      "onnx/good/typed-float16.onnx", "torch/lenet-script/model.onnx", "torch/mlp/model.onnx", "data/fortran.npy", "data/version2.npy",
      "data/stored.npz", "data/deflated.npz",
    ])
  func truncated(path: String) throws {
    let loader = try #require(Self.loaders[String(path.split(separator: ".").last ?? "")])
    var bytes = try Fixtures.bytes(path)
    while bytes.last == 0x0A, path.hasSuffix("json") { bytes.removeLast() }
    try loader(bytes)
    for count in 0..<bytes.count {
      #expect(throws: (any Error).self, "\(count) bytes of \(bytes.count)") { try loader(Array(bytes.prefix(count))) }
    }
  }

  @Test("a larger file cut off somewhere is refused", arguments: ["circles", "image-inr", "torus-sdf", "digits-mlp-a"])
  func truncatedLarge(model: String) throws {
    var generator = SeededGenerator(seed: 1)
    for ending in ["onnx", "safetensors"] {
      let loader = try #require(Self.loaders[ending])
      let bytes = try Fixtures.bytes("models/\(model)/model.\(ending)")
      for _ in 0..<40 {
        let count = Int.random(in: 0..<bytes.count, using: &generator)
        #expect(throws: (any Error).self, "\(count) bytes of \(bytes.count)") { try loader(Array(bytes.prefix(count))) }
      }
    }
  }

  @Test(
    "no flipped bit makes a loader trap",
    arguments: [
      "onnx/good/typed-float.onnx", "onnx/good/constants.onnx", "onnx/good/shapes-int64.onnx", "onnx/good/dropout-13.onnx",
      "torch/mlp-script/model.onnx",
      "models/moons/model.safetensors", "models/degenerate.json", "data/fortran.npy", "data/counted-u1-little.npy",
      "data/stored.npz", "data/deflated.npz",
    ])
  func flipped(path: String) throws {
    let loader = try #require(Self.loaders[String(path.split(separator: ".").last ?? "")])
    var bytes = try Fixtures.bytes(path)
    var refused = 0
    for index in bytes.indices {
      for bit in 0..<8 {
        bytes[index] ^= 1 << bit
        do { try loader(bytes) } catch { refused += 1 }
        bytes[index] ^= 1 << bit
      }
    }
    #expect(refused > 0)
  }

  @Test(
    "no damage to a convolutional network makes the engine trap",
    arguments: ["torch/mixed-script", "torch/mixed-11-script", "torch/mixed", "torch/resnet-batchnorm-script", "torch/lenet-script"])
  func convolutional(model: String) throws {
    let loader = try #require(Self.loaders["onnx"])
    let original = try Fixtures.bytes("\(model)/model.onnx")
    var generator = SeededGenerator(seed: 3)
    var refused = 0
    for _ in 0..<300 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[index] = Bool.random(using: &generator) ? UInt8.random(in: 0...255, using: &generator) : bytes[index] ^ 1
      }
      do { try loader(bytes) } catch { refused += 1 }
    }
    #expect(refused > 0)
  }

  @Test("no handful of random bytes makes a loader trap", arguments: ["onnx", "safetensors", "json", "npy", "npz", "csv"])
  func scrambled(ending: String) throws {
    let loader = try #require(Self.loaders[ending])
    let paths = [
      "onnx": "models/moons/model.onnx", "json": "models/degenerate.json", "npy": "data/fortran.npy",
      "npz": "data/deflated.npz",
      "csv": "models/moons/train.csv", "safetensors": "models/moons/model.safetensors",
    ]
    let original = try Fixtures.bytes(try #require(paths[ending])).prefix(4000)
    var generator = SeededGenerator(seed: 2)
    var refused = 0
    for _ in 0..<2000 {
      var bytes = Array(original)
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      do { try loader(bytes) } catch { refused += 1 }
    }
    #expect(refused > 0)
  }
}
