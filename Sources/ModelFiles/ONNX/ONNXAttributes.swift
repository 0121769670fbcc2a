import Diagnostics
import Foundation

/// The attributes of one node, each name once and none that the operator does not have.
struct ONNXAttributes {
  private let values: [String: ONNXAttribute]
  private let label: String
  private let file: BinaryFile

  /// Throws for an attribute that is unknown, given twice, or a reference to one of an enclosing function.
  init(_ node: ONNXNode, _ label: String, _ file: BinaryFile) throws(Diagnostic) {
    let allowed = ONNXNode.operators[node.opType] ?? []
    var values: [String: ONNXAttribute] = [:]
    for attribute in node.attribute {
      guard allowed.contains(attribute.name), attribute.refAttrName.isEmpty else {
        throw file.failure(
          "\(label) has the attribute '\(attribute.name)', which is not read here",
          fix: allowed.isEmpty
            ? nil : "use only: \(allowed.sorted().joined(separator: ", "))")
      }
      guard values.updateValue(attribute, forKey: attribute.name) == nil else {
        throw file.failure("\(label) has the attribute '\(attribute.name)' twice")
      }
    }
    self.values = values
    self.label = label
    self.file = file
  }

  /// The attributes that are given, by name.
  var names: [String] { values.keys.sorted() }

  /// The attribute, if it is given. Throws if it is not of the kind.
  func value(_ name: String, _ kind: ONNXAttribute.Kind, _ kindName: String) throws(Diagnostic) -> ONNXAttribute? {
    guard let attribute = values[name] else { return nil }
    guard attribute.type == kind else { throw file.failure("the attribute '\(name)' of \(label) should be \(kindName)") }
    return attribute
  }

  /// A float attribute; throws unless it is finite.
  func float(_ name: String, default fallback: Double) throws(Diagnostic) -> Double {
    guard let attribute = try value(name, .float, "a float") else { return fallback }
    guard attribute.f.isFinite else { throw file.failure("the attribute '\(name)' of \(label) is not a finite number") }
    return Double(attribute.f)
  }

  func integer(_ name: String, default fallback: Int64) throws(Diagnostic) -> Int64 {
    try value(name, .int, "an integer")?.i ?? fallback
  }

  /// A list of integers, if it is given, saturated to ±2⁴⁸: "to the end" is often written as the largest integer.
  func integers(_ name: String) throws(Diagnostic) -> [Int]? {
    try value(name, .ints, "a list of integers")?.ints.map { Int(min(max($0, -1 << 48), 1 << 48)) }
  }

  /// An axis, which may count from the end.
  func axis(_ name: String, default fallback: Int) throws(Diagnostic) -> Int {
    let axis = try integer(name, default: Int64(fallback))
    guard (-64...64).contains(axis) || name == "end" else { throw file.failure("\(label) has the axis \(axis)") }
    return Int(min(max(axis, -64), 64))
  }

  /// A text, if it is given.
  func text(_ name: String) throws(Diagnostic) -> String? {
    guard let attribute = try value(name, .string, "a string") else { return nil }
    guard let text = String(data: attribute.s, encoding: .utf8) else { throw file.failure("the attribute '\(name)' of \(label) is not text") }
    return text
  }

  /// One of a few texts.
  func choice<Choice: RawRepresentable<String>>(_ name: String, default fallback: Choice) throws(Diagnostic) -> Choice {
    guard let text = try text(name) else { return fallback }
    guard let choice = Choice(rawValue: text) else {
      throw file.failure("the attribute '\(name)' of \(label) is '\(text)', which is not computed here")
    }
    return choice
  }

  /// An integer attribute that is 0 or 1.
  func flag(_ name: String, default fallback: Bool = false) throws(Diagnostic) -> Bool {
    let value = try integer(name, default: fallback ? 1 : 0)
    guard value == 0 || value == 1 else {
      throw file.failure("the attribute '\(name)' of \(label) is \(value); it should be 0 or 1")
    }
    return value == 1
  }
}
