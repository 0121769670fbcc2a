import Yams

/// Turns the marks of libyaml, lines and columns in Unicode scalars, into byte offsets.
///
/// libyaml also ends a line at U+000D, U+0085, U+2028 and U+2029 (YAML 1.1, section 5.4), where nothing else here does.
struct YAMLMarks {
  private let scalars: [Unicode.Scalar]
  /// The byte offset of every scalar and of the end.
  private let offsets: [Int]
  /// The index of the scalar at which each line starts.
  private let lines: [Int]

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var offsets = [0]
    var lines = [0]
    for (index, scalar) in scalars.enumerated() {
      offsets.append(offsets[index] + UTF8.width(scalar))
      let isBreak = [0x0A, 0x0D, 0x85, 0x2028, 0x2029].contains(scalar.value)
      let isHalf = scalar.value == 0x0D && index + 1 < scalars.count && scalars[index + 1].value == 0x0A
      if isBreak && !isHalf { lines.append(index + 1) }
    }
    self.offsets = offsets
    self.lines = lines
  }

  /// The byte offset of a mark; marks outside the text are moved to the nearest place inside.
  func offset(_ mark: Mark) -> Int {
    let line = lines[min(max(mark.line, 1), lines.count) - 1]
    return offsets[min(line + max(mark.column - 1, 0), scalars.count)]
  }

  /// The byte offset of the first character that libyaml does not accept, and the character.
  var firstForbidden: (offset: Int, scalar: Unicode.Scalar)? {
    scalars.firstIndex { !Self.isAllowed($0.value) }.map { (offsets[$0], scalars[$0]) }
  }

  private static func isAllowed(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
