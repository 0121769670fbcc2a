import Diagnostics
import Directives
import Testing

@Suite struct ClaimErrorTests {
  @Test(
    "what does not parse is located at the word that does not fit",
    arguments: [
      ("a.count = 4", "1:12-12 the line ends where '± tolerance' was expected"),
      ("a.count == ", "1:12-12 the line ends where a number or the name of a value was expected"),
      ("a.count == 4 5", "1:14-15 '5' stands where the end of the line was expected"),
      ("a.count == 4 $", "1:14-15 '$' means nothing in a claim"), ("a.count ≤ 4", "1:9-12 '≤' means nothing in a claim"),
      ("a.count − 4 == 1", "1:9-12 '−' means nothing in a claim"), ("a.name == \"x", "1:11-13 the quote is not closed"),
      ("1.2.3 == 1", "1:1-6 '1.2.3' is no number"), ("1e999 > 1", "1:1-6 '1e999' is no number"),
      ("(1 == 1", "1:8-8 the line ends where ')' was expected"),
      ("1 == 1)", "1:7-8 ')' stands where the end of the line was expected"),
      ("+1 == 1", "1:1-2 '+' stands where a number or the name of a value was expected"),
      ("[1, 2] == 1", "1:1-2 '[' stands where a number or the name of a value was expected"),
      ("1 in [1, 2", "1:11-11 the line ends where ',' or ']' was expected"), ("1 in {1; 2}", "1:8-9 ';' means nothing in a claim"),
      ("max(1, ) == 1", "1:8-9 ')' stands where a number or the name of a value was expected"),
      ("maxi(1, 2) == 1", "1:1-5 there is no function 'maxi'"), ("abs(1, 2) == 1", "1:1-10 'abs' does not take 2 arguments"),
      ("abs() == 1", "1:1-6 'abs' does not take 0 arguments"), ("1 < 2 > 1", "1:7-8 '>' can't follow '<' in a chain"),
      ("1 != 2 != 3", "1:8-10 '!=' can't follow '!=' in a chain"), ("1 < 2 == 2 > 1", "1:12-13 '>' can't follow '==' in a chain"),
      ("1 == 2 != 3", "1:8-10 '!=' can't follow '==' in a chain"),
      ("1 == 1 ± 2", "1:8-10 '±' stands where the end of the line was expected"),
      ("all x a.list: x > 0", "1:7-13 'a.list' stands where 'in' was expected"),
      ("all x in a.list x > 0", "1:17-18 'x' stands where ':' was expected"),
      ("all a.x in a.list: a.x > 0", "1:5-8 'a.x' can't name the entries, as it has the form of a value's name"),
      ("all in a.list: x > 0", "1:5-7 'in' stands where a name for the entries was expected"),
      ("a.name starts \"x\"", "1:15-18 '\"x\"' stands where 'with' was expected"),
      ("not", "1:4-4 the line ends where a number or the name of a value was expected"),
      ("1 == not true", "1:6-9 'not' stands where a number or the name of a value was expected"),
      ("a.ok and", "1:9-9 the line ends where a number or the name of a value was expected"),
      ("a.ok && a.ok", "1:6-7 '&' means nothing in a claim"),
      ("50 % == 1", "1:4-5 '%' means nothing in a claim"), ("a.ok # sure", "1:6-7 '#' means nothing in a claim"),
      ("2a == 1", "1:2-3 'a' stands where the end of the line was expected"),
    ])
  func syntax(claim: String, expected: String) throws { #expect(try ClaimCheck().outcome(claim) == expected) }

  @Test(
    "what means nothing is located at the smallest expression that is wrong",
    arguments: [
      ("a.count", "1:1-8 the line is a number, not a claim"), ("a.count + 1", "1:1-12 the line is a number, not a claim"),
      ("a.name", "1:1-7 the line is text, not a claim"), ("a.list", "1:1-7 the line is a list, not a claim"),
      ("a.undecided", "1:1-12 'a.undecided' is neither true nor false but unknown: nobody looked"),
      ("not a.undecided", "1:5-16 'a.undecided' is neither true nor false but unknown: nobody looked"),
      ("a.ok < 1", "1:1-5 a number is needed here, not true or false"), ("1 < a.name", "1:5-11 a number is needed here, not text"),
      ("1 + a.name == 2", "1:5-11 a number is needed here, not text"), ("2 * (a.list + 1) == 2", "1:6-12 a number is needed here, not a list"),
      ("-a.name == 2", "1:2-8 a number is needed here, not text"), ("a.name == 3", "1:11-12 text can't be compared with a number"),
      ("a.count == \"3\"", "1:12-15 a number can't be compared with text"), ("a.list == 2", "1:11-12 a list can't be compared with a number"),
      ("a.count / 0 == 1", "1:11-12 the claim divides by zero"), ("1 + 2 / (a.count - 3) == 1", "1:9-22 the claim divides by zero"),
      ("0 ^ -1 == 1", "1:1-7 the claim divides by zero"), ("1 + 1e308 * 10 > 1", "1:5-15 the arithmetic of the claim overflows"),
      ("2 ^ 127 > 1", "1:1-8 the arithmetic of the claim overflows"), ("1 + 2 ^ 126 * 2 > 1", "1:5-16 the arithmetic of the claim overflows"),
      ("sqrt(-1) == 1", "1:1-9 a negative number has no square root"), ("log10(0) == 1", "1:1-9 only positive numbers have a logarithm"),
      ("(-1) ^ 0.5 == 1", "1:1-11 a negative number has no power that is not whole"), ("min(a.none) == 1", "1:1-12 the list is empty"),
      ("max(3) == 3", "1:5-6 'max' takes a list, not a number"), ("count(a.name) == 1", "1:7-13 'count' takes a list, not text"),
      ("sum(a.names) == 1", "1:5-12 a list of numbers is needed here, not one with text"),
      ("round(0.5, 99) == 1", "1:1-15 the number of decimals goes from 0 to 15"),
      ("a.count = 3 ± -1", "1:16-18 the tolerance is negative"), ("a.count in [5, 1]", "1:13-14 the interval from 5 to 1 is empty"),
      ("a.count in [1, 2, 3]", "1:1-21 an interval has two ends, not 3"), ("a.name in [1, 2]", "1:1-7 a number is needed here, not text"),
      ("a.count in {\"x\"}", "1:1-8 text is needed here, not a number"), ("a.count in 3", "1:12-13 a list is needed here, not a number"),
      ("a.count in {1, \"x\"}", "1:16-19 text can't stand in a list after a number"),
      ("a.count contains \"x\"", "1:1-8 text is needed here, not a number"),
      ("a.name contains 3", "1:17-18 text is needed here, not a number"), ("a.names contains 3", "1:18-19 text is needed here, not a number"),
      ("not a.count", "1:5-12 true or false is needed here, not a number"),
      ("a.ok and a.count", "1:10-17 true or false is needed here, not a number"),
      ("all x in a.count: x > 0", "1:10-17 a list is needed here, not a number"),
      ("all x in a.list: x", "1:18-19 true or false is needed here, not a number"),
      ("b.count == 4", "1:1-2 no directive on this page has the label 'b'"), ("a.cuont == 4", "1:3-8 {sample} has no value 'cuont'"),
      ("a.count-1 == 4", "1:3-10 {sample} has no value 'count-1'"), ("a == 4", "1:1-2 'a' is the label of a directive, not one of its values"),
      ("a.absent == 4", "1:3-9 'a' has no value 'absent' as it is asked for"), ("a.list.01 == 4", "1:3-10 'a.list.01' has no entry '01'"),
      ("a.list.4 == 4", "1:3-9 'a.list.4' has no entry '4'"), ("a.list.mean == 4", "1:3-12 'a.list.mean' has no entry 'mean'"),
      ("a.list.count.1 == 4", "1:3-15 'a.list.count.1' has no entry '1'"), ("a.none.first == 4", "1:3-13 'a.none.first' has no entry 'first'"),
      ("a.names.sum == 4", "1:3-12 'a.names.sum' has no entry 'sum'"), ("你 == 4", "1:1-4 no directive on this page has the label '你'"),
      ("1 == 1 and x.y == 1", "1:12-13 no directive on this page has the label 'x'"),
      ("no.md#a.count == 1", "1:1-6 there is no page 'no.md'"),
    ])
  func meaning(claim: String, expected: String) throws { #expect(try ClaimCheck().outcome(claim) == expected) }

  @Test(
    "errors come with a fix",
    arguments: ["a.count = 4", "1 < 2 > 1", "a.count / 0 == 1", "a.name < 1", "maxi(1) == 1", "a.count-1 == 2", "1 ≤ 2"])
  func fixes(claim: String) throws {
    let error = #expect(throws: Diagnostic.self) {
      try ClaimParser.parse(Source(path: "a.md", text: claim).range(ofLine: 1)).check(.sample())
    }
    #expect(error?.fix?.isEmpty == false)
  }

  @Test(
    "claims nested, chained or repeated without end are refused, not followed",
    arguments: [
      (String(repeating: "(", count: 200), "1:34-35 the claim is nested too deep"),
      (String(repeating: "-", count: 200) + "1 > 0", "1:34-35 the claim is nested too deep"),
      (String(repeating: "not ", count: 200) + "true", "1:133-136 the claim is nested too deep"),
      (String(repeating: "2 ^ ", count: 100) + "1 > 0", "1:133-134 the claim is nested too deep"),
      (String(repeating: "1 + ", count: 200) + "1 > 0", "1:1-806 the claim has more than 255 words"),
      (String(repeating: "1 + ", count: 100_000) + "1 > 0", "1:1-400006 the claim is longer than 4096 bytes"),
      (String(repeating: "1 + ", count: 120) + "1 == 121", "holds"),
      (String(repeating: "abs(", count: 15) + "1" + String(repeating: ")", count: 15) + " == 1", "holds"),
    ])
  func limits(claim: String, expected: String) throws { #expect(try ClaimCheck().outcome(claim) == expected) }

  @Test("quantifiers in quantifiers stop after a million steps")
  func steps() throws {
    var scope = ValueScope()
    try scope.declare("a", SampleDirective.self, at: nil)
    var result = Result()
    result.set("list", .list((0..<2000).map { .integer($0) }))
    scope.set(result, for: "a")
    let line = Source(path: "a.md", text: "all x in a.list: all y in a.list: x + y >= 0").range(ofLine: 1)
    let error = #expect(throws: Diagnostic.self) { try ClaimParser.parse(line).check(scope) }
    #expect(error?.message == "the claim takes more than 1,000,000 steps")
    let single = Source(path: "a.md", text: "all x in a.list: x >= 0").range(ofLine: 1)
    #expect(try ClaimParser.parse(single).check(scope) == nil)
  }
}
