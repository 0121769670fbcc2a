import Diagnostics
import Directives
import Testing

@Suite struct ValueScopeTests {
  /// A page with two others in sight; the value `count` of the one in the next folder is 4.
  private func scope() throws -> ValueScope {
    var (here, next, index) = (
      try ValueScope.sample(), try ValueScope.sample(page: "reference/there.md"), try ValueScope.sample(page: "index.md")
    )
    var result = Result()
    result.set("count", .integer(4))
    next.set(result, for: "a")
    try next.declare("only-there", SampleDirective.self, at: nil)
    index.declareBroken("half")
    here.link([here.page: here, next.page: next, index.page: index])
    return here
  }

  private func check(_ text: String) throws -> String {
    let line = Source(path: "a.md", text: text).range(ofLine: 1)
    do { return try ClaimParser.parse(line).check(scope()).map(\.message) ?? "holds" } catch let error as Diagnostic {
      return error.short + (error.fix.map { " → \($0)" } ?? "")
    }
  }

  @Test(
    "a name may be one of another page, whose path is relative to this one",
    arguments: [
      "../reference/there.md#a.count == 4", "../index.md#a.count == 3", "here.md#a.count == 3", "./here.md#a.list.2 == 5", "a.count == 3",
      "../reference/there.md#a.count - a.count == 1", "../index.md#half.x == 7",
      "../reference/there.md#only-there.count == 9", "all x in ../index.md#a.list: x <= ../reference/there.md#a.count or x > 4",
    ])
  func otherPages(claim: String) throws { #expect(try check(claim) == "holds") }

  @Test(
    "a page, a label or a value that is not there is located at its part of the name, with the nearest",
    arguments: [
      ("../refrence/there.md#a.count == 4", "1:1-21 there is no page '../refrence/there.md' → did you mean '../reference/there.md'?"),
      ("there.md#a.count == 4", "1:1-9 there is no page 'there.md' → did you mean '../reference/there.md'?"),
      (
        "../reference/there.md#only-their.count == 4",
        "1:23-33 no directive on '../reference/there.md' has the label 'only-their' → did you mean 'only-there'?"
      ),
      ("../reference/there.md#a.cuont == 4", "1:25-30 {sample} has no value 'cuont' → did you mean '../reference/there.md#a.count'?"),
      (
        "../reference/there.md#a == 4",
        "1:23-24 'a' is the label of a directive, not one of its values → name a value, as in ../reference/there.md#a.count"
      ),
      ("../../x.md#a.count == 4", "1:1-11 there is no page '../../x.md' → use one of: ../index.md, ../reference/there.md"),
    ])
  func unknown(claim: String, expected: String) throws { #expect(try check(claim) == expected) }

  @Test("the page and label of a name are known without a result")
  func sources() throws {
    let scope = try scope()
    #expect(try #require(scope.source(of: "../reference/there.md#a.count")) == ("reference/there.md", "a"))
    #expect(try #require(scope.source(of: "a.list.2")) == ("articles/here.md", "a"))
    #expect(scope.source(of: "no.md#a.count") == nil)
  }

  @Test("a label used twice shows both places")
  func duplicate() throws {
    let text = Source(path: "a.md", text: "one\ntwo")
    var scope = ValueScope()
    try scope.declare("a", SampleDirective.self, at: text.range(ofLine: 1))
    let error = #expect(throws: Diagnostic.self) { try scope.declare("a", SampleDirective.self, at: text.range(ofLine: 2)) }
    #expect(error?.short == "2:1-4 the label 'a' is used twice")
    #expect(error?.notes.first?.location.position?.line == 1)
  }
}
