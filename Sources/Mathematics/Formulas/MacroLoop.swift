/// Finds a macro that stands for itself, through others or at once.
enum MacroLoop {
  /// The macros of a loop that the commands of a formula lead to, in the order in which each uses the next; the first is the one that
  /// comes first in the walk. `nil` where there is none. Linear in the length of all bodies.
  static func find(in macros: Macros, from tokens: FormulaTokens) -> [String]? {
    let uses = Dictionary(
      macros.definitions.map { definition in (definition.name, commands(FormulaTokens(definition.body))) },
      uniquingKeysWith: { first, _ in first })
    var finished: Set<String> = []
    for start in commands(tokens) where uses[start] != nil && !finished.contains(start) {
      // An explicit stack: chains may be long. Each entry holds how many of its commands were followed.
      var path: [(name: String, next: Int)] = [(start, 0)]
      var onPath: Set<String> = [start]
      while let (name, next) = path.last {
        let inner = uses[name] ?? []
        guard next < inner.count else {
          path.removeLast()
          onPath.remove(name)
          finished.insert(name)
          continue
        }
        path[path.count - 1].next += 1
        let command = inner[next]
        if onPath.contains(command) { return path.map(\.name).suffix(from: path.firstIndex { $0.name == command } ?? 0).map { $0 } }
        if uses[command] != nil, !finished.contains(command) {
          path.append((command, 0))
          onPath.insert(command)
        }
      }
    }
    return nil
  }

  private static func commands(_ tokens: FormulaTokens) -> [String] {
    tokens.tokens.filter { $0.kind == .command }.map { tokens.name($0.range) }
  }
}
