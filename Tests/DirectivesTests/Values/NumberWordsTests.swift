import Directives
import Markup
import Diagnostics
import Testing

/// Number words against constructions that go up from one number to the next instead of taking it apart.
@Suite struct NumberWordsTests {
  private static func written(_ number: Int, _ filter: String, _ language: ProseLanguage) throws -> String {
    var scope = ValueScope()
    try scope.declare("a", SampleDirective.self, at: nil)
    var result = Result()
    result.set("count", .integer(number))
    scope.set(result, for: "a")
    var report = DiagnosticReport()
    let inlines = Document.inlines(of: Source(path: "a.md", text: "`= a.count | \(filter)`").range(ofLine: 1), into: &report)
    let span = try #require(inlines.flattened.lazy.compactMap { if case .value(let span) = $0.kind { span } else { nil } }.first)
    return try scope.text(span, in: language)
  }

  /// The English words of 0…1000, built as lists.
  private static var english: [String] {
    let units = "one two three four five six seven eight nine".split(separator: " ").map(String.init)
    let teens = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(separator: " ").map(String.init)
    let tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(separator: " ").map(String.init)
    let below100 = units + teens + tens.flatMap { ten in [ten] + units.map { "\(ten)-\($0)" } }
    let hundreds = units.flatMap { unit in ["\(unit) hundred"] + below100.map { "\(unit) hundred \($0)" } }
    return ["zero"] + below100 + hundreds + ["one thousand"]
  }

  /// The Chinese numerals of 0…1000, built as lists.
  private static var chinese: [String] {
    let units = "一二三四五六七八九".map(String.init)
    let full = units.flatMap { ten in ["\(ten)十"] + units.map { "\(ten)十\($0)" } }
    let below100 = units + full.map { $0.hasPrefix("一十") ? String($0.dropFirst()) : $0 }
    let hundreds = units.flatMap { unit in ["\(unit)百"] + units.map { "\(unit)百零\($0)" } + full.map { "\(unit)百\($0)" } }
    return ["零"] + below100 + hundreds + ["一千"]
  }

  @Test("cardinals from 0 to 1000 are those of a list; two of something is 两 in Chinese")
  func cardinals() throws {
    #expect(Self.english.count == 1001 && Self.chinese.count == 1001)
    for number in 0...1000 {
      #expect(try Self.written(number, "words", .english) == Self.english[number])
      #expect(try Self.written(number, "words", .chinese) == (number == 2 ? "两" : Self.chinese[number]))
      #expect(try Self.written(number, "ordinal words", .chinese) == "第" + Self.chinese[number])
    }
  }

  @Test(
    "large and negative numbers",
    arguments: [
      (1341, "one thousand three hundred forty-one", "一千三百四十一"), (-2, "minus two", "负二"), (1001, "one thousand one", "一千零一"),
      (1010, "one thousand ten", "一千零一十"), (10_000, "ten thousand", "一万"), (10_001, "ten thousand one", "一万零一"),
      (100_000, "one hundred thousand", "十万"), (110_000, "one hundred ten thousand", "十一万"), (101_000, "one hundred one thousand", "十万一千"),
      (1_000_100, "one million one hundred", "一百万零一百"), (20_305_000, "twenty million three hundred five thousand", "二千零三十万五千"),
      (100_000_000, "one hundred million", "一亿"), (100_001_234, "one hundred million one thousand two hundred thirty-four", "一亿零一千二百三十四"),
      (100_000_001, "one hundred million one", "一亿零一"),
      (100_010_000, "one hundred million ten thousand", "一亿零一万"),
      (1_000_000_000, "one billion", "十亿"), (1_000_050_000, "one billion fifty thousand", "十亿零五万"),
      (1_010_000_000, "one billion ten million", "十亿一千万"),
      (
        999_999_999_999,
        "nine hundred ninety-nine billion nine hundred ninety-nine million nine hundred ninety-nine thousand nine hundred ninety-nine",
        "九千九百九十九亿九千九百九十九万九千九百九十九"
      ),
    ])
  func large(number: Int, english: String, chinese: String) throws {
    #expect(try Self.written(number, "words", .english) == english)
    #expect(try Self.written(number, "words", .chinese) == chinese)
  }

  @Test(
    "ordinals",
    arguments: [
      (0, "0th", "zeroth"), (1, "1st", "first"), (2, "2nd", "second"), (3, "3rd", "third"), (4, "4th", "fourth"), (5, "5th", "fifth"),
      (8, "8th", "eighth"),
      (9, "9th", "ninth"), (11, "11th", "eleventh"), (12, "12th", "twelfth"), (13, "13th", "thirteenth"), (20, "20th", "twentieth"),
      (21, "21st", "twenty-first"),
      (32, "32nd", "thirty-second"), (43, "43rd", "forty-third"), (100, "100th", "one hundredth"), (111, "111th", "one hundred eleventh"),
      (1000, "1000th", "one thousandth"), (1341, "1341st", "one thousand three hundred forty-first"),
      (10_002, "10,002nd", "ten thousand second"),
    ])
  func ordinals(number: Int, digits: String, words: String) throws {
    #expect(try Self.written(number, "ordinal", .english) == digits)
    #expect(try Self.written(number, "ordinal words", .english) == words)
  }

  @Test(
    "a language is known by its tag, and any other is English",
    arguments: [("zh", true), ("zh-Hans", true), ("ZH_cn", true), ("en", false), ("de", false), ("zhx", false), ("", false)])
  func tags(tag: String, isChinese: Bool) {
    #expect(ProseLanguage(tag: tag) == (isChinese ? .chinese : .english))
    #expect(ProseLanguage(tag: nil) == .english)
  }
}
