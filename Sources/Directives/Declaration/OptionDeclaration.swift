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
  /// The unit of a number, such as `px`.
  package let unit: String?
  /// One line of Markdown.
  package let help: String

  /// What may be written, with its unit, in words.
  package var typeDescription: String { type.description + (unit.map { " (\($0))" } ?? "") }

  private init(
    _ name: String, _ type: OptionType, _ purpose: Purpose, defaultValue: OptionValue?, isRequired: Bool, unit: String?, help: String
  ) {
    self.name = name
    self.type = type
    self.purpose = purpose
    self.defaultValue = defaultValue
    self.isRequired = isRequired
    self.unit = unit
    self.help = help
  }

  /// An option that must be given.
  package static func required(_ name: String, _ type: OptionType, _ purpose: Purpose, unit: String? = nil, help: String) -> Self {
    Self(name, type, purpose, defaultValue: nil, isRequired: true, unit: unit, help: help)
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
  /// Names, one for each of some things in order.
  case names
  /// Points of a data file: `{file: train.csv, x: x, y: y, class: label}`.
  case points
  /// The name of a directive.
  case directive

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
    case .names: "list of names"
    case .points: "`{file: data.csv, x: x, y: y, class: label}`"
    case .directive: "name of a directive"
    }
  }
}
