import Diagnostics
import Directives
import Markup
import Testing

@Suite struct ValueFilterTests {
  private static func span(_ value: String) throws -> ValueSpan {
    var report = DiagnosticReport()
    let inlines = Document.inlines(of: Source(path: "a.md", text: "`= \(value)`").range(ofLine: 1), into: &report)
    return try #require(inlines.flattened.lazy.compactMap { if case .value(let span) = $0.kind { span } else { nil } }.first)
  }

  @Test(
    "values as prose shows them, in English and in Chinese",
    arguments: [
      ("a.count", "3", "3"), ("a.below", "−12,345", "−12,345"), ("a.share", "0.25", "0.25"), ("a.ok", "yes", "是"), ("a.off", "no", "否"),
      ("a.list", "2, 5, 457", "2、5、457"), ("a.name", "two moons", "two moons"), ("a.share | percent", "25%", "25%"),
      ("a.share | percent 1", "25.0%", "25.0%"), ("a.area.largest | round", "1234.57", "1234.57"), ("a.area.largest | round 0", "1235", "1235"),
      ("a.area.largest | integer", "1235", "1235"), ("a.big | integer", "9,007,199,254,740,993", "9,007,199,254,740,993"),
      ("a.area.largest | scientific 1", "1.2 × 10³", "1.2 × 10³"), ("a.count | words", "three", "三"),
      ("a.below | words", "minus twelve thousand three hundred forty-five", "负一万二千三百四十五"),
      ("a.count | words | capital", "Three", "三"), ("a.ok | capital", "Yes", "是"), ("a.name | capital", "Two moons", "Two moons"),
      ("a.area.largest | integer | words", "one thousand two hundred thirty-five", "一千二百三十五"), ("a.count | ordinal", "3rd", "第3"),
      ("a.count | ordinal words", "third", "第三"), ("a.count | ordinal words | capital", "Third", "第三"),
      ("a.time | unit", "0.0123\u{A0}s", "0.0123\u{A0}s"),
      ("a.time | unit ms", "12.3\u{A0}ms", "12.3\u{A0}ms"), ("a.time | unit ms | round 2", "12.30\u{A0}ms", "12.30\u{A0}ms"),
      ("a.time | round 3 | unit", "0.012\u{A0}s", "0.012\u{A0}s"),
      ("a.time | scientific 2 | unit s", "1.23 × 10⁻²\u{A0}s", "1.23 × 10⁻²\u{A0}s"),
      ("a.time | unit µs | integer", "12,300\u{A0}µs", "12,300\u{A0}µs"), ("a.angle | unit", "90°", "90°"),
      ("a.angle | integer | unit", "90°", "90°"),
      ("a.list | words", "two, five, four hundred fifty-seven", "两、五、四百五十七"), ("a.shares | percent 1", "12.5%, 87.5%", "12.5%、87.5%"),
      ("a.list.max | unit", "457\u{A0}B", "457\u{A0}B"), ("a.list.sum", "464", "464"), ("a.list.min | ordinal", "2nd", "第2"),
      ("a.list.first", "2", "2"),
      ("a.list.last | unit kB | round 3", "0.457\u{A0}kB", "0.457\u{A0}kB"), ("a.rows", "1, 2, 3", "1、2、3"), ("a.none | percent", "", ""),
      ("broken.x | percent", "—", "—"),
    ])
  func text(value: String, english: String, chinese: String) throws {
    let (span, scope) = (try Self.span(value), try ValueScope.sample())
    try scope.check(span)
    #expect(try scope.text(span, in: .english) == english)
    #expect(try scope.text(span, in: .chinese) == chinese)
    #expect(try ValueScope.sample(hasResult: false).text(span, in: .chinese) == "—")
  }

