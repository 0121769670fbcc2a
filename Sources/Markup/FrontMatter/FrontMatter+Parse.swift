import Diagnostics

extension FrontMatter {
  /// Reads front matter; unknown keys and values of the wrong type are added to the report, each at its place.
  static func parse(_ text: YAMLText?, into report: inout DiagnosticReport) -> FrontMatter {
    var result = FrontMatter()
    guard let text, let node = report.collect({ try YAMLParser.parse(text) }), let node,
      let mapping = report.collect({ () throws(Diagnostic) in try node.mapping("the front matter") })
    else { return result }
    for diagnostic in mapping.unknownKeys("front-matter key", known: keys) { report.add(diagnostic) }
    for (key, _, value) in mapping.entries {
      result.values[key.text] = value
      switch key.text {
      case "authors": result.authors = authors(value, into: &report)
      case "macros": (result.macros, result.macroPlaces) = macros(value, into: &report)
      default: report.collect { try result.set(key.text, value) }
      }
      if ["title", "subtitle"].contains(key.text) { checkPlain(value, "'\(key.text)'", into: &report) }
    }
    if let date = result.date, let updated = result.updated, updated < date, let range = result.ranges["updated"] {
      report.add(
        Diagnostic(id: "bad-date", "'updated' is \(updated), before 'date', which is \(date)", at: .text(range), fix: "correct one of them"))
    }
    return result
  }

  /// Reports formulas, values, links and strong emphasis in a title, which would be shown as they are written.
  private static func checkPlain(_ value: YAMLNode, _ subject: String, into report: inout DiagnosticReport) {
    // Other marks, such as a single asterisk, may well stand for themselves.
    var ignored = DiagnosticReport()
    for inline in Document.inlines(of: value, into: &ignored) {
      let found: (what: String, fix: String)? =
        switch inline.kind {
        case .mathematics(let formula): ("the formula '$\(formula.text)$'", "write words, or characters such as ‘x²’ and ‘ℝ’")
        case .value(let span): ("the value `\(span.written)`", "write words here; 'description' and the text may hold values")
        case .link, .image: ("a link", "write its text alone")
        case .strong: ("emphasis", "remove the asterisks")
        default: nil
        }
      guard let found else { continue }
      report.add(
        Diagnostic(
          id: "bad-title", "\(subject) is plain text, and \(found.what) would be shown as it is written", at: .text(inline.range),
          fix: found.fix))
    }
  }

  private mutating func set(_ key: String, _ value: YAMLNode) throws(Diagnostic) {
    let subject = "'\(key)'"
    switch key {
    case "title": title = try value.text(subject)
    case "subtitle": subtitle = try value.text(subject)
    case "description": description = try value.text(subject)
    case "date": date = try Self.date(value, subject)
    case "updated": updated = try Self.date(value, subject)
    case "lang": lang = try Self.language(value, subject)
    case "translation-of": translationOf = try value.text(subject)
    case "draft": isDraft = try value.boolean(subject)
    case "toc": showsContents = try value.boolean(subject)
    case "tags": tags = try Self.texts(value, subject)
    case "aliases": aliases = try Self.texts(value, subject)
    case "bibliography":
      bibliography = try Self.texts(value, subject)
      bibliographyPlaces = Self.places(value)
    case "number-sections": numbersSections = try value.boolean(subject)
    case "licence": licence = try Licence(value)
    default: break
    }
  }

  /// A text, or a list of them.
  package static func texts(_ value: YAMLNode, _ subject: String) throws(Diagnostic) -> [String] {
    guard case .sequence(let items) = value.content else { return [try value.text(subject)] }
    var result: [String] = []
    for item in items { result.append(try item.text("an entry of \(subject)")) }
    return result
  }

  /// The places of what `texts` gives.
  package static func places(_ value: YAMLNode) -> [SourceRange] {
    if case .sequence(let items) = value.content { items.map(\.range) } else { [value.range] }
  }

