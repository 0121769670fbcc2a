/// Walks over a formula's tokens once and collects its numbers, labels and references.
struct EquationReader {
  private let tokens: FormulaTokens
  private let isDisplay: Bool
  /// The next number.
  private(set) var number: Int
  private(set) var labels: [NumberedFormula.Label] = []
  private(set) var references: [NumberedFormula.Reference] = []
  private(set) var errors: [FormulaError] = []
  private(set) var edits: [EditedText.Edit] = []

  /// What a row, or a formula outside the environments, says about its number.
  private struct Row {
    var start = 0
    var labels: [(name: Range<Int>, command: Range<Int>)] = []
    var tag: Range<Int>?
    var isUnnumbered = false
  }

  /// The environment that numbers: only the outermost does.
  private struct Environment {
    let name: String
    let hasRows: Bool
    let isStarred: Bool
    /// How many groups and environments are open inside.
    var depth = 0
    var row: Row

    /// Edits the row in place: a copy would hold its labels twice, so that each new one copied them all.
    mutating func change(_ edit: (inout Row) -> Void) { edit(&row) }
  }

  private var environment: Environment?
  private var hasEnvironments = false
  private var outside = Row()

  init(tokens: FormulaTokens, isDisplay: Bool, number: Int) {
    self.tokens = tokens
    self.isDisplay = isDisplay
    self.number = number
  }

  mutating func read() {
    var index = 0
    while index < tokens.tokens.count {
      let token = tokens.tokens[index]
      switch token.kind {
      case .open: environment?.depth += 1
      case .close: environment?.depth -= 1
      case .command: index = readCommand(index) ?? index
      }
      index += 1
    }
    endFormula()
  }

  /// Reads a command; gives the number of the last token that belongs to it, if it has arguments.
  private mutating func readCommand(_ index: Int) -> Int? {
    let range = tokens.tokens[index].range
    switch tokens.name(range) {
    case "\\begin": return readBegin(index)
    case "\\end": return readEnd(index)
    case "\\\\", "\\cr":
      guard let environment, environment.hasRows, environment.depth == 0 else { return nil }
      endRow(at: range.lowerBound, isLast: false)
      self.environment?.row = Row(start: range.upperBound)
      return nil
    case "\\label":
      guard let (argument, _) = tokens.argument(after: index) else { return nil }
      change { $0.labels.append((argument.content, range.lowerBound..<argument.end)) }
      return argument.lastToken
    case "\\tag":
      guard let (argument, _) = tokens.argument(after: index, allowingStar: true) else { return nil }
      change { $0.tag = argument.content }
      return argument.lastToken
    case "\\notag", "\\nonumber": change { $0.isUnnumbered = true }
    case "\\ref", "\\eqref": return readReference(index)
    default: break
    }
    return nil
  }

  private mutating func change(_ edit: (inout Row) -> Void) {
    if environment == nil {
      edit(&outside)
    } else {
      environment?.change(edit)
    }
  }

  private mutating func readReference(_ index: Int) -> Int? {
    guard let (argument, _) = tokens.argument(after: index) else { return nil }
    let range = tokens.tokens[index].range
    references.append(
      NumberedFormula.Reference(
        name: tokens.name(argument.content), range: argument.content, command: range.lowerBound..<argument.end,
        isParenthesized: tokens.name(range) == "\\eqref"))
    return argument.lastToken
  }

  /// The environments that number, by their names without a star: whether they do so by rows.
  private static let numbering = ["equation": false, "align": true, "gather": true, "alignat": true]

  private mutating func readBegin(_ index: Int) -> Int? {
    guard let (argument, _) = tokens.argument(after: index) else { return nil }
    let name = tokens.name(argument.content)
    let isStarred = name.hasSuffix("*")
    let base = isStarred ? String(name.dropLast()) : name
    if let outer = environment {
      environment?.depth += 1
      if Self.numbering[base] != nil {
        errors.append(
          FormulaError(
            id: "nested-equation", "{\(name)} numbers equations and can't be inside {\(outer.name)}", at: argument.content,
            fix: "use aligned, gathered, alignedat or split inside"))
      }
    } else if isDisplay, let hasRows = Self.numbering[base] {
      hasEnvironments = true
      environment = Environment(name: name, hasRows: hasRows, isStarred: isStarred, row: Row(start: argument.end))
      if !isStarred { rename(argument.content, to: base + "*") }
      guard base == "alignat", let (columns, _) = tokens.argument(after: argument.lastToken) else { return argument.lastToken }
      environment?.row.start = columns.end
      return columns.lastToken
    }
    return argument.lastToken
  }

