import Diagnostics

/// Turns the fields of an entry into a work.
struct BibTeXWork {
  let entry: BibTeXEntry
  let source: Source
  private(set) var work: Work
  private(set) var report = DiagnosticReport()
  /// Whether a command that is not known was reported for this entry already.
  private var warnsOfCommands = true

  init(_ entry: BibTeXEntry, _ source: Source) {
    self.entry = entry
    self.source = source
    work = Work(kind: BibTeXTypes.kinds[entry.type] ?? .misc)
  }

  mutating func build() {
    if BibTeXTypes.kinds[entry.type] == nil {
      report.add(
        Diagnostic(
          .warning, id: "unknown-entry-type", "there is no entry type '@\(entry.type)'; it is treated as '@misc'",
          at: place(entry.typeBytes),
          fix: Suggestion.fix(for: entry.type, in: BibTeXTypes.kinds.keys) ?? "write '@misc'"))
    }
    work.authors = names("author")
    work.editors = names("editor")
    work.translators = names("translator")
    work.date = date()
    titles()
    numbers()
    publication()
    links()
    if entry.fields["title"] == nil, !entry.isDamaged {
      report.add(
        Diagnostic(
          .warning, id: "missing-title", "'\(entry.key)' has no title", at: place(entry.keyBytes), fix: "add the field 'title'"))
    }
  }

  private func place(_ bytes: Range<Int>) -> Diagnostic.Location { .text(SourceRange(source: source, bytes: bytes)) }

  private func field(_ names: String...) -> BibTeXEntry.Field? { names.lazy.compactMap { entry.fields[$0] }.first }

  // MARK: Text

  private mutating func pieces(_ field: BibTeXEntry.Field?) -> [Piece] {
    guard let field else { return [] }
    let (pieces, unknown) = LaTeXDecoder.decode(field.value)
    if let command = unknown.first, warnsOfCommands {
      warnsOfCommands = false
      report.add(
        Diagnostic(
          .warning, id: "unknown-command", "the LaTeX command '\\\(command)' is not known; only its argument is kept",
          at: place(field.valueBytes),
          fix: "write the character itself, or plain text"))
    }
    return pieces
  }

  private mutating func text(_ field: BibTeXEntry.Field?) -> String { pieces(field).plainText }

  /// A title and a subtitle, parted by a colon unless the title ends with a sign of its own.
  private mutating func titled(_ title: BibTeXEntry.Field?, _ subtitle: BibTeXEntry.Field?) -> [Piece] {
    var pieces = pieces(title)
    let rest = self.pieces(subtitle)
    if !pieces.isEmpty, !rest.isEmpty { pieces.append(text: pieces.endsSentence ? " " : ": ") }
    pieces.append(pieces: rest)
    return pieces
  }

  private mutating func titles() {
    work.title = titled(field("title"), field("subtitle"))
    switch work.kind {
    case .article, .preprint: work.container = titled(field("journaltitle", "journal"), field("journalsubtitle"))
    case .paper, .chapter: work.container = titled(field("booktitle", "journaltitle", "journal"), field("booksubtitle"))
    case .webpage, .misc: work.container = titled(field("journaltitle", "journal", "booktitle"), nil)
    default: break
    }
    work.series = pieces(field("series"))
    work.howPublished = pieces(field("howpublished"))
    work.note = pieces(field("note", "addendum"))
  }

  private mutating func numbers() {
    work.volume = text(field("volume"))
    work.number = text(field("number", "issue"))
    work.edition = text(field("edition"))
    work.version = text(field("version"))
    work.pages = PageRange.normalized(text(field("pages", "eid")))
    work.pageTotal = text(field("pagetotal"))
    work.language = text(field("langid", "language"))
  }

  private mutating func publication() {
    work.publisher = text(work.kind == .paper ? field("publisher", "organization") : field("publisher"))
    work.place = text(field("location", "address"))
    work.institution = text(field("institution", "school", "organization"))
    let type = text(field("type"))
    if work.kind == .thesis { work.degree = BibTeXTypes.degrees[type] ?? BibTeXTypes.degrees[entry.type] }
    if BibTeXTypes.degrees[type] == nil, !BibTeXTypes.reportKeys.contains(type) { work.genre = type }
  }

  // MARK: Names and dates

