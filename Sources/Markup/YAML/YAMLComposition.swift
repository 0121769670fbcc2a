import Yams

/// Composes YAML and keeps the places of its nodes, also where a key is given twice.
///
/// Yams refuses a repeated key and names only its first place. So the first is written differently (private characters in
/// front) until all keys differ; the tree then holds both, each at its place.
struct YAMLComposition {
  let root: Node?
  private let marks: YAMLMarks
  /// What was put in: where, in the text as it was, and how many characters of three bytes.
  private let insertions: [(offset: Int, count: Int)]

  private static let mark: Character = "\u{E000}"
  private static let mostInsertions = 20

  /// Throws a `Failure` with Yams' error, and the place where it lies in the text.
  init(_ text: String) throws(Failure) {
    var insertions: [(offset: Int, count: Int)] = []
    var current = text
    while true {
      let marks = YAMLMarks(current)
      do {
        root = try compose(yaml: current)
        self.marks = marks
        self.insertions = insertions
        return
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) where insertions.count < Self.mostInsertions {
        let at = marks.offset(context.mark)
        let offset = Self.original(at, insertions)
        guard !insertions.contains(where: { $0.offset == offset }) else {
          throw Failure(problem: .duplicate(keys.first ?? ""), offset: offset)
        }
        let count = insertions.count + 1
        current = Self.inserting(count, into: current, at: at)
        insertions.append((offset, count))
      } catch {
        throw Self.failure(error, marks, insertions)
      }
    }
  }

  /// Why a text could not be composed.
  struct Failure: Error {
    enum Problem {
      case duplicate(String)
      case syntax(String)
    }
    let problem: Problem
    let offset: Int
  }

  /// The byte offset of a node in the text as it was given.
  func offset(of node: Node) -> Int { Self.original(node.mark.map(marks.offset) ?? 0, insertions) }

  /// The text of a scalar at an offset, without what was put in.
  func text(_ scalar: Node.Scalar, at offset: Int) -> String {
    guard let insertion = insertions.first(where: { $0.offset == offset }) else { return scalar.string }
    return String(scalar.string.unicodeScalars.dropFirst(insertion.count))
  }

  private static func original(_ offset: Int, _ insertions: [(offset: Int, count: Int)]) -> Int {
    var result = offset
    for insertion in insertions.sorted(by: { $0.offset < $1.offset }) where result > insertion.offset {
      result = max(result - 3 * insertion.count, insertion.offset)
    }
    return result
  }

  private static func inserting(_ count: Int, into text: String, at offset: Int) -> String {
    var bytes = Array(text.utf8)
    let isQuoted = offset < bytes.count && (bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'"))
    let place = min(offset + (isQuoted ? 1 : 0), bytes.count)
    bytes.insert(contentsOf: String(repeating: mark, count: count).utf8, at: place)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func failure(_ error: any Error, _ marks: YAMLMarks, _ insertions: [(offset: Int, count: Int)]) -> Failure {
    func syntax(_ problem: String, _ mark: Mark) -> Failure {
      Failure(problem: .syntax(problem), offset: original(marks.offset(mark), insertions))
    }
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _): return syntax(problem, mark)
    case .composer(_, let problem, let mark, _): return syntax(problem, mark)
    case .duplicatedKeysInMapping(let keys, let context):
      let key = (keys.first ?? "").drop { $0 == mark }
      return Failure(problem: .duplicate(String(key)), offset: original(marks.offset(context.mark), insertions))
    case .reader(let problem, _, _, _): return Failure(problem: .syntax(problem), offset: 0)
    default: return Failure(problem: .syntax("\(error)"), offset: 0)
    }
  }
}
