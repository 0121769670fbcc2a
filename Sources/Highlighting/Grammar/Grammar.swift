/// What a language's texts look like: states by their names.
struct Grammar: Sendable {
  /// The characters that end an operand, in the notation of `Pattern`: what follows is an operator, not the start of a value.
  static let usualOperands = #"[\w)\]"'`]"#

  let states: [State]
  /// The state that a text starts in.
  let start: Int
  let operandEnds: Pattern
  private let numbers: [String: Int]
  private let startName: String

  /// - Parameter tables: states by their names; those of a language that is embedded in this one have names that say so.
  init(start: String, operandEnds: String = Self.usualOperands, _ tables: [String: State]...) {
    let states = tables.reduce(into: [:]) { states, table in states.merge(table) { first, _ in first } }
    let names = states.keys.sorted()
    self.states = names.compactMap { states[$0] }
    self.operandEnds = Pattern(operandEnds)
    numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    self.start = numbers[start] ?? 0
    startName = start
  }

  func number(of name: String) -> Int? { numbers[name] }

  /// What is wrong with the grammar itself, for tests.
  var problems: [String] {
    let rules = states.flatMap(\.rules)
    let patterns = rules.map(\.pattern) + states.compactMap(\.terminator) + [operandEnds]
    let names = rules.compactMap { rule in
      switch rule.step {
      case .push(let name), .pushNextLine(let name), .replace(let name): name
      case .stay, .pop: nil
      }
    }
    let missing = Set(names + [startName]).subtracting(numbers.keys).map { "no state '\($0)'" }
    return (patterns.compactMap(\.problem) + missing).sorted()
  }
}
