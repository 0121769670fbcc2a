import Diagnostics
import Foundation
import Networks

/// Reads a network written by hand: `{"layers": [{"w": [[…], …], "b": […]}, …]}`, with ReLU between the layers.
enum LayerListFile {
  private struct Contents: Decodable {
    struct Layer: Decodable {
      let w: [[Double]]
      let b: [Double]
    }

    let layers: [Layer]
  }

  static func network(_ file: FileBytes) throws(Diagnostic) -> Network {
    let contents: Contents
    do { contents = try JSONDecoder().decode(Contents.self, from: Data(file.bytes)) } catch {
      throw file.fail(describe(error), fix: #"write {"layers": [{"w": [[1, 0]], "b": [0]}]}"#)
    }
    var tensors: [SafetensorsFile.NamedTensor] = []
    for (number, layer) in contents.layers.enumerated() {
      guard let first = layer.w.first, !first.isEmpty, layer.w.allSatisfy({ $0.count == first.count }) else {
        throw file.fail("layers[\(number)].w is not a matrix: its rows must have the same number of entries, at least one")
      }
      guard layer.b.count == layer.w.count else {
        throw file.fail("layers[\(number)].b has \(layer.b.count) entries, but layers[\(number)].w has \(layer.w.count) rows")
      }
      let weight = Tensor(shape: [layer.w.count, first.count], elements: layer.w.flatMap { $0 })
      tensors.append(SafetensorsFile.NamedTensor(name: "\(number).weight", tensor: weight))
      tensors.append(SafetensorsFile.NamedTensor(name: "\(number).bias", tensor: Tensor(shape: [layer.b.count], elements: layer.b)))
    }
    guard !tensors.isEmpty else { throw file.fail("'layers' is empty") }
    return try SequentialFile.network(tensors, activation: .relu, file: file)
  }

  private static func describe(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context) -> String {
      context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined().drop { $0 == "." }.description
    }
    switch error as? DecodingError {
    case .keyNotFound(let key, let context): return "\(path(context)) has no '\(key.stringValue)'".trimmingCharacters(in: .whitespaces)
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      return "\(path(context)) is not \(type == Double.self ? "a number" : "of the expected kind")".trimmingCharacters(in: .whitespaces)
    default: return "this is not valid JSON"
    }
  }
}
