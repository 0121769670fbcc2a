import Diagnostics
import JSON
import Networks

/// The header of a safetensors file: what tensors there are, and where their bytes lie.
///
/// Source: the format description in the README of github.com/huggingface/safetensors: eight bytes with the length of a
/// JSON object, the object, and the data that its offsets count from.
struct SafetensorsHeader {
  struct Entry {
    let name: String
    let type: ElementType
    let shape: [Int]
    /// Place in the data.
    let bytes: Range<Int>
    /// Place of the entry in the file.
    let offset: Int
  }

  /// In the order of their bytes.
  let entries: [Entry]
  /// Where the data starts in the file.
  let dataStart: Int

  /// The longest header that the format allows, in bytes.
  static let longest = 100_000_000

  /// Element types by their names in the header.
  static let types: [String: ElementType] = [
    "F64": .float64, "F32": .float32, "F16": .float16, "BF16": .bfloat16, "I64": .int64, "I32": .int32, "I16": .int16,
    "I8": .int8, "U64": .uint64, "U32": .uint32, "U16": .uint16, "U8": .uint8, "BOOL": .bool,
  ]

  /// Reads and checks the header, and that the tensors fill the data without gap or overlap.
  init(_ file: BinaryFile) throws(Diagnostic) {
    let length = try file.integer(UInt64.self, at: 0, "the length of the header")
    guard let count = Int(exactly: length), (2...Self.longest).contains(count) else {
      throw file.failure(
        at: 0, "the length of the header is \(length); it should be from 2 to \(Self.longest)",
        fix: "check that this is a safetensors file")
    }
    let range = try file.range(8, count: count, "the header")
    let text = Array(file.bytes[range])
    guard String(validating: text, as: UTF8.self) != nil else { throw file.failure(at: 8, "the header is not UTF-8 text") }
    let root: JSONValue
    do { root = try JSONParser.parse(text) } catch {
      throw file.failure(at: 8 + error.bytes.lowerBound, "the header is not JSON as the format wants it: \(error.message)")
    }
    guard let members = root.members, text[0] == UInt8(ascii: "{") else {
      throw file.failure(at: 8, "the header should start with '{' and be an object")
    }
    var entries: [Entry] = []
    for member in members {
      if member.key == "__metadata__" {
        try Self.checkMetadata(member.value, file)
      } else {
        entries.append(try Self.entry(member, file))
      }
    }
    self.entries = entries.sorted {
      ($0.bytes.lowerBound, $0.bytes.upperBound, $0.name) < ($1.bytes.lowerBound, $1.bytes.upperBound, $1.name)
    }
    dataStart = range.upperBound
    try checkCoverage(file)
  }

  private static func checkMetadata(_ value: JSONValue, _ file: BinaryFile) throws(Diagnostic) {
    guard let members = value.members, members.allSatisfy({ $0.value.string != nil }) else {
      throw file.failure(at: 8 + value.bytes.lowerBound, "'__metadata__' should be an object whose values are strings")
    }
  }

  private static func entry(_ member: JSONValue.Member, _ file: BinaryFile) throws(Diagnostic) -> Entry {
    let label = "tensor '\(member.key)'"
    let offset = 8 + member.keyBytes.lowerBound
    let fields = (member.value.members ?? []).map { ($0.key, $0.value) }
    guard fields.map(\.0).sorted() == ["data_offsets", "dtype", "shape"] else {
      throw file.failure(at: offset, "\(label) should be an object with the keys dtype, shape and data_offsets, and no others")
    }
    let values = Dictionary(uniqueKeysWithValues: fields)
    guard let typeName = values["dtype"]?.string else {
      throw file.failure(at: offset, "the dtype of \(label) is not a string")
    }
    guard let type = types[typeName] else {
      throw file.failure(
        at: offset, "\(label) has the dtype '\(typeName)', which is not read",
        fix: "save it as one of: \(types.keys.sorted().joined(separator: ", "))")
    }
    guard let shape = sizes(values["shape"]) else {
      throw file.failure(at: offset, "the shape of \(label) is not a list of sizes")
    }
    guard let ends = sizes(values["data_offsets"]), ends.count == 2, ends[0] <= ends[1] else {
      throw file.failure(at: offset, "the data_offsets of \(label) are not a pair [begin, end] with begin ≤ end")
    }
    guard let count = Tensor.elementCount(of: shape) else {
      throw file.failure(at: offset, "the shape \(shape) of \(label) is too large")
    }
    let size = count * type.byteCount
    guard ends[1] - ends[0] == size else {
      throw file.failure(
        at: offset,
        "\(label) of dtype \(typeName) and shape \(shape) needs \(size) bytes, but its data_offsets hold \(ends[1] - ends[0])")
    }
    return Entry(name: member.key, type: type, shape: shape, bytes: ends[0]..<ends[1], offset: offset)
  }

  private static func sizes(_ value: JSONValue?) -> [Int]? {
    guard let array = value?.array else { return nil }
    let sizes = array.compactMap(\.size)
    return sizes.count == array.count ? sizes : nil
  }

  private func checkCoverage(_ file: BinaryFile) throws(Diagnostic) {
    let dataCount = file.bytes.count - dataStart
    var end = 0
    var last: Entry?
    for entry in entries {
      guard entry.bytes.upperBound <= dataCount else {
        throw file.failure(
          at: entry.offset,
          "tensor '\(entry.name)' ends at byte \(entry.bytes.upperBound) of the data, but there are only \(dataCount)")
      }
      guard entry.bytes.lowerBound >= end else {
        throw file.failure(at: entry.offset, "tensors '\(last?.name ?? "")' and '\(entry.name)' overlap in the data")
      }
      guard entry.bytes.lowerBound == end else {
        throw file.failure(
          at: entry.offset,
          "bytes \(end) to \(entry.bytes.lowerBound) of the data, before tensor '\(entry.name)', belong to no tensor")
      }
      end = entry.bytes.upperBound
      last = entry
    }
    guard end == dataCount else {
      throw file.failure(at: dataStart + end, "the tensors end at byte \(end) of the data, but there are \(dataCount)")
    }
  }
}
