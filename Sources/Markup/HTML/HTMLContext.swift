import Diagnostics

/// What the renderer asks of its surroundings, because a document does not know the site that it is part of.
package protocol HTMLContext: AnyObject {
  /// The address that a link's destination stands for; `nil` leaves the link out and keeps its text.
  func address(of destination: String, at range: SourceRange) -> String?
  /// The HTML of an image; `alt` is its alternative text without markup.
  func image(_ source: String, title: String, alt: String, at range: SourceRange) -> String
  /// A computed value as text.
  func value(_ span: ValueSpan) -> String
  /// What a directive puts on the page.
  func directive(_ block: DirectiveBlock) -> String
  /// Whether HTML in the article is passed on. Where it is not, the context reports it.
  func allowsHTML(_ html: String, at range: SourceRange) -> Bool
  /// What a screen reader says for the link from a heading to itself, in the language of the page.
  var headingLinkLabel: String { get }
}

extension HTMLContext {
  /// English, for contexts that know no other language.
  package var headingLinkLabel: String { "Link to this section" }
}
