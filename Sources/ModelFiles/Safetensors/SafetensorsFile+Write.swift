import Networks

extension SafetensorsFile {
  /// Tensors in the safetensors format, each rounded to its type, in the order given: the same tensors give the same bytes.
  ///
  /// Names must differ from each other and from `__metadata__`.
  package static func bytes(_ tensors: [NamedTensor]) -> [UInt8] {
    var entries: [String] = []
    var data: [UInt8] = []
    for tensor in tensors {
      let start = data.count
      data += tensor.type.encode(tensor.tensor.elements)
      let type = SafetensorsHeader.types.first { $0.value == tensor.type }?.key ?? "F64"
      let shape = tensor.tensor.shape.map(String.init).joined(separator: ",")
      entries.append("\(quoted(tensor.name)):{\"dtype\":\"\(type)\",\"shape\":[\(shape)],\"data_offsets\":[\(start),\(data.count)]}")
    }
    // Padded with blanks, so that the data start at a multiple of 8, as the format's own library writes it.
    var header = Array("{\(entries.joined(separator: ","))}".utf8)
    header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    return (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header + data
  }

  /// The weights of a network by the names of their constants, in the order of its nodes, in the types of the file that it came from.
  package static func bytes(of network: Network) -> [UInt8] {
    bytes(
      network.parameterNames.map { name in
        NamedTensor(name: name, tensor: network.constants[name]!, type: network.elementTypes[name] ?? .float64)
      })
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
