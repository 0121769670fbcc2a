import Diagnostics

/// All that is hidden from cmark in a text, and how it comes back.
struct TextMask {
  private let emphasis: EmphasisMask
  private let escapes: EscapeMask
  let mathematics: MathematicsMask
  /// The text for cmark.
  let masked: String
  /// The segment of mathematics that is expected next.
  private var next = 0
  /// The formula that has begun and not ended; what stands before its end is part of it.
  private(set) var openFormula: Int?

  /// A part of running text.
  enum Piece {
    case text(String)
    case formula(Formula)
  }

  /// Masks a text whose lines are those of `lines`. Mathematics that is not closed is added to the report.
  init(_ text: String, lines: ParsedLines, into report: inout DiagnosticReport) {
    mathematics = MathematicsMask(for: text, lines: lines, into: &report)
    escapes = EscapeMask(for: mathematics.masked)
    let escaped = escapes.masked(mathematics.masked)
    emphasis = EmphasisMask(for: escaped)
    masked = emphasis.masked(escaped)
  }

  /// A text from the tree as it was written: code, HTML, addresses. With `isLiteral`, backslashes stay.
  mutating func unmasked(_ text: String, isLiteral: Bool) -> String {
    let text = escapes.unmasked(emphasis.unmasked(text), isLiteral: isLiteral)
    guard !mathematics.segments.isEmpty, text.utf8.contains(where: Self.isFiller) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let run = bytes[index...].prefix { $0 == bytes[index] && Self.isFiller($0) }
      if run.isEmpty { result.append(bytes[index]) } else { result += segment(run)?.original ?? Array(run) }
      index += max(run.count, 1)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Running text as pieces; escaped characters are as `escapes` made them (see `finished`).
  mutating func pieces(of text: String) -> [Piece] {
    let text = emphasis.unmasked(text)
    guard !mathematics.segments.isEmpty else { return [.text(text)] }
    let bytes = Array(text.utf8)
    var (pieces, plain): ([Piece], [UInt8]) = ([], [])
    var index = 0
    while index < bytes.count {
      let run = bytes[index...].prefix { $0 == bytes[index] && Self.isFiller($0) }
      if let segment = run.isEmpty ? nil : segment(run) {
        index += run.count
        if segment.isFirst {
          if plain.last == UInt8(ascii: "$") { plain.removeLast() }
          openFormula = segment.formula
        }
        guard segment.isLast else { continue }
        if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
        plain = []
        pieces.append(.formula(mathematics.formulas[segment.formula]))
        openFormula = nil
        if index < bytes.count, bytes[index] == UInt8(ascii: "$") { index += 1 }
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
    return pieces
  }

  /// Running text with the characters that were escaped.
  func finished(_ text: String) -> String { escapes.unmasked(text, isLiteral: false) }

  /// An inline of running text with the characters that were escaped; what it holds is finished already.
  func finished(_ inline: Inline) -> Inline {
    switch inline.kind {
    case .text(let text): Inline(.text(finished(text)), range: inline.range)
    case .deleted(let inner): Inline(.deleted(inner.map(finished)), range: inline.range)
    default: inline
    }
  }

  /// The segment that a run of control characters stands for. Those before it were in what cmark drops, such as the definition of
  /// a note, so they are passed over.
  private mutating func segment(_ run: ArraySlice<UInt8>) -> MathematicsMask.Segment? {
    guard let filler = run.first else { return nil }
    let segments = mathematics.segments
    guard let found = segments.indices[next...].first(where: { segments[$0].filler == filler && segments[$0].original.count == run.count })
    else { return nil }
    next = found + 1
    return segments[found]
  }

  private static func isFiller(_ byte: UInt8) -> Bool { (1...MathematicsMask.lastFiller).contains(byte) }
}