  private mutating func names(_ name: String) -> NameList {
    guard let field = entry.fields[name] else { return NameList() }
    let parser = NameParser(field.value)
    // Each place takes a walk through the value, so that only the first are shown.
    for (flaw, scalars) in parser.flaws.prefix(20) {
      let location = place(bytes(scalars, in: field))
      switch flaw {
      case .empty:
        report.add(Diagnostic(.warning, id: "empty-name", "a name in '\(name)' is empty", at: location, fix: "remove one 'and'"))
      case .trailingComma:
        report.add(
          Diagnostic(
            .warning, id: "bad-name", "a name in '\(name)' ends with a comma", at: location,
            fix: "remove it: names are joined by 'and' alone"))
      case .commas(let count):
        report.add(
          Diagnostic(
            id: "bad-name", "a name in '\(name)' has \(count) commas; at most two can be understood", at: location,
            fix: "join names by 'and', write one as 'Last, Jr, First', or put the name of a body in braces"))
      }
    }
    return parser.list
  }

  /// The bytes in the file of scalars of a value; those of the whole value where it was put together from parts.
  private func bytes(_ scalars: Range<Int>, in field: BibTeXEntry.Field) -> Range<Int> {
    guard let start = field.textStart, !scalars.isEmpty else { return field.valueBytes }
    let text = field.value.unicodeScalars
    let lower = text.index(text.startIndex, offsetBy: scalars.lowerBound)
    let upper = text.index(lower, offsetBy: scalars.count)
    let offset = { (index: String.Index) in start + field.value.utf8.distance(from: field.value.startIndex, to: index) }
    return offset(lower)..<offset(upper)
  }

  private mutating func date() -> PublicationDate {
    if let field = entry.fields["date"] { return checked(PublicationDate(written: text(field)), "date", field) }
    guard let field = entry.fields["year"] else { return PublicationDate() }
    var date = checked(PublicationDate(written: text(field)), "year", field)
    guard date.year != nil, date.month == nil else { return date }
    date.month = PublicationDate.month(text(entry.fields["month"]))
    if date.month != nil, let day = Int(text(entry.fields["day"])), (1...31).contains(day) { date.day = day }
    return date
  }

  private mutating func checked(_ date: PublicationDate, _ name: String, _ field: BibTeXEntry.Field) -> PublicationDate {
    if !date.isPlausible {
      report.add(
        Diagnostic(
          .warning, id: "bad-date", "'\(name)' is '\(date.literal.prefix(40))', which names no year", at: place(field.valueBytes),
          fix: "write digits, as in 2024, or words such as 'in press'"))
    }
    return date
  }

  // MARK: Links

  private mutating func links() {
    let checker = LinkReader()
    func location(_ field: BibTeXEntry.Field) -> Diagnostic.Location { place(field.valueBytes) }
    if let field = entry.fields["doi"] {
      work.doi = checker.doi(LaTeXDecoder.verbatim(field.value), at: location(field), report: &report)
    }
    readArXiv()
    if let field = entry.fields["url"] {
      work.url = checker.url(LaTeXDecoder.verbatim(field.value), at: location(field), report: &report)
    }
    for name in ["howpublished", "note"] {
      guard let field = entry.fields[name], let address = LaTeXDecoder.soleAddress(field.value) else { continue }
      if name == "howpublished" { work.howPublished = [] } else { work.note = [] }
      if work.url.isEmpty { work.url = checker.url(address, at: location(field), report: &report) }
    }
    if let field = entry.fields["urldate"] { work.accessed = PublicationDate(written: text(field)) }
  }

  /// arXiv identifiers stand in `eprint`, or where a journal should: "arXiv preprint arXiv:2209.04836", "CoRR" with "abs/2209.04836".
  private mutating func readArXiv() {
    let archive = text(field("eprinttype", "archiveprefix")).lowercased()
    if let field = entry.fields["eprint"], archive.isEmpty || archive == "arxiv" {
      let written = LaTeXDecoder.verbatim(field.value)
      if let id = Identifiers.arXiv(written) {
        work.arXiv = id
      } else if archive == "arxiv" {
        report.add(
          Diagnostic(
            .warning, id: "bad-arxiv", "'\(written)' is not an arXiv identifier; it is left out", at: place(field.valueBytes),
            fix: "write it as 2209.04836 or math/0309136"))
      }
    }
    let words = work.container.plainText.split(separator: " ")
    let isArchive = words.first.map { ["arxiv", "corr"].contains($0.lowercased().prefix { $0 != ":" && $0 != "." }) } ?? false
    if isArchive,
      let id = (words.map(String.init) + [work.volume]).lazy.compactMap(Identifiers.arXiv).first ?? (work.arXiv.isEmpty ? nil : work.arXiv)
    {
      work.arXiv = id
      work.container = []
      work.volume = ""
    }
    if !work.arXiv.isEmpty, work.container.isEmpty, [.article, .misc, .webpage].contains(work.kind) { work.kind = .preprint }
  }
}
