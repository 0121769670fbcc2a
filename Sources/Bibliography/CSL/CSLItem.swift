import Diagnostics
import JSON

/// Turns one CSL-JSON item into a reference.
struct CSLItem {
  let item: JSONValue
  let source: Source
  private(set) var report = DiagnosticReport()
  private var members: [String: JSONValue.Member] = [:]

  init(_ item: JSONValue, _ source: Source) {
    self.item = item
    self.source = source
    for member in item.members ?? [] { members[member.key] = member }
  }

  /// The reference, or `nil` if the item has no key.
  mutating func read() -> Reference? {
    guard item.members != nil else {
      report.add(Diagnostic(id: "bad-bibliography", "an item is an object, not \(item.kind)", at: place(item.bytes)))
      return nil
    }
    var key = text("id")
    if key.contains(where: \.isWhitespace), let member = members["id"] {
      let joined = key.split(whereSeparator: \.isWhitespace).joined(separator: "-")
      report.add(
        Diagnostic(
          id: "bad-key", "the id '\(key)' holds white space, so no article could cite it", at: place(member.value.bytes),
          fix: "write \"\(joined)\""))
      key = joined
    }
    guard !key.isEmpty else {
      report.add(
        Diagnostic(
          id: "missing-key", "the item has no 'id'", at: place(item.bytes.prefix(1)), fix: "add \"id\": \"…\": articles cite it by that"))
      return nil
    }
    var work = Work(kind: kind())
    work.authors = names("author")
    work.editors = names("editor")
    work.translators = names("translator")
    work.date = date("issued")
    work.accessed = date("accessed")
    work.title = pieces("title")
    work.container = pieces("container-title")
    work.series = pieces("collection-title")
    work.note = pieces("note")
    describe(&work)
    link(&work)
    if work.title.isEmpty {
      report.add(
        Diagnostic(.warning, id: "missing-title", "'\(key)' has no title", at: place(item.bytes.prefix(1)), fix: "add \"title\": \"…\""))
    }
    let bytes = members["id"]?.value.bytes ?? item.bytes
    return Reference(key: key, work: work, place: SourceRange(source: source, bytes: bytes))
  }

  private func place(_ bytes: Range<Int>) -> Diagnostic.Location { .text(SourceRange(source: source, bytes: bytes)) }

  private mutating func mismatch(_ value: JSONValue, _ name: String, _ expected: String) {
    report.add(
      Diagnostic(
        id: "bad-bibliography", "'\(name)' is \(value.kind); it should be \(expected)", at: place(value.bytes),
        fix: "write it as \(expected), or remove it"))
  }

  // MARK: Fields

  private mutating func kind() -> Work.Kind {
    let type = text("type")
    if let kind = CSLTypes.kinds[type] { return kind }
    let bytes = members["type"]?.value.bytes ?? item.bytes.prefix(1)
    report.add(
      Diagnostic(
        .warning, id: "unknown-entry-type",
        type.isEmpty ? "the item has no 'type'" : "there is no item type '\(type)'; it is treated as 'document'",
        at: place(bytes), fix: Suggestion.fix(for: type, in: CSLTypes.kinds.keys) ?? "write \"type\": \"article-journal\", for example"))
    return .misc
  }

  /// The text of a member, which may be a number; empty if there is none.
  private mutating func text(_ name: String) -> String {
    guard let value = members[name]?.value else { return "" }
    switch value.content {
    case .string(let text): return NormalForm.composed(text.trimmed)
    case .number(let number): return value.size.map { "\($0)" } ?? "\(number)"
    case .null: return ""
    default:
      mismatch(value, name, "a string")
      return ""
    }
  }

  private mutating func pieces(_ name: String) -> [Piece] { CSLMarkup.pieces(text(name)) }

  private mutating func describe(_ work: inout Work) {
    work.volume = text("volume")
    let issue = text("issue")
    work.number = issue.isEmpty ? text("number") : issue
    work.edition = text("edition")
    work.version = text("version")
    work.pages = PageRange.normalized(text("page"))
    work.pageTotal = text("number-of-pages")
    work.place = text("publisher-place")
    work.genre = text("genre")
    work.language = text("language")
    let publisher = text("publisher")
    if work.kind == .thesis || work.kind == .report { work.institution = publisher } else { work.publisher = publisher }
  }

