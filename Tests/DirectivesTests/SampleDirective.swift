import Diagnostics
import Directives
import Markup

/// A directive with a value of every kind, whose results tests set by hand.
enum SampleDirective: Directive {
  static let name = "sample"
  static let summary = "Values for tests."
  static let convention = "None."
  static let options: [OptionDeclaration] = []
  static let values: [ValueDeclaration] = [
    ValueDeclaration("count", .integer, help: "Three."),
    ValueDeclaration("big", .integer, help: "The first whole number that no double holds."),
    ValueDeclaration("below", .integer, help: "Negative."),
    ValueDeclaration("share", .number, help: "A quarter."),
    ValueDeclaration("area.largest", .number, help: "With a group."),
    ValueDeclaration("time", .number, unit: "s", help: "With a unit that is converted."),
    ValueDeclaration("angle", .number, unit: "°", help: "With a unit that is set close."),
    ValueDeclaration("name", .text, help: "Text."),
    ValueDeclaration("ok", .boolean, help: "True."),
    ValueDeclaration("off", .boolean, help: "False."),
    ValueDeclaration("undecided", .boolean, help: "True or false."),
    ValueDeclaration("list", .list, unit: "B", help: "Whole numbers."),
    ValueDeclaration("shares", .list, help: "Fractions."),
    ValueDeclaration("names", .list, help: "Texts."),
    ValueDeclaration("rows", .list, help: "Lists."),
    ValueDeclaration("none", .list, help: "Empty."),
    ValueDeclaration("absent", .integer, help: "Not in the result."),
  ]

  static func prepare(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) {}
  static func compute(_ prepared: Void) throws(Diagnostic) {}
  static func present(_ computation: Void, _ prepared: Void, _ options: Options) throws(Diagnostic) -> Result { result }

  static var result: Result {
    var result = Result()
    result.set("count", .integer(3))
    result.set("big", .integer(9_007_199_254_740_993))
    result.set("below", .integer(-12_345))
    result.set("share", .number(0.25))
    result.set("area.largest", .number(1234.5678))
    result.set("time", .number(0.0123))
    result.set("angle", .number(90))
    result.set("name", .text("two moons"))
    result.set("ok", .boolean(true))
    result.set("off", .boolean(false))
    result.set("undecided", .unknown(reason: "nobody looked"))
    result.set("list", .list([.integer(2), .integer(5), .integer(457)]))
    result.set("shares", .list([.number(0.125), .number(0.875)]))
    result.set("names", .list([.text("inner"), .text("outer")]))
    result.set("rows", .list([.list([.integer(1), .integer(2)]), .list([.integer(3)])]))
    result.set("none", .list([]))
    return result
  }
}

extension ValueScope {
  /// A page with the sample under the label `a`, and a label `broken` whose directive could not be read.
  static func sample(page: String = "articles/here.md", hasResult: Bool = true) throws -> ValueScope {
    var scope = ValueScope(page: page)
    try scope.declare("a", SampleDirective.self, at: nil)
    scope.declareBroken("broken")
    if hasResult { scope.set(SampleDirective.result, for: "a") }
    return scope
  }
}

extension Diagnostic {
  /// Its place and message, as in `1:3-7 text`, with the fix after an arrow.
  var short: String {
    guard case .text(let range) = location else { return message }
    return "\(range.start.line):\(range.start.column)-\(range.end.column) \(message)"
  }
}
