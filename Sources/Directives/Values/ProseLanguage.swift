/// The language of the text that a value stands in.
package enum ProseLanguage: Sendable, CaseIterable {
  case english, chinese

  /// The language of a BCP 47 tag such as `zh-Hans`; English for any other language and where there is none.
  package init(tag: String?) {
    let primary = tag?.split(whereSeparator: { $0 == "-" || $0 == "_" }).first?.lowercased()
    self = primary == "zh" ? .chinese : .english
  }

  /// How a switch reads.
  func word(_ isTrue: Bool) -> String {
    switch self {
    case .english: isTrue ? "yes" : "no"
    case .chinese: isTrue ? "是" : "否"
    }
  }

  /// What stands for something that is true or false, but nobody knows which.
  var unknown: String {
    switch self {
    case .english: "unknown"
    case .chinese: "未知"
    }
  }

  /// What stands between the entries of a list.
  var listSeparator: String {
    switch self {
    case .english: ", "
    case .chinese: "、"
    }
  }

  /// A whole number in words; `nil` beyond ±999,999,999,999.
  func cardinal(_ value: Int) -> String? {
    guard value.magnitude < 1_000_000_000_000 else { return nil }
    switch self {
    case .english: return (value < 0 ? "minus " : "") + EnglishNumerals.cardinal(value.magnitude)
    // Two before a measure word, which is what follows a count in a sentence, is 两.
    case .chinese: return value == 2 ? "两" : (value < 0 ? "负" : "") + ChineseNumerals.cardinal(value.magnitude)
    }
  }

  /// A place in an order in digits: 21st, 第21. `value` is not negative.
  func ordinal(_ value: Int) -> String {
    let digits = NumberFormat.grouped(value)
    switch self {
    case .english: return digits + EnglishNumerals.ordinalEnding(value.magnitude)
    case .chinese: return "第" + digits
    }
  }

  /// A place in an order in words: twenty-first, 第二十一; `nil` beyond 999,999,999,999. `value` is not negative.
  func ordinalInWords(_ value: Int) -> String? {
    guard value.magnitude < 1_000_000_000_000 else { return nil }
    switch self {
    case .english: return EnglishNumerals.ordinal(value.magnitude)
    case .chinese: return "第" + ChineseNumerals.cardinal(value.magnitude)
    }
  }
}
