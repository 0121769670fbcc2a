import Diagnostics

/// Where each byte of a text stands that was decoded from a source: a scalar of YAML, in any of its styles.
package struct TextOrigin: Sendable {
  private let source: Source
  /// The offset in the source of every byte of the text, and of its end; empty where only `whole` is known.
  private let offsets: [Int]
  private let whole: Range<Int>

  /// A text of which only the place as a whole is known.
  init(whole: SourceRange) {
    source = whole.source
    offsets = []
    self.whole = whole.bytes
  }

  /// Aligns a decoded text with the raw bytes that it was read from, the token and what follows it; `nil` where they do not agree.
  ///
  /// White space of the text stands for any white space of the source (folding), indentation is passed over, and escapes of quoted
  /// scalars are read as YAML 1.2 writes them (section 5.7). Linear in the length of the source.
  init?(_ text: String, style: Style, raw: [UInt8], offset: (Int) -> Int, source: Source) {
    var aligner = Aligner(raw: raw, style: style)
    guard let offsets = aligner.align(Array(text.utf8)) else { return nil }
    self.source = source
    self.offsets = offsets.map(offset)
    whole = 0..<0
  }

  /// How a scalar is written.
  enum Style { case plain, single, double, block }

  /// The place of some bytes of the text.
  func range(_ bytes: Range<Int>) -> SourceRange {
    guard !offsets.isEmpty else { return SourceRange(source: source, bytes: whole) }
    let last = offsets.count - 1
    let start = offsets[min(max(bytes.lowerBound, 0), last)]
    // The end is one behind the last byte: what follows that in the text may stand in another line.
    let end = bytes.isEmpty ? start : offsets[min(max(bytes.upperBound - 1, 0), last)] + 1
    return SourceRange(source: source, bytes: start..<max(start, end))
  }

  /// The place of a range of a source that holds the text alone.
  func range(_ range: SourceRange) -> SourceRange { self.range(range.bytes) }

  private struct Aligner {
    let raw: [UInt8]
    let style: Style
    var position = 0

    init(raw: [UInt8], style: Style) {
      self.raw = raw
      self.style = style
      switch style {
      case .plain: break
      case .single, .double: position = 1
      // The text of a block begins in the line after its indicator.
      case .block: position = (raw.firstIndex(of: 10) ?? raw.count - 1) + 1
      }
    }

    mutating func align(_ text: [UInt8]) -> [Int]? {
      var offsets: [Int] = []
      offsets.reserveCapacity(text.count + 1)
      var index = 0
      while index < text.count {
        let byte = text[index]
        if Self.isSpace(byte) {
          // One run of white space stands for another.
          let run = text[index...].prefix(while: Self.isSpace).count
          let start = position
          while position < raw.count, Self.isSpace(raw[position]) { position += 1 }
          for step in 0..<run { offsets.append(min(start + step, max(position - 1, start))) }
          index += run
          continue
        }
        skipIndentation()
        guard position < raw.count else { return nil }
        if let escape = escape() {
          guard text[index...].prefix(escape.count).elementsEqual(escape.bytes) else { return nil }
          for _ in 0..<escape.count { offsets.append(position) }
          position += escape.length
          index += escape.count
        } else {
          guard raw[position] == byte else { return nil }
          offsets.append(position)
          position += 1
          index += 1
        }
      }
      offsets.append(position)
      return offsets
    }

    private mutating func skipIndentation() {
      while position < raw.count {
        if Self.isSpace(raw[position]) {
          position += 1
        } else if style == .double, raw[position] == UInt8(ascii: "\\"), position + 1 < raw.count, raw[position + 1] == 10 {
          position += 2
        } else {
          return
        }
      }
    }

    /// The escape that stands here: what it means, and how long it is written.
    private func escape() -> (bytes: [UInt8], count: Int, length: Int)? {
      guard position + 1 < raw.count else { return nil }
      let next = raw[position + 1]
      if style == .single, raw[position] == UInt8(ascii: "'"), next == UInt8(ascii: "'") { return ([next], 1, 2) }
      guard style == .double, raw[position] == UInt8(ascii: "\\") else { return nil }
      if let digits = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][next] {
        let text = String(decoding: raw[(position + 2)...].prefix(digits), as: UTF8.self)
        guard let code = UInt32(text, radix: 16), let scalar = Unicode.Scalar(code) else { return nil }
        let bytes = Array(String(Character(scalar)).utf8)
        return (bytes, bytes.count, 2 + digits)
      }
      return [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/")].contains(next) ? ([next], 1, 2) : nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
  }
}