  @Test(
    "names and filters that don't fit are errors before anything is computed, each at its word",
    arguments: [
      ("b.count", "1:4-5 no directive on this page has the label 'b'"), ("a.cuont", "1:6-11 {sample} has no value 'cuont'"),
      ("a.count | precent", "1:14-21 there is no filter 'precent'"),
      ("a.share | percent x", "1:22-23 'percent' takes a number of decimals from 0 to 15"),
      ("a.share | percent 16", "1:22-24 'percent' takes a number of decimals from 0 to 15"),
      ("a.share | round +1", "1:20-22 'round' takes a number of decimals from 0 to 15"),
      ("a.share | round 1 2", "1:22-23 'round' takes one word after it"), ("a.share | integer 1", "1:22-23 'integer' takes nothing after it"),
      ("a.count | words  big", "1:21-24 'words' takes nothing after it"),
      ("a.count | ordinal big", "1:22-25 'ordinal' takes 'words' or nothing, not 'big'"),
      ("a.name | percent", "1:13-20 'percent' takes a number, not text"),
      ("a.ok | round 1", "1:11-16 'round' takes a number, not true or false"),
      ("a.ok | words", "1:11-16 'words' takes a number, not true or false"),
      ("a.count | capital", "1:14-21 'capital' takes words, not a number"),
      ("a.share | words", "1:14-19 'words' takes a whole number, but a.share may have a fraction"),
      ("a.share | ordinal", "1:14-21 'ordinal' takes a whole number, but a.share may have a fraction"),
      ("a.share | round 1 | words", "1:24-29 'words' can't follow 'round', which already chose how the number is written"),
      ("a.share | percent 1 | round 1", "1:26-31 'round' takes a number, but 'percent' gives text"),
      ("a.share | round 1 | scientific", "1:24-34 'scientific' can't follow 'round', which already chose how the number is written"),
      ("a.count | words | words", "1:22-27 'words' takes a number, but 'words' gives text"),
      ("a.count | words | unit", "1:22-26 'unit' takes a number, but 'words' gives text"),
      ("a.ok | capital | round", "1:21-26 'round' takes a number, but 'capital' gives text"), ("a.share | unit", "1:14-18 a.share has no unit"),
      ("a.time | unit kg", "1:18-20 a.time is in s, which is not converted to 'kg'"),
      ("a.angle | unit s", "1:19-20 a.angle is in °, which is not converted to 's'"),
      ("a.time | unit | unit", "1:20-24 the number already has its unit"),
      ("a.time | round 1 | unit ms", "1:23-27 'unit ms' converts, so it can't follow 'round', which rounds"),
      ("a.time | unit | percent", "1:20-27 'percent' can't follow 'unit'"), ("a.time | unit ms h", "1:21-22 'unit' takes one word after it"),
      ("a.list.count | unit", "1:19-23 a.list.count has no unit"), ("a.list.frist", "1:6-16 'a.list.frist' has no entry 'frist'"),
      ("a.list | precent", "1:13-20 there is no filter 'precent'"), ("no.md#a.count", "1:4-9 there is no page 'no.md'"),
    ])
  func early(value: String, expected: String) throws {
    let span = try Self.span(value)
    let error = #expect(throws: Diagnostic.self) { try ValueScope.sample(hasResult: false).check(span) }
    #expect(error?.short == expected)
    #expect(error?.fix?.isEmpty == false)
  }

  @Test(
    "what only the value shows is an error at the filter, too",
    arguments: [
      ("a.shares | words", "1:15-20 'words' takes a whole number, but a.shares may have a fraction"),
      ("a.names | percent", "1:14-21 'percent' takes a number, not text"), ("a.list | capital", "1:13-20 'capital' takes words, not a number"),
      ("a.below | ordinal", "1:14-21 an ordinal is not negative, but the value is −12,345"),
      ("a.big | words", "1:12-17 'words' goes up to 999,999,999,999"),
      ("a.names.sum", "1:6-15 'a.names.sum' has no entry 'sum'"), ("a.list.4", "1:6-12 'a.list.4' has no entry '4'"),
      ("a.absent", "1:6-12 'a' has no value 'absent' as it is asked for"),
    ])
  func late(value: String, expected: String) throws {
    let (span, scope) = (try Self.span(value), try ValueScope.sample())
    try scope.check(span)
    #expect(throws: Diagnostic.self) { try scope.text(span, in: .english) }
    let error = #expect(throws: Diagnostic.self) { try scope.text(span, in: .chinese) }
    #expect(error?.short == expected)
    #expect(error?.fix?.isEmpty == false)
  }

  @Test(
    "numbers beyond what digits can show are written with a power of ten, or refused",
    arguments: [
      ("round 1", "1.00 × 10³⁰⁷"), ("integer", "1.00 × 10³⁰⁷"), ("integer | words", "'words' goes up to 999,999,999,999"),
      ("percent", "1e+307 is too large for a percentage"),
    ])
  func huge(filters: String, expected: String) throws {
    var scope = ValueScope()
    try scope.declare("a", SampleDirective.self, at: nil)
    var result = Result()
    result.set("share", .number(1e307))
    scope.set(result, for: "a")
    do { #expect(try scope.text(Self.span("a.share | \(filters)"), in: .english) == expected) } catch let error as Diagnostic {
      #expect(error.message == expected)
    }
  }

  @Test("a number that is not finite takes no filter")
  func notFinite() throws {
    var scope = ValueScope()
    try scope.declare("a", SampleDirective.self, at: nil)
    var result = Result()
    result.set("share", .number(.infinity))
    scope.set(result, for: "a")
    for filter in ["percent", "round", "scientific", "integer"] {
      let error = #expect(throws: Diagnostic.self) { try scope.text(Self.span("a.share | \(filter)"), in: .english) }
      #expect(error?.message == "'\(filter)' takes a finite number, not inf")
    }
  }
}
