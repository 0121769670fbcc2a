import Diagnostics

/// Makes a `FormulaError` of a message of KaTeX's: finds its place in the formula, or the macro that it is about, and a fix.
struct FormulaErrorReading {
  enum NameKind: String { case commands, environments }

  let formula: Formula
  let tokens: FormulaTokens
  /// All names of a kind that KaTeX knows.
  let names: (NameKind) -> [String]

  func error(_ text: ParseErrorText) -> FormulaError {
    if let (message, place) = text.read(input: Array(formula.text.utf16)) {
      return error(message, at: formula.text.utf8Range(ofUTF16: place))
    }
    for macro in formula.macros.definitions {
      guard let place = tokens.first(macro.name), let (message, _) = text.read(input: Array(macro.body.utf16)) else { continue }
      return error(message, at: place, in: macro.name)
    }
    let message = text.messageAlone
    if let name = Self.unknownName(message), let place = tokens.first(name) { return error(message, at: place) }
    return error(message, at: 0..<tokens.bytes.count)
  }

  private func error(_ message: String, at place: Range<Int>, in macro: String? = nil) -> FormulaError {
    let suffix = macro.map { ", in the macro \($0)" } ?? ""
    if let name = Self.unknownName(message) {
      let own = formula.macros.definitions.map(\.name)
      let fix = fix(for: name, in: names(.commands) + own, prefix: "\\") ?? "define it under 'macros:', or use a command that KaTeX knows"
      return FormulaError(id: "unknown-command", message + suffix, at: place, fix: fix)
    }
    let environment = "No such environment: "
    if message.hasPrefix(environment) {
      let name = String(message.dropFirst(environment.count))
      let fix =
        fix(for: name, in: names(.environments), prefix: "") ?? "use one that KaTeX knows: aligned, array, cases, gathered, matrix, pmatrix, …"
      return FormulaError(id: "unknown-environment", message + suffix, at: place, fix: fix)
    }
    if message.hasPrefix("Too many expansions"), let loop = MacroLoop.find(in: formula.macros, from: tokens) {
      let chain = (loop + [loop[0]]).joined(separator: " → ")
      return FormulaError(
        id: "macro-loop", "the macro \(loop[0]) never ends: it stands for itself (\(chain))", at: tokens.first(loop[0]) ?? place,
        fix: "define \(loop.last ?? loop[0]) without \(loop[0])")
    }
    return FormulaError(message + suffix, at: place, fix: FormulaFixes.fix(message, formula: formula.text))
  }

  /// The command that a message says to be unknown.
  private static func unknownName(_ message: String) -> String? {
    let prefix = "Undefined control sequence: "
    return message.hasPrefix(prefix) ? String(message.dropFirst(prefix.count)) : nil
  }

  /// The nearest name, compared without the backslash; internal names (with an at sign) are left out.
  private func fix(for name: String, in candidates: [String], prefix: String) -> String? {
    if candidates.contains(name) { return #"it exists, but only inside \text{…} or only outside"# }
    let bare = candidates.filter { $0.hasPrefix(prefix) && !$0.contains("@") }.map { String($0.dropFirst(prefix.count)) }
    let words = bare.filter { $0.first?.isLetter == true }
    let wanted = String(name.dropFirst(prefix.count))
    // Suggestions ignore case, but \Alpha is no likely reading of \alhpa.
    let similar = words.filter { $0.first?.isUppercase == wanted.first?.isUppercase }
    let nearest = Suggestion.nearest(to: wanted, in: similar) ?? Suggestion.nearest(to: wanted, in: words)
    return nearest.map { "did you mean '\(prefix)\($0)'?" }
  }
}
