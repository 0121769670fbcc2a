import Diagnostics

/// What the renderer asks of its surroundings, because a document does not know the site that it is part of.
package protocol HTMLContext: AnyObject {
  /// The address that a link's destination stands for; `nil` leaves the link out and keeps its text.
  func address(of destination: String, at range: SourceRange) -> String?
  /// The HTML of an image; `alt` is its alternative text without markup.
  func image(_ source: String, title: String, alt: String, at range: SourceRange) -> String
  /// A computed value as text.
  func value(_ span: ValueSpan) -> String
  /// A computed value as HTML.
  func html(_ span: ValueSpan) -> String
  /// What a directive puts on the page.
  func directive(_ block: DirectiveBlock) -> String
  /// A formula as HTML.
  func mathematics(_ formula: Formula) -> String
  /// A citation as HTML.
  func citation(_ citation: Citation) -> String
  /// A citation as text, for alternative texts and titles.
  func text(_ citation: Citation) -> String
  /// The mark of a footnote, with its text beside it or a way to it.
  func footnote(_ label: String, at range: SourceRange) -> String
  /// A block of code.
  func code(_ code: CodeBlock) -> String
  /// The first line of a container: "Theorem 3 (Pythagoras)". `title` is HTML; empty where there is none.
  func heading(of container: Container, title: String) -> String
  /// The number that stands before a caption: "Figure 3."; empty where there is none.
  func captionNumber(of container: Container) -> String
  /// The number of the heading that stands at a place; `nil` where it is not counted.
  func sectionNumber(at range: SourceRange) -> String?
  /// The table of a container that takes its rows from elsewhere; `nil` where they stand in its text.
  func table(of container: Container) -> String?
  /// What a screen reader says for the box of a task.
  func taskLabel(isChecked: Bool) -> String
  /// What a screen reader says for the row of tabs.
  var tabsLabel: String { get }
  /// Whether HTML in the article is passed on. Where it is not, the context reports it.
  func allowsHTML(_ html: String, at range: SourceRange) -> Bool
  /// What a screen reader says for the link from a heading to itself, in the language of the page.
  var headingLinkLabel: String { get }
}

extension HTMLContext {
  /// English, for contexts that know no other language.
  package var tabsLabel: String { "Tabs" }
  /// English, for contexts that know no other language.
  package var headingLinkLabel: String { "Link to this section" }
  /// English, for contexts that know no other language.
  package func taskLabel(isChecked: Bool) -> String { isChecked ? "Done" : "To do" }
  /// The text, which names what it is a value of.
  package func html(_ span: ValueSpan) -> String {
    let text = value(span)
    return HTMLRenderer.data(span, text: text, value: text)
  }
  /// The LaTeX as code.
  package func mathematics(_ formula: Formula) -> String { "<code class=\"mathematics\">\(HTMLEscape.text(formula.text))</code>" }
  /// The keys as they were written.
  package func citation(_ citation: Citation) -> String { HTMLEscape.text(text(citation)) }
  /// The keys as they were written.
  package func text(_ citation: Citation) -> String { citation.written }
  /// The mark as it was written.
  package func footnote(_ label: String, at range: SourceRange) -> String { HTMLEscape.text("[^\(label)]") }
  /// As libcmark writes it.
  package func code(_ code: CodeBlock) -> String { HTMLRenderer.html(code) }
  /// The kind of the container, and its title.
  package func heading(of container: Container, title: String) -> String { title.isEmpty ? container.kind.rawValue : title }
  /// No number.
  package func captionNumber(of container: Container) -> String { "" }
  /// None.
  package func sectionNumber(at range: SourceRange) -> String? { nil }
  /// None.
  package func table(of container: Container) -> String? { nil }
}
