/// Writes the entry of a work in a list of references: names (year). Title. Where it appeared. Links.
struct EntryWriter {
  let work: Work
  let words: Words
  /// What stands before the year, which a list gives its letter, and what stands after it.
  private(set) var head: [Piece] = []
  private(set) var tail: [Piece] = []

  init(_ work: Work, _ words: Words) {
    self.work = work
    self.words = words
    let names = Self.names(work, words)
    // Without names the title goes first.
    if names.isEmpty { head = title() } else { head.append(text: names) }
    head.append(text: head.isEmpty ? "(" : " (")
    tail.append(text: ").")
    if !names.isEmpty { add(title()) }
    for sentence in publication() { add(sentence) }
    if !work.translators.isEmpty { add([.text(Words.fill(words.translators, NameFormat.full(work.translators, words)))]) }
    add(work.note)
    add(links())
  }

  /// The authors, or else the editors, as such.
  static func names(_ work: Work, _ words: Words) -> String {
    if !work.authors.isEmpty { return NameFormat.full(work.authors, words) }
    return work.editors.isEmpty ? "" : editors(work, words)
  }

  static func editors(_ work: Work, _ words: Words) -> String {
    let isPlural = work.editors.names.count > 1 || work.editors.isOpen
    return Words.fill(isPlural ? words.editors.many : words.editors.one, NameFormat.full(work.editors, words))
  }

  private mutating func add(_ sentence: [Piece]) {
    if sentence.isEmpty { return }
    tail.append(text: " ")
    tail.append(pieces: sentence)
    if !sentence.endsSentence { tail.append(text: ".") }
  }

  /// The title, in emphasis if the work stands on its own, with edition, volume and version in parentheses.
  private func title() -> [Piece] {
    switch work.kind {
    case .book: return titled(with: [edition(), text(words.volume, work.volume)])
    case .software, .dataset: return titled(with: [text(words.version, work.version)])
    case .thesis, .report, .webpage: return work.title.emphasized
    case .article, .chapter, .paper, .preprint, .misc: return work.title
    }
  }

  private func titled(with details: [[Piece]]) -> [Piece] {
    var title = work.title.emphasized
    let details = joined(details)
    if details.isEmpty { return title }
    title.append(pieces: [.text(" (")] + details + [.text(")")])
    return title
  }

  private func publication() -> [[Piece]] {
    switch work.kind {
    case .article: return [joined([work.container.emphasized, volumeAndIssue(), [.text(work.pages)]])]
    case .chapter, .paper: return [container(), publisher()]
    case .book: return [joined([work.series, text(words.number, work.number)]), publisher()]
    case .thesis:
      return [
        joined([
          [.text(work.genre.isEmpty ? work.degree.flatMap { words.degrees[$0] } ?? "" : work.genre)], [.text(work.institution)], place(),
        ])
      ]
    case .report:
      let kind = work.genre.isEmpty ? words.report : work.genre
      return [joined([[.text(work.number.isEmpty ? kind : "\(kind) \(work.number)")], [.text(work.institution)], place()])]
    case .preprint: return []
    case .webpage: return [work.container, publisher()]
    case .software: return [[.text(words.software)], publisher()]
    case .dataset: return [[.text(words.dataset)], publisher()]
    case .misc: return [work.container.emphasized, work.howPublished, publisher()]
    }
  }

  /// "In A and B (eds.), *Proceedings*, Series, vol. 80, pp. 1–2".
  private func container() -> [Piece] {
    let editors = work.editors.isEmpty || work.authors.isEmpty ? "" : Self.editors(work, words)
    let parts = joined([
      [.text(editors)], work.container.emphasized, edition(), work.series, text(words.volume, work.volume), text(words.number, work.number),
      pages(),
    ])
    return work.container.isEmpty ? parts : Words.fill(words.containedIn, parts)
  }

  private func volumeAndIssue() -> [Piece] {
    if work.volume.isEmpty { return text(words.number, work.number) }
    return [.text(work.number.isEmpty ? work.volume : "\(work.volume)(\(work.number))")]
  }

  private func pages() -> [Piece] {
    work.pages.isEmpty ? [] : [.text(Words.fill(words.term(.page, isPlural: work.pages.contains { "–,".contains($0) }), work.pages))]
  }

  private func edition() -> [Piece] { text(words.edition, Int(work.edition).map(words.ordinal) ?? work.edition) }

  private func publisher() -> [Piece] {
    joined([[.text(work.publisher.isEmpty ? work.institution : work.publisher)], place()])
  }

  private func place() -> [Piece] { [.text(work.place)] }

  private func text(_ template: String, _ text: String) -> [Piece] { text.isEmpty ? [] : [.text(Words.fill(template, text))] }

  /// DOI and arXiv number, and the address unless it is one of theirs.
  private func links() -> [Piece] {
    var links = Self.identifiers(work).map { [$0] }
    if !work.url.isEmpty, work.doi.isEmpty || !work.url.contains("doi.org/"), work.arXiv.isEmpty || !work.url.contains("arxiv.org/") {
      var link: [Piece] = [.link(url: work.url, text: work.url)]
      if let date = work.accessed.iso { link.append(text: " (\(Words.fill(words.accessed, date)))") }
      links.append(link)
    }
    return joined(links)
  }

  static func identifiers(_ work: Work) -> [Piece] {
    var links: [Piece] = []
    if !work.doi.isEmpty { links.append(.link(url: Identifiers.address(doi: work.doi), text: "doi:\(work.doi)")) }
    if !work.arXiv.isEmpty { links.append(.link(url: Identifiers.address(arXiv: work.arXiv), text: "arXiv:\(work.arXiv)")) }
    return links
  }

  /// The parts that are not empty, with commas between.
  private func joined(_ parts: [[Piece]]) -> [Piece] {
    var result: [Piece] = []
    for part in parts where !part.allSatisfy({ $0.plainText.isEmpty }) {
      if !result.isEmpty { result.append(text: ", ") }
      result.append(pieces: part)
    }
    return result
  }
}
