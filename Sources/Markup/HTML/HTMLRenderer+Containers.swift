extension HTMLRenderer {
  /// Terms with what they mean.
  mutating func write(_ definitions: [Block.Definition]) {
    output += "<dl class=\"definitions\">\n"
    for definition in definitions {
      output += "<dt>\(html(definition.term))</dt>\n"
      for meaning in definition.meanings { output += "<dd>\(html(meaning))</dd>\n" }
    }
    output += "</dl>\n"
  }

  /// A container with its text.
  mutating func write(_ container: Container) {
    switch container.kind {
    case .figure: writeFigure(container)
    case .table: writeTable(container)
    case .listing: writeCaptioned(container, "listing")
    case .tabs: writeTabs(container)
    case .details:
      output += "<details class=\"details\"><summary>\(headingWithoutLinks(container))</summary>\n"
      write(container.blocks, isTight: false)
      startLine()
      output += "</details>\n"
    case .acknowledgements, .appendix: writeSection(container)
    case .margin, .tab: writeDivision(container, heading: "")
    case .note, .tip, .warning, .theorem, .lemma, .proposition, .corollary, .definition, .proof, .example, .remark, .term, .abstract:
      writeDivision(container, heading: "<p class=\"container-title\">\(heading(container))</p>\n")
    }
  }

  /// The title that the context makes of the container's own.
  private func heading(_ container: Container) -> String {
    context.heading(of: container, title: container.option("title").map { html($0.inlines) } ?? "")
  }

  /// The title of what a click opens, where a link could not be reached.
  private func headingWithoutLinks(_ container: Container) -> String {
    let title = container.option("title")?.inlines ?? []
    return context.heading(of: container, title: html(title.withoutLinks(context.text)))
  }

  private func attributes(_ container: Container, _ classes: String) -> String {
    let id = container.label.map { " id=\"\(HTMLEscape.text($0.name))\"" } ?? ""
    return "class=\"\(classes)\"\(id)"
  }

  private mutating func writeDivision(_ container: Container, heading: String) {
    let classes =
      switch container.kind {
      case .note, .tip, .warning: "admonition \(container.kind)"
      case let kind where kind.isNumberedStatement: "statement \(kind)"
      default: "\(container.kind)"
      }
    output += "<div \(attributes(container, classes))>\n\(heading)"
    write(container.blocks, isTight: false)
    startLine()
    output += "</div>\n"
  }

  private mutating func writeSection(_ container: Container) {
    output += "<section \(attributes(container, "\(container.kind)"))>\n"
    writeHeading(2, heading(container), entry: headingWithoutLinks(container), id: slugs.unique("\(container.kind)"))
    write(container.blocks, isTight: false)
    startLine()
    output += "</section>\n"
  }

  /// The caption with the number in front; empty where there is neither.
  private func caption(_ container: Container) -> String {
    let text = context.captionNumber(of: container) + (container.option("caption").map { html($0.inlines) } ?? "")
    return text.isEmpty ? "" : "<figcaption>\(text)</figcaption>\n"
  }

  private func width(_ container: Container) -> String { container.text("width").map { " width-\($0)" } ?? "" }

  private mutating func writeCaptioned(_ container: Container, _ classes: String) {
    output += "<figure \(attributes(container, classes + width(container)))>\n"
    write(container.blocks, isTight: false)
    startLine()
    output += caption(container) + "</figure>\n"
  }

  /// Images with captions of their own are parts (a), (b), …; a single one is the figure.
  private mutating func writeFigure(_ container: Container) {
    let images = container.images
    guard images.count > 1 else { return writeCaptioned(container, "figure") }
    output += "<figure \(attributes(container, "figure" + width(container)))>\n<div class=\"subfigures\">\n"
    for (image, letter) in zip(images, Container.letters) {
      let id = container.label.map { " id=\"\(HTMLEscape.text("\($0.name).\(letter)"))\"" } ?? ""
      guard case .image(let source, let title, let alt) = image.kind, AddressSafety.isSafe(source, isImage: true) else { continue }
      let picture = context.image(source, title: "", alt: plainText(alt), at: image.range)
      let text = title.isEmpty ? "" : " \(HTMLEscape.text(title))"
      output += "<figure class=\"subfigure\"\(id)>\(picture)<figcaption>(\(letter))\(text)</figcaption></figure>\n"
    }
    output += "</div>\n\(caption(container))</figure>\n"
  }

  /// The caption stands above a table.
  private mutating func writeTable(_ container: Container) {
    output += "<figure \(attributes(container, "table-figure" + width(container)))>\n\(caption(container))"
    if let table = context.table(of: container) { output += table } else { write(container.blocks, isTight: false) }
    startLine()
    output += "</figure>\n"
  }

  /// Radio buttons show one panel without a script; on paper all are shown.
  private mutating func writeTabs(_ container: Container) {
    tabsCount += 1
    let name = "_tabs-\(tabsCount)"
    let tabs = container.blocks.compactMap { block in if case .container(let tab) = block.kind, tab.kind == .tab { tab } else { nil } }
    output += "<div class=\"tabs\" role=\"radiogroup\" aria-label=\"\(HTMLEscape.text(context.tabsLabel))\">\n"
    for (number, tab) in tabs.enumerated() {
      let checked = number == 0 ? " checked=\"checked\"" : ""
      output += "<input type=\"radio\" name=\"\(name)\" id=\"\(name)-\(number + 1)\"\(checked) />"
      output += "<label for=\"\(name)-\(number + 1)\">\(headingWithoutLinks(tab))</label>\n"
    }
    for tab in tabs { write(tab) }
    output += "</div>\n"
  }
}
