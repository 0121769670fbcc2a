import ArgumentParser
import Diagnostics
import Directives
import Inputs
import ModelFiles
import Networks
import Site

struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Show a model's layers, shapes and parameters, and what each directive can do with it.")

  @Argument(help: "A model file: .onnx, .safetensors or .json.")
  var file: String

  @Option(name: .customLong("run"), help: ArgumentHelp("Evaluate the model on the arrays of this file.", valueName: "inputs.npz"))
  var inputs: String?

  @Option(help: ArgumentHelp("Write the outputs into this file.", valueName: "outputs.npz"))
  var output: String?

  func run() throws {
    let workspace = Workspace(root: ".", isConfined: false)
    guard (inputs == nil) == (output == nil) else {
      throw UsageError(Diagnostic(id: "bad-argument", "--run and --output belong together", at: .none, fix: "give both"))
    }
    let network = try UsageError.opening { () throws(Diagnostic) in try ModelFile.load(file, from: workspace) }
    guard let inputs, let output else { return try show(network) }
    let run = try UsageError.opening { () throws(Diagnostic) in try ModelRun(network, inputs: inputs, from: workspace) }
    let bytes = try run.outputs()
    let parts = output.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    guard let name = parts.last, !["", ".", ".."].contains(name) else {
      throw UsageError(Diagnostic(id: "bad-argument", "'\(output)' is no name of a file", at: .none, fix: "name a file such as outputs.npz"))
    }
    try OutputFolder(path: parts.count == 1 ? "." : folder.isEmpty ? "/" : folder).add([String(name): bytes])
  }

  private func show(_ network: Network) throws {
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
    lines += Self.stages(network)
    lines.append("directives")
    for directive in Registry.directives where directive.options.contains(where: { $0.isModel }) {
      do {
        try directive.check(network)
        lines.append("  \(directive.name): yes")
      } catch {
        lines.append("  \(directive.name): no, \(error.message)\(error.fix.map { "; \($0)" } ?? "")")
      }
    }
    try Terminal.result(lines.joined(separator: "\n") + "\n")
  }

  /// The stages of the piecewise-linear normal form, or why there is none.
  private static func stages(_ network: Network) -> [String] {
    do {
      let form = try network.piecewiseLinear()
      return [
        "normal form: \(NumberFormat.counted(form.network.inputCount, "input")), \(NumberFormat.counted(form.network.outputCount, "output"))"
      ]
        + form.network.stages.enumerated().map { "  stage \($0.offset + 1) (\($0.element.name)) \(description(of: $0.element))" }
        + form.dropped.map { "  left out at the end: \($0.operation) '\($0.name)'" }
    } catch {
      return ["normal form: none, \(error.message)"]
    }
  }

  private static func description(of stage: PiecewiseLinearNetwork.Stage) -> String {
    let sources = stage.sources.map { $0 == 0 ? "the input" : "stage \($0)" }.joined(separator: ", ")
    let counted = NumberFormat.counted
    let size = "of \(sources): \(counted(stage.map.rowCount, "row")) with \(counted(stage.map.columns.count, "weight"))"
    switch stage.bend {
    case .none: return "\(size), affine"
    case .maximum: return "\(size), \(NumberFormat.grouped(stage.valueCount)) maxima"
    case .slopes(let negative, let positive):
      let isReLU = negative.allSatisfy { $0 == 0 } && positive.allSatisfy { $0 == 1 }
      return "\(size), \(counted(negative.count, isReLU ? "ReLU unit" : "unit"))"
    }
  }

  private static func shape(_ shape: [Int?]) -> String { "[\(shape.map { $0.map(String.init) ?? "?" }.joined(separator: ", "))]" }
}

extension OptionDeclaration {
  fileprivate var isModel: Bool { if case .model = type { true } else { false } }
}
