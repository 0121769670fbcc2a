import Diagnostics

/// Where a tensor lies that is stored outside the model file.
struct ONNXExternalPlace {
  /// Relative to the model's folder.
  let path: String
  /// In bytes from the start of the file.
  let offset: Int
  /// In bytes; `nil` if the model does not say.
  let length: Int?

  /// Throws for keys given twice, for numbers that are none, and for a path that leaves the model's folder.
  init(_ entries: [ONNXEntry], _ label: String, _ file: BinaryFile) throws(Diagnostic) {
    var values: [String: String] = [:]
    for entry in entries where values.updateValue(entry.value, forKey: entry.key) != nil {
      throw file.failure("\(label) gives the '\(entry.key)' of its external data twice")
    }
    guard let path = values["location"], !path.isEmpty else {
      throw file.failure("\(label) is stored outside the file, but does not say where: 'location' is missing")
    }
    let steps = path.split(whereSeparator: { $0 == "/" || $0 == "\\" })
    guard !path.hasPrefix("/"), !steps.contains("..") else {
      throw file.failure(
        "\(label) is stored at '\(path)', outside the model's folder", fix: "move the data file beside the model")
    }
    self.path = path
    offset = try Self.number("offset", values, label, file) ?? 0
    length = try Self.number("length", values, label, file)
  }

  private static func number(
    _ key: String, _ values: [String: String], _ label: String, _ file: BinaryFile
  ) throws(Diagnostic) -> Int? {
    guard let text = values[key] else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw file.failure("the '\(key)' of the external data of \(label) is '\(text)'; it should be a number of bytes")
    }
    return number
  }
}
