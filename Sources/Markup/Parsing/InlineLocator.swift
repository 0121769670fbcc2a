import Diagnostics

/// Finds the places of code spans, links, images and inline HTML in the raw text of their block.
///
/// cmark's columns are wrong on indented and lazy continuation lines and leave out a code span's backticks, so the raw text is
/// searched instead. cmark gives the parts in the order of the text: each search starts where the last one ended, and stops
/// at the first thing that would have come before what is wanted. Where the raw text differs (a reference link, say) there
/// is no place, and the block's own is used.
struct InlineLocator {
  private let text: InlineText
  private var cursor = 0
  /// Searches that found nothing. After a few the block is given up, so that no input takes quadratic time.
  private var failures = 0
  private static let mostFailures = 256
  /// Keys beyond this many bytes have no place of their own: each costs a comparison of its length at every `@`.
  private static let longestKey = 1_024

  init(_ text: InlineText) { self.text = text }

  /// The content of a code span in the raw text, without the backticks and the one space that may stand at each end
  /// (CommonMark 0.30, section 6.1); `content` is what cmark made of it.
  mutating func code(_ content: String) -> Range<Int>? {
    search { text, start in
      let wanted = Array(content.utf8)
      var index = start
      while index < text.bytes.count {
        switch text.bytes[index] {
        case UInt8(ascii: "\\"): index += 2
        case UInt8(ascii: "`"):
          let length = text.backtickRun(at: index)
          let open = index + length
          if let close = text.closingRun(of: length, from: open), let found = Self.match(wanted, text.bytes, open..<close) {
            return (found, close + length)
          }
          index = open
        default: index += 1
        }
      }
      return nil
    }
  }

  /// The destination of a link or image that ends next; for an automatic link what stands between `<` and `>`.
  mutating func destination(_ destination: String) -> Range<Int>? {
    search { text, start in
      let bytes = text.bytes
      var index = start
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "\\"): index += 2
        case UInt8(ascii: "`"):
          let length = text.backtickRun(at: index)
          // A closed code span would have been reported before: the link has ended without a destination of its own.
          if text.closingRun(of: length, from: index + length) != nil { return nil }
          index += length
        case UInt8(ascii: "]") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "("):
          let raw = LinkDestination.range(in: bytes, from: index + 2)
          return LinkDestination.isEqual(bytes[raw], destination) ? (raw, raw.upperBound) : nil
        case UInt8(ascii: "<"):
          // An automatic link holds no white space and no second '<'.
          let length = bytes[(index + 1)...].prefix(destination.utf8.count + 64).prefix {
            $0 > 32 && ![UInt8(ascii: "<"), UInt8(ascii: ">")].contains($0)
          }
          let close = length.endIndex < bytes.count && bytes[length.endIndex] == UInt8(ascii: ">") ? length.endIndex : nil
          if let close, LinkDestination.isAutomatic(bytes[(index + 1)..<close], destination) {
            return (index + 1..<close, close + 1)
          }
          index += 1
        default: index += 1
        }
      }
      return nil
    }
  }

  /// The key of a citation, after its `@` or `@{`.
  mutating func key(_ key: String) -> Range<Int>? {
    search { text, start in
      let bytes = text.bytes
      var index = start
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "\\"): index += 2
        case UInt8(ascii: "@"):
          index += 1
          let open = index < bytes.count && bytes[index] == UInt8(ascii: "{") ? index + 1 : index
          guard key.utf8.count <= Self.longestKey, bytes[open...].starts(with: key.utf8) else { continue }
          let end = open + key.utf8.count
          return (open..<end, end)
        default: index += 1
        }
      }
      return nil
    }
  }

  /// Text that is in the tree as it was written: a piece of HTML, the mark of a note.
  mutating func literal(_ literal: String) -> Range<Int>? {
    let wanted = literal.utf8.filter { $0 != UInt8(ascii: "\r") }
    return search { text, start in
      guard let first = wanted.first else { return nil }
      var index = start
      while index + wanted.count <= text.bytes.count {
        if text.bytes[index] == first, text.bytes[index...].starts(with: wanted) {
          return (index..<index + wanted.count, index + wanted.count)
        }
        index += 1
      }
      return nil
    }
  }

  private mutating func search(_ find: (InlineText, Int) -> (found: Range<Int>, end: Int)?) -> Range<Int>? {
    guard failures < Self.mostFailures else { return nil }
    guard let (found, end) = find(text, cursor) else {
      failures += 1
      return nil
    }
    cursor = end
    return found
  }

  /// Whether the raw text between backticks is the wanted content: its line ends are spaces, one space at each end may be gone.
  private static func match(_ wanted: [UInt8], _ bytes: [UInt8], _ raw: Range<Int>) -> Range<Int>? {
    let stripped = raw.count - wanted.count == 2 ? raw.lowerBound + 1..<raw.upperBound - 1 : raw
    guard stripped.count == wanted.count else { return nil }
    let isEqual = zip(stripped, wanted).allSatisfy {
      bytes[$0] == $1 || bytes[$0] == UInt8(ascii: "\n") && $1 == UInt8(ascii: " ")
    }
    return isEqual ? stripped : nil
  }
}
