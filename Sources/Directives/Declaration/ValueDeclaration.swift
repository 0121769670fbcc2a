/// A named value that a directive computes: what prose may show and claims may check.
package struct ValueDeclaration: Sendable {
  /// Lower-case words joined by hyphens, in groups joined by dots: `area.largest`.
  package let name: String
  package let kind: Kind
  package let unit: String?
  /// One line of Markdown.
  package let help: String

  package enum Kind: String, Sendable { case integer, number, text, boolean, list }

  package init(_ name: String, _ kind: Kind, unit: String? = nil, help: String) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.help = help
  }
}
