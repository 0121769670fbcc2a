import Diagnostics
import Directives
import Markup
import Testing

@Suite struct ClaimTests {
  /// The values of the network of two units on a square, under the label `q`.
  private func scope() throws -> ValueScope {
    var scope = ValueScope()
    try scope.declare("q", try #require(Registry.directive("regions")), at: nil)
    scope.set(try TemporaryContent().run("regions", "model: net.json\ndomain: {x: [-1, 1], y: [-1, 1]}").run(), for: "q")
    return scope
  }

  private func outcome(_ text: String) throws -> String {
    let line = Source(path: "a.md", text: text).range(ofLine: 1)
    do {
      guard let failure = try ClaimParser.parse(line).check(try scope()) else { return "holds" }
      return failure.message
    } catch let error as Diagnostic { return error.message }
  }

  @Test(
    "claims hold or say why not",
    arguments: [
      ("q.regions == 4", "holds"), ("q.regions != 4", "the claim does not hold: 4 != 4 is false"), ("q.certified", "holds"),
      ("q.certified == false", "the claim does not hold: true == false is false"),
      ("q.float32.regions == 4", "'q' has no value 'float32.regions' as it is asked for"),
      ("q.vertices - q.edges + q.regions == 1", "holds"), ("q.area.total = 4 ± 1e-12", "holds"), ("q.area.total = 4 +- 0", "holds"),
      ("q.area.total = 3 ± 0.5", "the claim does not hold: 4 is not within 0.5 of 3, but off by 1"),
      ("2 * (q.regions + 1) / 5 <= 2", "holds"), ("-q.regions < -3", "holds"), ("q.by-layer.1 == q.by-layer.last", "holds"),
      ("q.by-layer.count == 1", "holds"), ("q.regions > 1e1", "the claim does not hold: 4 > 10 is false"),
      ("\"a\" == \"a\"", "holds"),
    ])
  func outcomes(claim: String, expected: String) throws { #expect(try outcome(claim) == expected) }

  @Test(
    "claims that mean nothing are errors",
    arguments: [
      ("q.regions", "the line is a number, not a claim"), ("q.regions = 4", "the line ends where '± tolerance' was expected"),
      ("q.regions == ", "the line ends where a number or the name of a value was expected"),
      ("q.regions == 4 5", "'5' stands where the end of the line was expected"),
      ("q.certified < 1", "true or false can't be compared with a number by '<'"),
      ("q.regions / 0 == 1", "the claim divides by zero"), ("1e308 * 10 > 1", "the arithmetic of the claim overflows"),
      ("q.regions = 4 ± -1", "the tolerance is negative"), ("q.by-layer.01 == 4", "'q.by-layer.01' has no entry '01'"),
      ("q.regions == 4 $", "'$' means nothing in a claim"),
      ("q.regoins == 4", "{regions} has no value 'regoins'"), ("p.regions == 4", "no directive on this page has the label 'p'"),
      ("q.by-layer.2 == 4", "'q.by-layer.2' has no entry '2'"), ("\"a == 1", "the quote is not closed"),
    ])
  func errors(claim: String, expected: String) throws { #expect(try outcome(claim) == expected) }

  @Test("claims nested or chained without end are refused, not followed")
  func nesting() throws {
    #expect(try outcome(String(repeating: "(", count: 200)) == "the claim is nested too deep")
    #expect(try outcome(String(repeating: "1 + ", count: 100_000) + "1 > 0") == "the claim has more than 255 words")
  }
}

@Suite struct NumberFormatTests {
  @Test("numbers are grouped from five digits on, and small ones are written with a power of ten")
  func formats() {
    #expect(NumberFormat.grouped(9707) == "9707")
    #expect(NumberFormat.grouped(134_327) == "134,327")
    #expect(NumberFormat.grouped(-1_000_000) == "−1,000,000")
    #expect(NumberFormat.grouped(.min) == "−9,223,372,036,854,775,808")
    #expect(NumberFormat.readable(0.601_497_46) == "0.6015")
    #expect(NumberFormat.readable(2.373e-7) == "2.37 × 10⁻⁷")
    #expect(NumberFormat.readable(0) == "0")
    #expect(NumberFormat.percent(0.0601, places: 1) == "6.0%")
    #expect(NumberFormat.scientific(9.999, places: 2) == "1.00 × 10¹")
    #expect(NumberFormat.plain(4) == "4")
  }
}
