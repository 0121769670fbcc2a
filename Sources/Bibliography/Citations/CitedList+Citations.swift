extension CitedList {
  /// A citation in the style of the list. Items whose key is not in the list, which callers report, are shown as "?".
  package func text(of citation: Citation) -> [CitationPiece] {
    switch style {
    case .authorYear: citation.form == .narrative ? narrative(citation.items) : parenthetical(citation.items)
    case .numeric: citation.form == .narrative ? numericNarrative(citation.items) : numeric(citation.items)
    }
  }

  private var words: Words { formatted.words }

  /// What follows the year or the number: the locator with a separator.
  private func after(_ item: Citation.Item, _ separator: String) -> String {
    item.locator.map { separator + $0.formatted(words) } ?? ""
  }

  // MARK: Author and year

  /// "(Humayun et al., 2023; see Berzins, 2023, p. 4)". The years of one author in a row are shown without the name again.
  private func parenthetical(_ items: [Citation.Item]) -> [CitationPiece] {
    var writer = CitationWriter(words.opening)
    var before: String?
    for (index, item) in items.enumerated() {
      let label = formatted[item.key]?.label ?? ""
      let continues = before == label && item.prefix.isEmpty && !item.suppressesAuthor
      if index > 0 { writer.add(continues ? words.partSeparator : words.itemSeparator) }
      if !item.prefix.isEmpty { writer.add(item.prefix + " ") }
      let year = self[item.key]?.year
      writer.add(item.key, year.map { item.suppressesAuthor || continues ? $0 : label + words.partSeparator + $0 })
      writer.add(after(item, words.partSeparator))
      before = year != nil && item.locator == nil && !item.suppressesAuthor ? label : nil
    }
    return writer.finish(words.closing)
  }

  /// "Humayun et al. (2023, p. 4)".
  private func narrative(_ items: [Citation.Item]) -> [CitationPiece] {
    var writer = CitationWriter("")
    for (index, item) in items.enumerated() {
      if index > 0 { writer.add(words.itemSeparator) }
      if !item.prefix.isEmpty { writer.add(item.prefix + " ") }
      let year = self[item.key].map { words.opening + $0.year + after(item, words.partSeparator) + words.closing }
      let label = formatted[item.key]?.label ?? ""
      writer.add(item.key, year.map { item.suppressesAuthor ? $0 : label + words.gap + $0 })
    }
    return writer.finish("")
  }

  // MARK: Numbers

  /// "[1–3, 5]", "[1, p. 4; 5]": in the order of the numbers; three or more in a row without locators become a range. Where some item
  /// has words or a locator, semicolons part the items, since a comma could begin a locator.
  private func numeric(_ items: [Citation.Item]) -> [CitationPiece] {
    var writer = CitationWriter("[")
    let separator = items.contains { $0.locator != nil || !$0.prefix.isEmpty } ? "; " : ", "
    let known = items.compactMap { item in self[item.key].map { (number: $0.number, item: item) } }.sorted { $0.number < $1.number }
    var index = 0
    while index < known.count {
      if index > 0 { writer.add(separator) }
      let end = runEnd(known, from: index)
      if end - index >= 2 {
        writer.add(known[index].item.key, "\(known[index].number)")
        writer.add("–")
        index = end
      }
      let (number, item) = known[index]
      if !item.prefix.isEmpty { writer.add(item.prefix + " ") }
      writer.add(item.key, "\(number)")
      writer.add(after(item, ", "))
      index += 1
    }
    for (index, item) in items.filter({ self[$0.key] == nil }).enumerated() {
      if index > 0 || !known.isEmpty { writer.add(separator) }
      writer.add(item.key, nil)
    }
    return writer.finish("]")
  }

  /// The last of the items from one on whose numbers follow each other and that have nothing but their number.
  private func runEnd(_ known: [(number: Int, item: Citation.Item)], from start: Int) -> Int {
    let isBare = { (index: Int) in known[index].item.locator == nil && known[index].item.prefix.isEmpty }
    var end = start
    while isBare(start), end + 1 < known.count, isBare(end + 1), known[end + 1].number == known[end].number + 1 { end += 1 }
    return end
  }

  /// "Humayun et al. [1, p. 4]".
  private func numericNarrative(_ items: [Citation.Item]) -> [CitationPiece] {
    var writer = CitationWriter("")
    for (index, item) in items.enumerated() {
      if index > 0 { writer.add(words.itemSeparator) }
      if !item.prefix.isEmpty { writer.add(item.prefix + " ") }
      let number = self[item.key].map { "[\($0.number)\(after(item, ", "))]" }
      let label = formatted[item.key]?.label ?? ""
      writer.add(item.key, number.map { item.suppressesAuthor ? $0 : "\(label) \($0)" })
    }
    return writer.finish("")
  }
}

/// Gathers the pieces of a citation, joining text that meets text.
private struct CitationWriter {
  private var pieces: [CitationPiece] = []

  init(_ opening: String) { add(opening) }

  mutating func add(_ text: String) {
    if text.isEmpty { return }
    if case .text(let before) = pieces.last { pieces[pieces.count - 1] = .text(before + text) } else { pieces.append(.text(text)) }
  }

  /// Text that leads to a reference, or a question mark for one that is not in the list.
  mutating func add(_ key: String, _ text: String?) {
    if let text { pieces.append(.reference(key: key, text: text)) } else { add("?") }
  }

  mutating func finish(_ closing: String) -> [CitationPiece] {
    add(closing)
    return pieces
  }
}
