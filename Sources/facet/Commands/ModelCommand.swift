import ArgumentParser
import Directives
import Inputs
import ModelFiles
import Networks

struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Show a model's layers, shapes and parameters, and what each directive can do with it.")

  @Argument(help: "A model file: .onnx, .safetensors or .json.")
  var file: String

  func run() throws {
    let network = try ModelFile.load(file, from: Workspace(root: ".", isConfined: false))
    var lines = ["inputs"]
    lines += network.inputs.map { "  \($0.name) \(Self.shape($0.shape))" }
    lines.append("nodes")
    for node in network.nodes {
      let weights = node.inputs.compactMap { name in network.constants[name].map { "\(name) \(Self.shape($0.shape))" } }
      lines.append("  \(node.name): \(node.operation.name)\(weights.isEmpty ? "" : " with ")\(weights.joined(separator: ", "))")
    }
    lines.append("outputs")
    lines += network.outputs.map { "  \($0)" }
    lines.append("parameters \(NumberFormat.grouped(network.parameterCount))")
    if let layers = try? LayeredNetwork(network) { lines.append("widths \(layers.widths.map(String.init).joined(separator: "-"))") }
    lines.append("directives")
    for directive in Registry.directives where directive.options.contains(where: { $0.isModel }) {
      do {
        try directive.check(network)
        lines.append("  \(directive.name): yes")
      } catch {
        lines.append("  \(directive.name): no, \(error.message)")
      }
    }
    try Terminal.result(lines.joined(separator: "\n") + "\n")
  }

  private static func shape(_ shape: [Int?]) -> String { "[\(shape.map { $0.map(String.init) ?? "?" }.joined(separator: ", "))]" }
}

extension OptionDeclaration {
  fileprivate var isModel: Bool { if case .model = type { true } else { false } }
}
