import Diagnostics
import Markup
import Symmetry

/// An architecture by its name: `vgg16`, `{resnet20: {width: 4}}`, `{mlp: [784, 512, 10], activation: tanh}`.
package enum ArchitectureOption: Sendable, Equatable {
  case multilayerPerceptron([Int], HiddenActivation)
  case vgg16
  case resnet20(width: Int)
  case resnet50

  static let typeDescription = "`vgg16`, `resnet20`, `resnet50`, `{resnet20: {width: 4}}` or `{mlp: [784, 512, 10], activation: relu}`"

  private static let names = ["mlp", "resnet20", "resnet50", "vgg16"]
  private static let widest = 1 << 20
  private static let mostLayers = 1000
  private static let example = "write {mlp: [784, 512, 10]}: the widths from the input to the output"

  var graph: ArchitectureGraph {
    switch self {
    case .multilayerPerceptron(let widths, let activation): .multilayerPerceptron(widths, activation: activation)
    case .vgg16: .vgg16
    case .resnet20(let width): .resnet20(width: width)
    case .resnet50: .resnet50
    }
  }

  /// As one would write it in YAML.
  package var description: String {
    switch self {
    case .multilayerPerceptron(let widths, let activation):
      "{mlp: [\(widths.map(String.init).joined(separator: ", "))], activation: \(activation.rawValue)}"
    case .vgg16: "vgg16"
    case .resnet20(let width): "{resnet20: {width: \(width)}}"
    case .resnet50: "resnet50"
    }
  }

  /// What a reader calls it.
  var title: String {
    switch self {
    case .multilayerPerceptron(let widths, _): "the perceptron " + widths.map(String.init).joined(separator: "-")
    case .vgg16: "VGG16"
    case .resnet20(let width): width == 1 ? "ResNet20" : "ResNet20, \(width) times as wide"
    case .resnet50: "ResNet50"
    }
  }

  static func parse(_ node: YAMLNode, _ subject: String) throws(Diagnostic) -> ArchitectureOption {
    if case .scalar = node.content { return try named(try node.text(subject), node.range, subject) }
    let mapping = try node.mapping(subject)
    if let unknown = mapping.unknownKeys("architecture or key", known: names + ["activation"]).first { throw unknown }
    let given = names.filter { mapping[$0] != nil }
    guard given.count == 1, let name = given.first, let value = mapping[name] else {
      throw Diagnostic(
        id: "bad-architecture",
        "\(subject) names \(given.isEmpty ? "no architecture" : "several architectures: " + given.joined(separator: ", "))",
        at: .text(node.range), fix: "name one of: \(names.joined(separator: ", "))")
    }
    if let activation = mapping["activation"], name != "mlp" {
      throw Diagnostic(
        id: "unused-option", "'activation' has no meaning for \(name), whose activations are known", at: .text(activation.range),
        fix: "remove it")
    }
    switch name {
    case "mlp": return .multilayerPerceptron(try widths(value), try activation(mapping["activation"]))
    case "resnet20":
      let inner = try value.mapping("'resnet20'")
      if let unknown = inner.unknownKeys("key", known: ["width"]).first { throw unknown }
      guard let width = inner["width"] else { return .resnet20(width: 1) }
      return .resnet20(width: try bounded(width, "'width'", 1...64))
    default:
      throw Diagnostic(
        id: "bad-architecture", "\(name) takes no settings", at: .text(value.range), fix: "write 'architecture: \(name)'")
    }
  }

  private static func named(_ name: String, _ range: SourceRange, _ subject: String) throws(Diagnostic) -> ArchitectureOption {
    switch name {
    case "vgg16": return .vgg16
    case "resnet20": return .resnet20(width: 1)
    case "resnet50": return .resnet50
    case "mlp": throw Diagnostic(id: "bad-architecture", "\(subject) gives no widths", at: .text(range), fix: example)
    default:
      throw Diagnostic(
        id: "unknown-value", "\(subject) has no value '\(name)'", at: .text(range), fix: Suggestion.fix(for: name, in: names))
    }
  }

  private static func widths(_ node: YAMLNode) throws(Diagnostic) -> [Int] {
    let items: [YAMLNode]
    do { items = try node.sequence("'mlp'") } catch {
      var error = error
      error.fix = example
      throw error
    }
    guard (2...mostLayers).contains(items.count) else {
      throw Diagnostic(
        id: "bad-architecture", "'mlp' lists \(items.count) width\(items.count == 1 ? "" : "s"), but it needs from 2 to \(mostLayers)",
        at: .text(node.range), fix: example)
    }
    var widths: [Int] = []
    for item in items { widths.append(try bounded(item, "a width", 1...widest)) }
    return widths
  }

  private static func bounded(_ node: YAMLNode, _ subject: String, _ range: ClosedRange<Int>) throws(Diagnostic) -> Int {
    let value = try node.integer(subject)
    guard range.contains(value) else {
      throw Diagnostic(
        id: "out-of-range", "\(subject) is \(value), but it must be from \(range.lowerBound) to \(range.upperBound)", at: .text(node.range),
        fix: "use a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private static func activation(_ node: YAMLNode?) throws(Diagnostic) -> HiddenActivation {
    guard let node else { return .relu }
    let word = try node.text("'activation'")
    guard let activation = HiddenActivation(rawValue: word) else {
      throw Diagnostic(
        id: "unknown-value", "'activation' has no value '\(word)'", at: .text(node.range),
        fix: Suggestion.fix(for: word, in: HiddenActivation.allCases.map(\.rawValue)))
    }
    return activation
  }
}