  private mutating func readEnd(_ index: Int) -> Int? {
    guard let (argument, _) = tokens.argument(after: index) else { return nil }
    guard let open = environment else { return argument.lastToken }
    if open.depth > 0 || tokens.name(argument.content) != open.name {
      environment?.depth -= 1
      return argument.lastToken
    }
    endRow(at: tokens.tokens[index].range.lowerBound, isLast: true)
    if !open.isStarred { rename(argument.content, to: open.name + "*") }
    environment = nil
    return argument.lastToken
  }

  private mutating func rename(_ range: Range<Int>, to name: String) {
    edits.append(EditedText.Edit(range: range, replacement: name))
  }

  /// Numbers the row that ends here.
  private mutating func endRow(at end: Int, isLast: Bool) {
    guard let environment else { return }
    let row = environment.row
    // A row end before the environment's end starts no row.
    let isEmpty = isLast && environment.hasRows && isBlank(row.start..<max(row.start, end), apartFrom: row.labels.map(\.command))
    remove(row.labels)
    if let tag = row.tag {
      name(row.labels, tokens.name(tag))
    } else if environment.isStarred || row.isUnnumbered || isEmpty {
      refuse(row.labels, "\\label names an equation without a number", fix: "give the equation a \\tag, or use an environment that numbers")
    } else {
      edits.append(EditedText.Edit(range: end..<end, replacement: "\\tag{\(number)}"))
      name(row.labels, String(number))
      number += 1
    }
  }

  private mutating func endFormula() {
    if environment != nil {
      // KaTeX reports the missing \end.
      remove(environment?.row.labels ?? [])
    }
    guard let first = outside.labels.first else { return }
    if !isDisplay {
      remove(outside.labels)
      refuse(outside.labels, "\\label in a formula inside a line", fix: "make it a display formula")
    } else if let tag = outside.tag {
      remove(outside.labels)
      name(outside.labels, tokens.name(tag))
    } else if hasEnvironments || outside.isUnnumbered {
      remove(outside.labels)
      refuse(outside.labels, "\\label names an equation without a number", fix: "move it into the row that it names")
    } else {
      // In the label's place, where no comment can swallow it.
      edits.append(EditedText.Edit(range: first.command, replacement: "\\tag{\(number)}"))
      remove(Array(outside.labels.dropFirst()))
      name(outside.labels, String(number))
      number += 1
    }
  }

  /// A space, so that a command before the label and a letter behind it stay apart.
  private mutating func remove(_ labels: [(name: Range<Int>, command: Range<Int>)]) {
    edits += labels.map { EditedText.Edit(range: $0.command, replacement: " ") }
  }

  private mutating func name(_ labels: [(name: Range<Int>, command: Range<Int>)], _ tag: String) {
    self.labels += labels.map { NumberedFormula.Label(name: tokens.name($0.name), range: $0.name, tag: tag) }
  }

  private mutating func refuse(_ labels: [(name: Range<Int>, command: Range<Int>)], _ message: String, fix: String) {
    errors += labels.map { FormulaError(id: "label-without-number", message, at: $0.command, fix: fix) }
  }

  /// Whether there is nothing to see in a range: spaces, comments, horizontal lines, labels, which are given in the order of the text.
  private func isBlank(_ range: Range<Int>, apartFrom labels: [Range<Int>]) -> Bool {
    var index = range.lowerBound
    var next = 0
    while index < range.upperBound {
      let rest = tokens.bytes[index..<range.upperBound]
      while next < labels.count, labels[next].lowerBound < index { next += 1 }
      if next < labels.count, labels[next].lowerBound == index {
        index = labels[next].upperBound
      } else if let line = ["\\hline", "\\hdashline"].first(where: { rest.starts(with: $0.utf8) }) {
        index += line.utf8.count
      } else if tokens.bytes[index] == UInt8(ascii: "%") {
        index = rest.firstIndex(of: UInt8(ascii: "\n")) ?? range.upperBound
      } else if FormulaTokens.isSpace(tokens.bytes[index]) {
        index += 1
      } else {
        return false
      }
    }
    return true
  }
}
