/// A language that listings can be written in.
package struct Language: Sendable {
  /// Its name in lower case, as it is written after a fence.
  package let name: String
  /// Other names for it.
  package let aliases: [String]
  let grammar: Grammar

  init(_ name: String, aliases: String = "", _ grammar: Grammar) {
    self.name = name
    self.aliases = aliases.split(separator: " ").map(String.init)
    self.grammar = grammar
  }

  /// The tokens of a listing, in order, apart from each other; text between them is of no kind.
  ///
  /// Every text has tokens, however broken. Time is linear in the text: about a tenth of a second for a megabyte.
  package func tokens(of code: String) -> [Token] {
    var scan = Scan(code, by: grammar)
    scan.run()
    return scan.tokens
  }
}
