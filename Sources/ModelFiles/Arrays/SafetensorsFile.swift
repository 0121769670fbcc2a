import Diagnostics
import Foundation
import Networks

/// Reads safetensors: a header of JSON that names each tensor's type, shape and bytes, then the bytes.
/// Source: the format's description in the safetensors project's README.
package enum SafetensorsFile {
  package struct NamedTensor: Sendable {
    package let name: String
    package let tensor: Tensor
  }

  private static let longestHeader = 100_000_000

  /// The tensors in the order of their bytes.
  ///
  /// Checked: the header's length, its JSON, names given twice, types, shapes, sizes, and that the tensors' bytes neither overlap
  /// nor leave holes nor end before the file does.
  package static func tensors(_ file: FileBytes) throws(Diagnostic) -> [NamedTensor] {
    let length = try file.integer(at: 0, bytes: 8, of: "the header's length")
    guard length <= longestHeader else { throw file.fail("the header's length is \(length), more than 100 MB", at: 0) }
    let header = try file.slice(8, length, of: "the header")
    var result: [NamedTensor] = []
    var end = 0
    for entry in try entries(header, file) {
      let elements = entry.type.decode(try data(entry, after: end, start: 8 + length, file))
      end = entry.end
      result.append(NamedTensor(name: entry.name, tensor: Tensor(shape: entry.shape, elements: elements)))
    }
    guard 8 + length + end == file.bytes.count else {
      throw file.fail("\(file.bytes.count - 8 - length - end) bytes belong to no tensor", at: 8 + length + end)
    }
    return result
  }

  private struct Entry {
    let name: String
    let type: ElementType
    let shape: [Int]
    let begin: Int
    let end: Int
  }

  private static func data(_ entry: Entry, after end: Int, start: Int, _ file: FileBytes) throws(Diagnostic) -> ArraySlice<UInt8> {
    let name = "tensor '\(entry.name)'"
    guard entry.begin >= end else { throw file.fail("\(name) overlaps the tensor before it", at: start + max(entry.begin, 0)) }
    guard entry.begin == end else { throw file.fail("\(entry.begin - end) bytes before \(name) belong to no tensor", at: start + end) }
    guard entry.end >= entry.begin else { throw file.fail("\(name) ends before it begins", at: start + entry.begin) }
    guard let count = elementCount(entry.shape), let size = elementCount([count, entry.type.byteCount]), size == entry.end - entry.begin
    else {
      throw file.fail("\(name) has \(entry.end - entry.begin) bytes, which do not fit its shape \(entry.shape)", at: start + entry.begin)
    }
    return try file.slice(start + entry.begin, size, of: name)
  }

  private static func entries(_ header: ArraySlice<UInt8>, _ file: FileBytes) throws(Diagnostic) -> [Entry] {
    guard let object = try? JSONSerialization.jsonObject(with: Data(header)) as? [String: Any] else {
      throw file.fail("the header is not a JSON object", at: 8)
    }
    let keys = topLevelKeys(header)
    if keys.count != object.count {
      let twice = Dictionary(grouping: keys, by: \.self).filter { $1.count > 1 }.keys.sorted().first ?? "?"
      throw file.fail("the header names '\(twice)' twice", at: 8)
    }
    var entries: [Entry] = []
    for (name, value) in object.sorted(by: { $0.key < $1.key }) where name != "__metadata__" {
      entries.append(try entry(name, value, file))
    }
    return entries.sorted { ($0.begin, $0.end, $0.name) < ($1.begin, $1.end, $1.name) }
  }

  private static func entry(_ name: String, _ value: Any, _ file: FileBytes) throws(Diagnostic) -> Entry {
    guard let fields = value as? [String: Any], Set(fields.keys) == ["dtype", "shape", "data_offsets"],
      let dtype = fields["dtype"] as? String, let shape = integers(fields["shape"]), let offsets = integers(fields["data_offsets"]),
      offsets.count == 2, offsets[0] >= 0, elementCount(shape) != nil
    else { throw file.fail("the header's entry for '\(name)' is not {dtype, shape, data_offsets}", at: 8) }
    guard let type = types[dtype] else {
      throw file.fail("tensor '\(name)' has the type \(dtype), which is not read", at: 8, fix: "use one of: \(types.keys.sorted().joined(separator: ", "))")
    }
    return Entry(name: name, type: type, shape: shape, begin: offsets[0], end: offsets[1])
  }

  private static let types: [String: ElementType] = [
    "F64": .float64, "F32": .float32, "F16": .float16, "BF16": .bfloat16, "BOOL": .boolean,
    "I64": .integer(bytes: 8, isSigned: true), "I32": .integer(bytes: 4, isSigned: true), "I16": .integer(bytes: 2, isSigned: true),
    "I8": .integer(bytes: 1, isSigned: true), "U64": .integer(bytes: 8, isSigned: false), "U32": .integer(bytes: 4, isSigned: false),
    "U16": .integer(bytes: 2, isSigned: false), "U8": .integer(bytes: 1, isSigned: false),
  ]

  private static func integers(_ value: Any?) -> [Int]? {
    guard let numbers = value as? [NSNumber] else { return nil }
    let result = numbers.compactMap { Int(exactly: $0.doubleValue) }
    return result.count == numbers.count ? result : nil
  }

  /// The keys of a JSON object as written: strings at depth 1 that a colon follows. Foundation's parser keeps only one of two.
  private static func topLevelKeys(_ json: ArraySlice<UInt8>) -> [String] {
    var keys: [String] = []
    var depth = 0
    var index = json.startIndex
    while index < json.endIndex {
      switch json[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        let start = index + 1
        index = start
        while index < json.endIndex, json[index] != UInt8(ascii: "\"") { index += json[index] == UInt8(ascii: "\\") ? 2 : 1 }
        var next = index + 1
        while next < json.endIndex, [32, 9, 10, 13].contains(json[next]) { next += 1 }
        if depth == 1, next < json.endIndex, json[next] == UInt8(ascii: ":"), index <= json.endIndex {
          keys.append(String(decoding: json[start..<index], as: UTF8.self))
        }
      default: break
      }
      index += 1
    }
    return keys
  }
}
