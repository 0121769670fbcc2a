/// When a work appeared, as exactly as its record says.
package struct PublicationDate: Sendable, Hashable {
  /// From 1 to 9999, in the calendar of the record.
  package var year: Int?
  /// From 1 to 12.
  package var month: Int?
  /// From 1 to 31.
  package var day: Int?
  /// The last year of a range.
  package var lastYear: Int?
  /// What the record says in words, such as "in press"; shown instead of a year.
  package var literal: String

  /// A date of the parts that are known.
  package init(year: Int? = nil, month: Int? = nil, day: Int? = nil, lastYear: Int? = nil, literal: String = "") {
    self.year = year
    self.month = month
    self.day = day
    self.lastYear = lastYear
    self.literal = literal
  }

  /// The year as it is shown: "2023", "2019–2021", the words, or `nil` where nothing is known.
  package var shownYear: String? {
    if !literal.isEmpty { return literal }
    guard let year else { return nil }
    return lastYear.map { $0 == year ? "\(year)" : "\(year)–\($0)" } ?? "\(year)"
  }

  /// "2023-06-17", "2023-06", "2023", or the words.
  package var iso: String? {
    if !literal.isEmpty { return literal }
    guard let year else { return nil }
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return (["\(year)"] + [month, month == nil ? nil : day].compactMap { $0.map(two) }).joined(separator: "-")
  }
}

extension PublicationDate {
  /// Reads a date as biblatex (Kime et al., "The biblatex Package", section 2.3.8) and CSL write it: `2023-06-17`,
  /// `2023-06`, `2023`, and ranges `2019/2021`, of which only the years are kept. Other text is taken as words.
  package init(written text: String) {
    let bounds = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
    guard let first = bounds.first, let numbers = Self.numbers(first) else {
      self.init(literal: text)
      return
    }
    self.init(year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil, day: numbers.count > 2 ? numbers[2] : nil)
    if bounds.count > 1 { lastYear = Self.numbers(bounds[1])?[0] }
  }

  /// One to three numbers of a date that exists on some calendar, or `nil`.
  private static func numbers(_ text: String) -> [Int]? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let limits = [0...9999, 1...12, 1...31]
    guard (1...3).contains(parts.count), parts[0].count <= 4 else { return nil }
    var numbers: [Int] = []
    for (part, limit) in zip(parts, limits) {
      guard part.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(part), limit.contains(number) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// Whether words instead of a year are such as people write there: with a year in them, or one of the usual phrases.
  var isPlausible: Bool {
    if literal.isEmpty { return true }
    let digits = literal.split { !$0.isNumber }.map(\.count)
    return digits.contains { $0 >= 3 } || Self.phrases.contains { literal.lowercased().contains($0) }
  }

  private static let phrases = [
    "press", "forthcoming", "appear", "submitted", "preparation", "preprint", "review", "accepted", "online", "n.d.", "n. d.", "undated",
    "century", "draft", "待", "即将", "未", "年",
  ]

  /// The months in English, January first.
  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]
  /// BibTeX's names of months: `jan` to `dec`.
  static let monthMacros = monthNames.map { String($0.prefix(3).lowercased()) }

  /// The number of a month by its English name, its first three letters, or its digits.
  static func month(_ text: String) -> Int? {
    if let number = Int(text) { return (1...12).contains(number) ? number : nil }
    return monthMacros.firstIndex(of: String(text.lowercased().prefix(3))).map { $0 + 1 }
  }
}
