import Mathematics
import Testing

@Suite struct FormulaLimitTests {
  let typesetter: Typesetter

  init() throws { typesetter = try KaTeXFile.typesetter() }

  @Test(
    "deep nesting of every kind is an error, and the next formula is typeset",
    arguments: ["{", #"\left("#, #"\begin{matrix}"#, #"\begingroup "#])
  func nesting(opening: String) throws {
    let error = try #require(typesetter.error(String(repeating: opening, count: Formula.maximumLength / opening.utf8.count)))
    #expect(error.id == "formula-too-large")
    #expect((error.range.lowerBound - opening.utf8.count * Formula.maximumNesting).magnitude < 10)
    #expect(try typesetter.mathML("x") == "<mrow><mi>x</mi></mrow>")
  }

  @Test("a hundred thousand braces are an error")
  func braces() throws {
    #expect(typesetter.error(String(repeating: "{", count: 100_000))?.id == "formula-too-large")
    #expect(typesetter.error(String(repeating: "{", count: 50) + "x" + String(repeating: "}", count: 50)) == nil)
  }

  @Test(
    "commands that nest without braces exhaust the stack of the script, not of the process", arguments: [#"\displaystyle "#, #"\bf "#, "%\n"])
  func commands(command: String) throws {
    let text = String(repeating: command, count: 9_900 / command.utf8.count) + "x"
    if let error = typesetter.error(text) { #expect(error.id == "formula-too-large") }
    #expect(try typesetter.mathML("x") == "<mrow><mi>x</mi></mrow>")
  }

  @Test("macros that never end or grow without bound are stopped")
  func macros() throws {
    #expect(typesetter.error(#"\def\a{\a}\a"#)?.message == "Too many expansions: infinite loop or need to increase maxExpand setting")
    #expect(typesetter.error(#"\def\a{\a\a}\a"#) != nil)
    #expect(try typesetter.mathML("x") == "<mrow><mi>x</mi></mrow>")
    let bounded = Typesetter(try KaTeXFile.compiled.get(), allocationLimit: 300_000)
    let doubling = #"\def\d#1{#1#1}"# + String(repeating: #"\d{"#, count: 40) + String(repeating: "x", count: 3_000)
    #expect(bounded.error(doubling + String(repeating: "}", count: 40))?.id == "formula-too-large")
    let wide = #"\def\a{"# + String(repeating: "x", count: 9_000) + "}" + String(repeating: #"\a"#, count: 450)
    #expect(bounded.error(wide)?.id == "formula-too-large")
    #expect(try bounded.mathML("x") == "<mrow><mi>x</mi></mrow>")
  }

  @Test("a heap with less memory than KaTeX needs refuses, whatever the moment when it runs out")
  func memory() throws {
    let katex = try KaTeXFile.compiled.get()
    var succeeded = false
    for limit in stride(from: 1_000, through: 4_000_000, by: 37_000) {
      do {
        let heap = try ScriptHeap(memoryLimit: limit)
        try heap.load(katex.byteCode)
        for _ in 0..<3 { _ = try? heap.call("facetTypeset", [#"\frac{a}{\sqrt{b}}"#, "inline", "100"]) }
        succeeded = try heap.call("facetTypeset", ["x", "inline", "100"]).hasPrefix("H")
      } catch {}
    }
    #expect(succeeded)
  }

  @Test("work is bounded, and a heap can be used again after it ran out of it", arguments: [0, 1, 10, 100, 1_000, 3_000])
  func work(allocations: Int) throws {
    let heap = try ScriptHeap()
    try heap.load(KaTeXFile.compiled.get().byteCode)
    #expect(throws: ScriptHeap.Failure.self) {
      try heap.call("facetTypeset", [#"\begin{matrix}a&b\\c&d\end{matrix}"#, "inline", "100"], allocationLimit: allocations)
    }
    #expect(try heap.call("facetTypeset", ["x", "inline", "100"]).hasPrefix("H"))
  }

  @Test("an exception that a script throws is a Swift error with its text")
  func exceptions() throws {
    let heap = try ScriptHeap()
    try heap.load(heap.compile(Array("function f() { throw new TypeError('no ' + arguments[0]); } function g() { return g() + 1; }".utf8)))
    do {
      _ = try heap.call("f", ["\u{1D538}"])
      Issue.record("no error")
    } catch ScriptHeap.Failure.thrown(let text) { #expect(text == "TypeError: no \u{1D538}") }
    #expect(throws: ScriptHeap.Failure.self) { try heap.call("g", []) }
    #expect(throws: ScriptHeap.Failure.self) { try heap.call("nosuch", []) }
    #expect(throws: ScriptHeap.Failure.self) { try heap.compile(Array("function (".utf8)) }
  }
}
