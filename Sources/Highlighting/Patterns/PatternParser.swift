/// Reads the notation of `Pattern` into nodes.
struct PatternParser {
  private(set) var nodes: [Pattern.Node] = []
  private(set) var problem: String?
  private let notation: [UInt8]
  private var position = 0

  init(_ notation: String) { self.notation = Array(notation.utf8) }

  /// The number of the root node.
  mutating func parse() -> Int {
    let root = choice()
    if position < notation.count { problem = problem ?? "unexpected ')'" }
    return root
  }

  private var next: UInt8? { position < notation.count ? notation[position] : nil }

  private mutating func skip(_ text: StaticString) -> Bool {
    let bytes = Array("\(text)".utf8)
    guard notation[position...].starts(with: bytes) else { return false }
    position += bytes.count
    return true
  }

  private mutating func add(_ node: Pattern.Node) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }

  private mutating func choice() -> Int {
    let first = sequence()
    guard skip("|") else { return first }
    let rest = choice()
    return add(.choice(first, rest))
  }

  private mutating func sequence() -> Int {
    guard let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")"), problem == nil else { return add(.empty) }
    let first = quantified()
    guard let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") else { return first }
    let rest = sequence()
    return add(.sequence(first, rest))
  }

  private mutating func quantified() -> Int {
    let atom = atom()
    let bounds: (least: Int, most: Int)
    if skip("*") {
      bounds = (0, .max)
    } else if skip("+") {
      bounds = (1, .max)
    } else if skip("?") {
      bounds = (0, 1)
    } else if skip("{") {
      let least = number()
      bounds = (least, skip(",") ? number() : least)
      expect("}")
    } else {
      return atom
    }
    if case .run(let set, 1, 1) = nodes[atom] { return add(.run(set, least: bounds.least, most: bounds.most)) }
    return add(.repetition(atom, least: bounds.least, most: bounds.most))
  }

  private mutating func number() -> Int {
    let digits = notation[position...].prefix(3).prefix { ByteSet.digits.contains($0) }
    position += digits.count
    return Int(String(decoding: digits, as: UTF8.self)) ?? .max
  }

  private mutating func expect(_ text: StaticString) {
    if !skip(text) { problem = problem ?? "expected '\(text)'" }
  }

  private mutating func atom() -> Int {
    if skip("(?=") { return group { .ahead($0, true) } }
    if skip("(?!") { return group { .ahead($0, false) } }
    if skip("(?<=") { return behind(true) }
    if skip("(?<!") { return behind(false) }
    if skip("(?:") { return group { _ in nil } }
    if skip("(") { return group { .capture($0) } }
    if skip("^") { return add(.lineStart) }
    if skip("$") { return add(.lineEnd) }
    if skip(".") { return add(.run(ByteSet("\n".utf8).complement, least: 1, most: 1)) }
    if next == UInt8(ascii: "["), let set = set() { return add(.run(set, least: 1, most: 1)) }
    if skip("\\") { return escape() }
    guard let byte = next else { return add(.empty) }
    if ByteSet("*+?{]".utf8).contains(byte) { problem = problem ?? "a bare '\(UnicodeScalar(byte))'" }
    position += 1
    return add(.byte(byte))
  }

  private mutating func group(_ wrap: (Int) -> Pattern.Node?) -> Int {
    let inner = choice()
    expect(")")
    return wrap(inner).map { add($0) } ?? inner
  }

  private mutating func behind(_ wanted: Bool) -> Int {
    let set = set() ?? ByteSet()
    expect(")")
    return add(.behind(set, wanted))
  }

  private mutating func escape() -> Int {
    guard let byte = next else { return add(.never) }
    position += 1
    switch byte {
    case UInt8(ascii: "1"): return add(.captured)
    case UInt8(ascii: "i"): return add(.indentedMore)
    case UInt8(ascii: "A"): return add(.textStart)
    case UInt8(ascii: "O"): return add(.noOperandBefore)
    case UInt8(ascii: "b"):
      let word = add(.run(.word, least: 1, most: 1))
      return add(.ahead(word, false))
    default:
      if let set = Self.named(byte) { return add(.run(set, least: 1, most: 1)) }
      if ByteSet.letters.union(.digits).contains(byte), byte != UInt8(ascii: "_") { problem = problem ?? "no such escape" }
      return add(.byte(byte))
    }
  }

  private static func named(_ byte: UInt8) -> ByteSet? {
    switch byte {
    case UInt8(ascii: "d"): .digits
    case UInt8(ascii: "h"): .hexadecimal
    case UInt8(ascii: "a"): .letters
    case UInt8(ascii: "w"): .word
    case UInt8(ascii: "s"): .blanks
    case UInt8(ascii: "n"): ByteSet("\n".utf8)
    case UInt8(ascii: "t"): ByteSet("\t".utf8)
    case UInt8(ascii: "r"): ByteSet("\r".utf8)
    default: nil
    }
  }

  private mutating func set() -> ByteSet? {
    expect("[")
    let complement = skip("^")
    var set = ByteSet()
    while let byte = next, byte != UInt8(ascii: "]") {
      position += 1
      if byte == UInt8(ascii: "\\"), let escaped = next {
        position += 1
        set = set.union(Self.named(escaped) ?? ByteSet([escaped]))
      } else if next == UInt8(ascii: "-"), position + 1 < notation.count, notation[position + 1] != UInt8(ascii: "]") {
        let last = notation[position + 1]
        if byte <= last { set = set.union(ByteSet(byte...last)) } else { problem = problem ?? "a range backwards" }
        position += 2
      } else {
        set.insert(byte)
      }
    }
    expect("]")
    return complement ? set.complement : set
  }
}
