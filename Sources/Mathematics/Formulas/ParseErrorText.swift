/// What a message of KaTeX's says, without what is added to it for a terminal.
///
/// A message reads "KaTeX parse error: WHAT at position N: CONTEXT", where the context is up to 15 characters of the input, the place
/// itself, each of its UTF-16 units followed by a combining low line (U+0332), and up to 15 more. The input is the formula or a macro's body.
struct ParseErrorText {
  private let units: [UInt16]
  /// KaTeX's UTF-16 offset into the input, from 0.
  let position: Int?

  private static let lowLine: UInt16 = 0x332
  private static let ellipsis: UInt16 = 0x2026
  private static let contextLength = 15

  init(message: String, position: Int?) {
    var text = message.utf16[...]
    for prefix in ["KaTeX parse error: ", "LaTeX-incompatible input and strict mode is set to 'error': "] where text.starts(with: prefix.utf16)
    {
      text = text.dropFirst(prefix.utf16.count)
    }
    let code = Array(" [textEnv]".utf16)
    if text.suffix(code.count).elementsEqual(code) { text = text.dropLast(code.count) }
    units = Array(text)
    self.position = position
  }

  /// The message and the place in UTF-16 units, if this is the input that the message is about.
  func read(input: [UInt16]) -> (message: String, place: Range<Int>)? {
    guard let position, position <= input.count else { return nil }
    let number = position == input.count ? " at end of input: " : " at position \(position + 1): "
    let from = max(position - Self.contextLength, 0)
    let head = Self.whole(Array(number.utf16) + (from > 0 ? [Self.ellipsis] : []) + input[from..<position])
    guard let start = units.lastIndex(of: head) else { return nil }
    var end = position
    var next = start + head.count
    while end < input.count, next + 1 < units.count, [units[next]] == Self.whole([input[end]]), units[next + 1] == Self.lowLine {
      end += 1
      next += 2
    }
    let right = Array(input[end...].prefix(Self.contextLength)) + (end + Self.contextLength < input.count ? [Self.ellipsis] : [])
    guard units[next...].elementsEqual(Self.whole(right)) else { return nil }
    return (String(decoding: units[..<start], as: UTF16.self), position..<end)
  }

  /// Units in which half a pair, which KaTeX may cut, is the replacement character, as it is in the message.
  private static func whole(_ units: [UInt16]) -> [UInt16] { Array(String(decoding: units, as: UTF16.self).utf16) }

  /// The message, when none of the inputs that are known is the one it is about.
  var messageAlone: String {
    guard let position else { return String(decoding: units, as: UTF16.self) }
    let marks = [" at position \(position + 1): ", " at end of input: "].map { Array($0.utf16) }
    let end = marks.compactMap { units.lastIndex(of: $0) }.min() ?? units.count
    return String(decoding: units[..<end], as: UTF16.self)
  }
}

extension [UInt16] {
  /// Where the last occurrence of a part starts.
  fileprivate func lastIndex(of part: [UInt16]) -> Int? {
    guard part.count <= count else { return nil }
    return (0...(count - part.count)).last { self[$0..<($0 + part.count)].elementsEqual(part) }
  }
}

extension String {
  /// The UTF-8 offsets of a range of UTF-16 offsets; one inside a pair is moved to the pair's start.
  func utf8Range(ofUTF16 range: Range<Int>) -> Range<Int> {
    func offset(_ count: Int) -> Int {
      var units = 0
      var bytes = 0
      for scalar in unicodeScalars {
        units += UTF16.width(scalar)
        if units > count { break }
        bytes += UTF8.width(scalar)
      }
      return bytes
    }
    let start = offset(range.lowerBound)
    return start..<max(start, offset(range.upperBound))
  }
}
