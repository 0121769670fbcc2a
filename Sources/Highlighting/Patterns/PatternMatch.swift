/// The matching of patterns against one text.
struct PatternMatch {
  let text: [UInt8]
  /// What `\1` and `\i` refer to.
  var captured = 0..<0
  /// Whether the text before ends an operand, for `\O`.
  var followsOperand = false
  /// Where the last match stopped reading.
  private(set) var farthest = 0
  /// How many nodes and characters were looked at in all: the cost, for tests.
  private(set) var steps = 0

  init(_ text: [UInt8]) { self.text = text }

  /// The end of the match that starts at `position`, if there is one.
  mutating func end(of pattern: Pattern, from position: Int) -> Int? {
    farthest = position
    return end(of: pattern.root, in: pattern.nodes, from: position)
  }

  // Recursion is as deep as the pattern is, never as the text.
  private mutating func end(of root: Int, in nodes: [Pattern.Node], from start: Int) -> Int? {
    var (node, position) = (root, start)
    while true {
      steps += 1
      switch nodes[node] {
      case .sequence(let first, let rest):
        guard let middle = end(of: first, in: nodes, from: position) else { return nil }
        (node, position) = (rest, middle)
      case .choice(let first, let other):
        let kept = captured
        if let end = end(of: first, in: nodes, from: position) { return end }
        captured = kept
        node = other
      case .byte(let byte):
        farthest = max(farthest, position)
        return position < text.count && text[position] == byte ? position + 1 : nil
      case .run(let set, let least, let most): return endOfRun(of: set, least: least, most: most, from: position)
      case .repetition(let inner, let least, let most):
        return endOfRepetition(of: inner, in: nodes, least: least, most: most, from: position)
      case .ahead(let inner, let wanted):
        return (end(of: inner, in: nodes, from: position) != nil) == wanted ? position : nil
      case .capture(let inner):
        guard let end = end(of: inner, in: nodes, from: position), end - position <= Pattern.longestCapture else { return nil }
        captured = position..<end
        return end
      case .captured: return endOfCaptured(from: position)
      case .indentedMore: return endOfRun(of: .blanks, least: captured.count + 1, most: .max, from: position)
      case .behind, .textStart, .lineStart, .lineEnd, .noOperandBefore, .empty, .never:
        return holds(nodes[node], at: position) ? position : nil
      }
    }
  }

  private mutating func endOfRun(of set: ByteSet, least: Int, most: Int, from start: Int) -> Int? {
    var (position, count) = (start, 0)
    while count < most, position < text.count, set.contains(text[position]) {
      position = endOfCharacter(at: position)
      count += 1
    }
    steps += count
    farthest = max(farthest, position)
    return count >= least ? position : nil
  }

  private mutating func endOfRepetition(of inner: Int, in nodes: [Pattern.Node], least: Int, most: Int, from start: Int) -> Int? {
    var (position, count) = (start, 0)
    while count < most, let end = end(of: inner, in: nodes, from: position) {
      count += 1
      if end == position { return end }
      position = end
    }
    return count >= least ? position : nil
  }

  private mutating func endOfCaptured(from start: Int) -> Int? {
    let end = start + captured.count
    steps += captured.count
    farthest = max(farthest, min(end, text.count))
    return end <= text.count && text[start..<end] == text[captured] ? end : nil
  }

  private func holds(_ node: Pattern.Node, at position: Int) -> Bool {
    switch node {
    case .behind(let set, let wanted): (position > 0 && set.contains(text[position - 1])) == wanted
    case .textStart: position == 0
    case .lineStart: isLineStart(position)
    case .lineEnd: isLineEnd(position) || position + 1 < text.count && text[position] == UInt8(ascii: "\r") && isLineEnd(position + 1)
    case .noOperandBefore: !followsOperand
    case .empty: true
    default: false
    }
  }

  func isLineStart(_ position: Int) -> Bool { position == 0 || text[position - 1] == UInt8(ascii: "\n") }

  private func isLineEnd(_ position: Int) -> Bool { position == text.count || text[position] == UInt8(ascii: "\n") }

  /// The next place between two characters of the text, which is valid UTF-8.
  func endOfCharacter(at position: Int) -> Int {
    guard text[position] >= 0x80 else { return position + 1 }
    var end = position + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
