/// Numbers as text with a fixed number of decimals: the same in every locale.
package enum FixedPoint {
  /// `value` rounded to at most `places` decimals (half away from zero), without trailing zeros; "0" where it is not finite.
  package static func trimmed(_ value: Double, places: Int) -> String {
    let text = string(value, places: places)
    guard text.contains(".") else { return text }
    var trimmed = text[...]
    while trimmed.hasSuffix("0") { trimmed.removeLast() }
    if trimmed.hasSuffix(".") { trimmed.removeLast() }
    return trimmed == "-0" ? "0" : String(trimmed)
  }

  /// `value` with exactly `places` decimals, 0 to 15. Beyond 2⁵³ units of the last place the shortest text that reads back is given.
  package static func string(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return "0" }
    let places = min(max(places, 0), 15)
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 0x1p53 else { return "\(value)" }
    let digits = String(UInt64(scaled))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return places == 0 ? sign + padded : "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
  }
}