  /// Macros: a mapping from commands such as `\R` to LaTeX, and the places of the commands. The names are not checked.
  package static func macros(
    _ value: YAMLNode, into report: inout DiagnosticReport
  ) -> (bodies: [String: String], places: [String: SourceRange]) {
    var (bodies, places): ([String: String], [String: SourceRange]) = ([:], [:])
    let mapping = report.collect { () throws(Diagnostic) in try value.mapping("'macros'") }
    for (name, range, body) in mapping?.entries ?? [] {
      places[name.text] = range
      bodies[name.text] = report.collect { try body.text("the macro '\(name.text)'") }
    }
    return (bodies, places)
  }

  /// One author or a list of them; each may be a name or a mapping. The wrong ones are reported and left out.
  private static func authors(_ value: YAMLNode, into report: inout DiagnosticReport) -> [Author] {
    guard case .sequence(let items) = value.content else { return author(value, into: &report).map { [$0] } ?? [] }
    return items.compactMap { author($0, into: &report) }
  }

  private static func author(_ value: YAMLNode, into report: inout DiagnosticReport) -> Author? {
    guard case .mapping = value.content, let mapping = report.collect({ try value.mapping("an author") }) else {
      return report.collect { Author(name: try value.text("an author")) }
    }
    for unknown in mapping.unknownKeys("author key", known: ["name", "organization", "affiliation", "orcid", "url"]) { report.add(unknown) }
    return report.collect {
      guard let name = mapping["name"] ?? mapping["organization"] else {
        throw Diagnostic(id: "missing-key", "an author has no 'name'", at: .text(value.range), fix: "add name: …, or organization: …")
      }
      let isOrganization = mapping["name"] == nil
      return Author(
        name: try nonempty(name, isOrganization ? "'organization'" : "'name'"), isOrganization: isOrganization,
        affiliation: try mapping["affiliation"]?.text("'affiliation'"),
        orcid: try mapping["orcid"].map { try orcid($0) }, url: try mapping["url"].map { try url($0) })
    }
  }

  private static func nonempty(_ value: YAMLNode, _ subject: String) throws(Diagnostic) -> String {
    let text = try value.text(subject)
    guard !text.trimmed.isEmpty else { throw value.mismatch(subject, expected: "a name") }
    return text
  }

  /// An address that a reader can follow without running code.
  private static func url(_ value: YAMLNode) throws(Diagnostic) -> String {
    let text = try value.text("'url'")
    guard ["https://", "http://", "mailto:"].contains(where: text.lowercased().hasPrefix), !text.contains(where: \.isWhitespace) else {
      throw value.mismatch(
        "'url'", expected: "an address that starts with https://", fix: "write it with its scheme, as in https://example.org")
    }
    return text
  }

  /// Four groups of four digits, the last of which may be an X.
  private static func orcid(_ value: YAMLNode) throws(Diagnostic) -> String {
    let text = try value.text("'orcid'")
    guard text.wholeMatch(of: /\d{4}-\d{4}-\d{4}-\d{3}[\dX]/) != nil else {
      throw value.mismatch("'orcid'", expected: "an ORCID", fix: "write its sixteen characters in groups, as in 0000-0002-1825-0097")
    }
    return text
  }

  /// A language tag, as far as its characters go: letters, then groups of letters and digits after hyphens (RFC 5646, section 2.1).
  package static func language(_ value: YAMLNode, _ subject: String) throws(Diagnostic) -> String {
    let text = try value.text(subject)
    let primary = text.utf8.prefix { $0 != 45 }
    guard (2...8).contains(primary.count), primary.allSatisfy({ (65...90).contains($0 & 0xDF) }),
      text.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) || (65...90).contains($0 & 0xDF) })
    else {
      throw value.mismatch(subject, expected: "a language tag", fix: "write one such as en, de or zh-Hans")
    }
    return text
  }

  /// A date of the form YYYY-MM-DD that exists in the Gregorian calendar.
  private static func date(_ value: YAMLNode, _ subject: String) throws(Diagnostic) -> String {
    let text = try value.text(subject)
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    let isDigits = parts.map(\.utf8.count) == [4, 2, 2] && parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard isDigits, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0, (1...12).contains(month),
      (1...days(in: month, of: year)).contains(day)
    else { throw value.mismatch(subject, expected: "a date", fix: "write a date that exists as YYYY-MM-DD") }
    return text
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }
}
