/// Macros that formulas may use: names with their backslash, and bodies in which `#1` … `#9` stand for the arguments.
package struct Macros: Sendable, Equatable {
  /// In order of name.
  package let definitions: [Definition]

  package struct Definition: Sendable, Equatable {
    package let name: String
    package let body: String

    package static func == (first: Definition, second: Definition) -> Bool {
      first.name.utf8.elementsEqual(second.name.utf8) && first.body.utf8.elementsEqual(second.body.utf8)
    }
  }

  /// Macros for commands that KaTeX lacks.
  package static let builtin = Macros(sorting: [
    "\\DeclareMathOperator": #"\@ifstar\facet@limits@operator\facet@operator"#,
    "\\facet@operator": #"\def#1{\operatorname{#2}}"#,
    "\\facet@limits@operator": #"\def#1{\operatorname*{#2}}"#,
    "\\dddot": #"{\mathop{#1}\limits^{\raisebox{-0.2em}{$\scriptstyle...$}}}"#,
    "\\mathds": #"\mathbb{#1}"#,
    "\\mathbbm": #"\mathbb{#1}"#,
  ])

  private init(sorting definitions: [String: String]) {
    self.definitions = definitions.map { Definition(name: $0.key, body: $0.value) }.sorted { $0.name < $1.name }
  }

  /// The built-in macros and these, which go first where both have a name.
  package init(_ macros: [String: String]) {
    let builtin = Dictionary(uniqueKeysWithValues: Self.builtin.definitions.map { ($0.name, $0.body) })
    self.init(sorting: builtin.merging(macros) { $1 })
  }

  /// What is wrong with a name, or `nil`: a macro is a backslash and letters, or a backslash and one other character.
  package static func problem(withName name: String) -> String? {
    let letters = name.dropFirst()
    guard name.first == "\\", !letters.isEmpty else { return "a macro's name starts with a backslash" }
    if letters.unicodeScalars.count == 1 { return nil }
    let isWord = letters.unicodeScalars.allSatisfy { $0 == "@" || ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
    return isWord ? nil : "a macro's name is a backslash and letters from A to Z, or a backslash and one other character"
  }
}
