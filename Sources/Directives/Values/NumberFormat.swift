import Figures

/// Numbers as a reader sees them; no locale, so the same everywhere.
package enum NumberFormat {
  /// Whole numbers in groups of three from 10,000 on: 9707, 134,327.
  package static func grouped(_ value: Int) -> String {
    let digits = String(value.magnitude)
    let sign = value < 0 ? "−" : ""
    guard digits.count > 4 else { return sign + digits }
    var result = ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return sign + result
  }

  /// The shortest text that reads back as the number, without `.0`.
  package static func plain(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Four significant digits, in scientific notation where that is shorter to read.
  package static func readable(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    if value == 0 { return "0" }
    if abs(value) >= 1e6 || abs(value) < 1e-4 { return scientific(value, places: 2) }
    var places = 3
    var size = abs(value)
    while size >= 10, places > 0 { (size, places) = (size / 10, places - 1) }
    while size < 1 { (size, places) = (size * 10, places + 1) }
    return minus(FixedPoint.trimmed(value, places: places))
  }

  /// A fixed number of decimals.
  package static func fixed(_ value: Double, places: Int) -> String { minus(FixedPoint.string(value, places: places)) }

  /// A percentage with a fixed number of decimals, as in `12.5%`.
  package static func percent(_ fraction: Double, places: Int) -> String { fixed(fraction * 100, places: places) + "%" }

  /// Mantissa and power of ten, as in 3.20 × 10⁻⁷.
  package static func scientific(_ value: Double, places: Int) -> String {
    guard value != 0, value.isFinite else { return fixed(value, places: places) }
    var exponent = 0
    var mantissa = value
    while abs(mantissa) >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while abs(mantissa) < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    var text = FixedPoint.string(mantissa, places: places)
    if text.hasPrefix("10") || text.hasPrefix("-10") { (text, exponent) = (FixedPoint.string(mantissa / 10, places: places), exponent + 1) }
    let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let power = String(exponent.magnitude).map { superscripts[$0.wholeNumberValue ?? 0] }
    return "\(minus(text)) × 10\(exponent < 0 ? "⁻" : "")\(String(power))"
  }

  private static func minus(_ text: String) -> String { text.hasPrefix("-") ? "−" + text.dropFirst() : text }
}
