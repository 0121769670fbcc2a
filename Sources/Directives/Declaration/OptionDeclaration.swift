/// One option of a directive, declared once: parsing, diagnostics, `facet directives` and the reference page derive from it.
package struct OptionDeclaration: Sendable {
  /// Whether a change of the option changes what is computed, or only how it is shown.
  package enum Purpose: String, Sendable { case compute, presentation }

  package let name: String
  package let type: OptionType
  package let purpose: Purpose
  /// What holds when the option is not given; `nil` for an option that is then absent.
  package let defaultValue: OptionValue?
  package let isRequired: Bool
  /// Options one of which may stand in for a required one.
  package let alternatives: [String]
  /// The unit of a number, such as `px`.
  package let unit: String?
  /// One line of Markdown.
  package let help: String

  /// What may be written, with its unit, in words.
  package var typeDescription: String { type.description + (unit.map { " (\($0))" } ?? "") }

  /// Whether the option may be left out and what then holds, in words: "required", "required without `through`".
  package var requirement: String? {
    guard isRequired else { return nil }
    return alternatives.isEmpty ? "required" : "required without " + alternatives.map { "`\($0)`" }.joined(separator: " or ")
  }

  private init(
    _ name: String, _ type: OptionType, _ purpose: Purpose, defaultValue: OptionValue?, isRequired: Bool, alternatives: [String] = [],
    unit: String?, help: String
  ) {
    self.name = name
    self.type = type
    self.purpose = purpose
    self.defaultValue = defaultValue
    self.isRequired = isRequired
    self.alternatives = alternatives
    self.unit = unit
    self.help = help
  }

  /// An option that must be given, unless one of others is.
  package static func required(
    _ name: String, _ type: OptionType, _ purpose: Purpose, unless alternatives: [String] = [], unit: String? = nil, help: String
  ) -> Self {
    Self(name, type, purpose, defaultValue: nil, isRequired: true, alternatives: alternatives, unit: unit, help: help)
  }

  /// An option that may be left out.
  package static func optional(
    _ name: String, _ type: OptionType, _ purpose: Purpose, default defaultValue: OptionValue? = nil, unit: String? = nil, help: String
  ) -> Self {
    Self(name, type, purpose, defaultValue: defaultValue, isRequired: false, unit: unit, help: help)
  }
}

/// What may be written for an option.
package enum OptionType: Sendable {
  case boolean
  case integer(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  case text
  /// Markdown that may hold values, such as a caption.
  case markdown
  /// One of a few words, each with a line of help.
  case choice([(name: String, help: String)])
  /// A model file, by its path relative to the article.
  case model
  /// A convex window of the plane: `{x: [a, b], y: [c, d]}` or `{polygon: [[x, y], …]}`.
  case window
  /// One or more rectangles within the window: `{x: [a, b], y: [c, d]}` or a list of them.
  case windows
  /// A plane through the input space: `{origin: […], u: […], v: […]}`.
  case slice
  /// A plane through three points or rows of data.
  case through
  /// An interval with a length: `[from, to]`.
  case interval
  /// A list of different whole numbers.
  case integers(ClosedRange<Int>)
  /// Names, one for each of some things in order.
  case names
  /// Points of a data file: `{file: train.csv, x: x, y: y, class: label}`.
  case points
  /// The name of a directive.
  case directive
  /// A known architecture: `vgg16` or `{mlp: [784, 512, 10]}`.
  case architecture
  /// Rows of data with labels: `{file: data.npz, images: images, labels: labels}`.
  case data

  /// Whether the option names a network or an architecture.
  var isNetwork: Bool {
    switch self {
    case .model, .architecture: true
    default: false
    }
  }

  /// The type in words with its article, for sentences.
  var phrase: String {
    switch self {
    case .integer, .number, .integers, .names: "a \(description)"
    case .model, .directive: "the \(description)"
    case .boolean, .text, .markdown, .choice, .window, .windows, .slice, .through, .points, .architecture, .interval, .data: description
    }
  }

  /// The type in words, for the reference page.
  package var description: String {
    switch self {
    case .boolean: "true or false"
    case .integer(let range): "whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "number from \(NumberFormat.plain(range.lowerBound)) to \(NumberFormat.plain(range.upperBound))"
    case .text: "text"
    case .markdown: "Markdown"
    case .choice(let choices): "one of " + choices.map { "`\($0.name)`" }.joined(separator: ", ")
    case .model: "path of a model file (`.onnx`, `.safetensors`, `.json`)"
    case .window: "`{x: [a, b], y: [c, d]}` or `{polygon: [[x, y], …]}`"
    case .windows: "`{x: [a, b], y: [c, d]}` or a list of such windows"
    case .slice: "`{origin: […], u: […], v: […]}`"
    case .through: "`[[…], […], […]]` or `{file: data.npz, images: name, rows: [i, j, k], scale: 1}`"
    case .interval: "`[from, to]`"
    case .integers(let range): "list of whole numbers from \(range.lowerBound) to \(range.upperBound)"
    case .names: "list of names"
    case .points: "`{file: data.csv, x: x, y: y, class: label}`"
    case .directive: "name of a directive"
    case .architecture: ArchitectureOption.typeDescription
    case .data: DataOption.typeDescription
    }
  }
}
