import Diagnostics
import Inputs
import Networks

/// Tensors stored in the safetensors format.
package enum SafetensorsFile {
  /// All tensors of a file in the order of their bytes.
  ///
  /// Every value is exact: F64, F32, F16, BF16, integers and BOOL all become doubles, and an integer without an exact double
  /// is refused. Throws a `Diagnostic` for anything that the format forbids (gaps, overlaps, equal names, …) and for values
  /// that are not finite.
  package static func tensors(_ path: String, from workspace: Workspace) throws(Diagnostic) -> [NamedTensor] {
    try tensors(try workspace.read(path), at: .file(workspace.shown(path)))
  }

  /// The same for bytes that were read before.
  package static func tensors(_ bytes: [UInt8], at location: Diagnostic.Location) throws(Diagnostic) -> [NamedTensor] {
    let file = BinaryFile(bytes: bytes, location: location, id: "bad-safetensors")
    try file.refuseLargeFilePointer()
    let header = try SafetensorsHeader(file)
    var tensors: [NamedTensor] = []
    for entry in header.entries {
      let start = header.dataStart + entry.bytes.lowerBound
      let elements: [Double]
      do { elements = try entry.type.decode(bytes[start..<start + entry.bytes.count]) } catch {
        throw file.failure(
          at: start + error.index * entry.type.byteCount,
          "element \(error.index) of tensor '\(entry.name)' can't be read: \(error.reason)")
      }
      let tensor = Tensor(shape: entry.shape, elements: elements)
      try tensor.requireFinite("tensor '\(entry.name)'", at: location)
      tensors.append(NamedTensor(name: entry.name, tensor: tensor, type: entry.type))
    }
    return tensors
  }
}
