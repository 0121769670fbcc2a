// What tests hold a language to.

extension Language {
  /// What is wrong with the tables themselves: a pattern that cannot be read, a state that does not exist.
  package var problems: [String] { grammar.problems }

  /// How many steps `tokens(of:)` takes, characters and parts of patterns looked at: its cost, without a clock.
  package func steps(of code: String) -> Int {
    var scan = Scan(code, by: grammar)
    scan.run()
    return scan.steps
  }
}
