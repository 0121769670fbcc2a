import Diagnostics

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
          fix: allowed.isEmpty ? nil : "use only: \(allowed.sorted().joined(separator: ", "))")
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

  /// An integer attribute that is 0 or 1 and otherwise 0 by default.
  func flag(_ name: String) throws(Diagnostic) -> Bool {
    let value = try integer(name, default: 0)
    guard value == 0 || value == 1 else {
      throw file.failure("the attribute '\(name)' of \(label) is \(value); it should be 0 or 1")
    }
    return value == 1
  }
}
