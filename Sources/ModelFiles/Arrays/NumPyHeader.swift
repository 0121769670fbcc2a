import Diagnostics

/// The header of an `.npy` file: a Python dictionary of three entries, written as a literal.
struct NumPyHeader {
  let type: ElementType
  let isBigEndian: Bool
  let isFortranOrder: Bool
  let shape: [Int]

  static func parse(_ bytes: ArraySlice<UInt8>, _ file: FileBytes) throws(Diagnostic) -> NumPyHeader {
    var scanner = Scanner(rest: Substring(String(decoding: bytes, as: UTF8.self)))
    var fields: [String: Scanner.Literal] = [:]
    let failure = file.fail("the header is not {'descr': …, 'fortran_order': …, 'shape': …}", at: bytes.startIndex)
    guard scanner.skip("{") else { throw failure }
    while !scanner.skip("}") {
      guard case .text(let key)? = scanner.literal(), scanner.skip(":"), let value = scanner.literal(), fields[key] == nil else {
        throw failure
      }
      fields[key] = value
      if !scanner.skip(",") {
        guard scanner.skip("}") else { throw failure }
        break
      }
    }
    guard fields.count == 3, case .text(let descriptor)? = fields["descr"], case .boolean(let isFortran)? = fields["fortran_order"],
      case .tuple(let shape)? = fields["shape"], scanner.isAtEnd
    else { throw failure }
    guard let (type, isBigEndian) = element(descriptor) else {
      throw file.fail("elements of type '\(descriptor)' are not read", at: bytes.startIndex, fix: "save numbers, such as float64 or uint8")
    }
    return NumPyHeader(type: type, isBigEndian: isBigEndian, isFortranOrder: isFortran, shape: shape)
  }

  private static func element(_ descriptor: String) -> (ElementType, isBigEndian: Bool)? {
    let order = descriptor.first
    let type: ElementType? =
      switch descriptor.dropFirst() {
      case "f8": .float64
      case "f4": .float32
      case "f2": .float16
      case "b1": .boolean
      case "i1", "i2", "i4", "i8": .integer(bytes: descriptor.last?.wholeNumberValue ?? 0, isSigned: true)
      case "u1", "u2", "u4", "u8": .integer(bytes: descriptor.last?.wholeNumberValue ?? 0, isSigned: false)
      default: nil
      }
    guard let type, order == "<" || order == ">" || order == "|" && type.byteCount == 1 else { return nil }
    return (type, order == ">")
  }

  /// Reads the few Python literals that a header holds.
  private struct Scanner {
    enum Literal { case text(String), boolean(Bool), tuple([Int]) }

    var rest: Substring

    var isAtEnd: Bool { rest.allSatisfy(\.isWhitespace) }

    mutating func skip(_ token: String) -> Bool {
      rest = rest.drop(while: \.isWhitespace)
      guard rest.hasPrefix(token) else { return false }
      rest = rest.dropFirst(token.count)
      return true
    }

    mutating func literal() -> Literal? {
      if skip("True") { return .boolean(true) }
      if skip("False") { return .boolean(false) }
      if skip("(") { return tuple() }
      for quote in ["'", "\""] where skip(quote) {
        guard let end = rest.firstIndex(of: Character(quote)) else { return nil }
        let text = String(rest[..<end])
        rest = rest[rest.index(after: end)...]
        return .text(text)
      }
      return nil
    }

    private mutating func tuple() -> Literal? {
      var numbers: [Int] = []
      while !skip(")") {
        rest = rest.drop(while: \.isWhitespace)
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), numbers.count < 32 else { return nil }
        rest = rest.dropFirst(digits.count)
        numbers.append(number)
        if !skip(",") { return skip(")") ? .tuple(numbers) : nil }
      }
      return .tuple(numbers)
    }
  }
}
