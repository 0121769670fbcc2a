/// A run of a listing's text and what it is.
package struct Token: Sendable, Equatable {
  /// The bytes of the text's UTF-8 form, never empty, cut between characters.
  package let range: Range<Int>
  package let kind: Kind

  /// What a token is. The raw values are meant as names of CSS classes, so a theme can rely on them.
  package enum Kind: String, Sendable, CaseIterable {
    /// A reserved word, a list's mark in Markdown, `\begin` in TeX.
    case keyword
    /// The name of a type or, in TeX, of an environment.
    case type
    /// A name that is called or run: functions, macros, commands of a shell, targets of a makefile.
    case function
    /// A value with a name: `true`, `nil`, a symbol of Julia.
    case constant
    case number
    case string
    /// What stands for something else within a string: an escape, or the marks around an interpolation.
    case escape
    case regex
    case comment
    /// Words about code: attributes, decorators, preprocessor directives, lifetimes, anchors, fences, prompts.
    case attribute
    /// The name of a member: a key of YAML or JSON, a field of BibTeX.
    case key
    /// A variable with a sigil, or a computed value in an article.
    case variable
    /// A command of TeX.
    case command
    case mathematics
    case heading
    case emphasis
    case link
    /// Code within prose.
    case code
  }
}
