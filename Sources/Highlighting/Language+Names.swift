extension Language {
  package static let all: [Language] = [
    .bibtex, .c, .console, .cpp, .javascript, .json, .julia, .make, .markdown, .python, .r, .rust, .shell, .swift, .tex, .text, .typescript,
    .yaml,
  ]

  private static let index = Dictionary(
    all.flatMap { language in ([language.name] + language.aliases).map { ($0, language) } }, uniquingKeysWith: { first, _ in first })

  /// The language of that name or alias, upper and lower case alike.
  package static func named(_ name: String) -> Language? { index[name.lowercased()] }

  /// All names and aliases, sorted: what to suggest for a name that is not known.
  package static let names: [String] = index.keys.sorted()
}