  private mutating func link(_ work: inout Work) {
    let checker = LinkReader()
    let doi = text("DOI")
    if !doi.isEmpty, let member = members["DOI"] { work.doi = checker.doi(doi, at: place(member.value.bytes), report: &report) }
    let url = text("URL")
    if !url.isEmpty, let member = members["URL"] { work.url = checker.url(url, at: place(member.value.bytes), report: &report) }
    // CSL has no field for preprint servers; Zotero writes arXiv's name and number into these.
    guard work.kind == .preprint || text("archive").lowercased() == "arxiv" || text("publisher").lowercased() == "arxiv" else { return }
    let candidates = [text("number"), text("archive_location"), text("archive-location"), work.url]
    if let id = candidates.lazy.compactMap(Identifiers.arXiv).first {
      work.arXiv = id
      if work.number == id || Identifiers.arXiv(work.number) == id { work.number = "" }
      if work.publisher.lowercased() == "arxiv" { work.publisher = "" }
    }
  }

  // MARK: Names and dates

  private mutating func names(_ role: String) -> NameList {
    guard let value = members[role]?.value else { return NameList() }
    guard let elements = value.array else {
      mismatch(value, role, "an array of names")
      return NameList()
    }
    var list = NameList()
    for element in elements {
      guard let parts = element.members else {
        mismatch(element, role, "an array of objects with 'family' and 'given', or 'literal'")
        continue
      }
      var texts: [String: String] = [:]
      for part in parts { if let text = part.value.string { texts[part.key] = NormalForm.composed(text.trimmed) } }
      let name = Self.name(texts)
      if name.full.isEmpty {
        report.add(
          Diagnostic(
            .warning, id: "empty-name", "a name in '\(role)' has neither 'family' nor 'literal'", at: place(element.bytes),
            fix: "add \"family\": \"…\""))
      } else if name.literal == "others" {
        list.isOpen = true
      } else {
        list.names.append(name)
      }
    }
    return list
  }

  private static func name(_ parts: [String: String]) -> PersonName {
    if let literal = parts["literal"], !literal.isEmpty { return PersonName(literal: literal) }
    let given = [parts["given"], parts["dropping-particle"]].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    return PersonName(
      given: given, particle: parts["non-dropping-particle"] ?? "", family: parts["family"] ?? "", suffix: parts["suffix"] ?? "")
  }

  private mutating func warn(_ value: JSONValue, _ name: String, _ problem: String) {
    report.add(
      Diagnostic(
        .warning, id: "bad-date", "'\(name)' \(problem)", at: place(value.bytes),
        fix: "write {\"date-parts\": [[2024, 5, 17]]}, or {\"literal\": \"in press\"}"))
  }

  private mutating func date(_ name: String) -> PublicationDate {
    guard let value = members[name]?.value else { return PublicationDate() }
    let parts = value.members ?? []
    if let dates = parts.first(where: { $0.key == "date-parts" })?.value.array, let first = dates.first?.array {
      // Some programs write the numbers as strings.
      let numbers = first.map { $0.size ?? $0.string.flatMap { Int($0) } ?? 0 }
      guard let year = numbers.first, (1...9999).contains(year) else {
        warn(value, name, "has no year from 1 to 9999")
        return PublicationDate()
      }
      let isMonth = numbers.count < 2 || (1...12).contains(numbers[1])
      if !isMonth || numbers.count > 2 && !(1...31).contains(numbers[2]) { warn(value, name, "has no such month or day") }
      let month = numbers.count > 1 && (1...12).contains(numbers[1]) ? numbers[1] : nil
      let day = month != nil && numbers.count > 2 && (1...31).contains(numbers[2]) ? numbers[2] : nil
      let last = dates.count > 1 ? dates[1].array?.first?.size : nil
      return PublicationDate(year: year, month: month, day: day, lastYear: last)
    }
    for key in ["literal", "raw"] {
      guard let text = parts.first(where: { $0.key == key })?.value.string else { continue }
      let date = PublicationDate(written: text)
      if !date.isPlausible { warn(value, name, "is '\(text)', which names no year") }
      return date
    }
    if value.members == nil {
      mismatch(value, name, "an object with 'date-parts', 'raw' or 'literal'")
    } else {
      warn(value, name, "says no date")
    }
    return PublicationDate()
  }
}
