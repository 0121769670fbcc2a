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

  /// A number of things: `1 row`, `12,000 rows`, `2 classes`.
  package static func counted(_ number: Int, _ noun: String) -> String {
    guard number != 1 else { return "1 \(noun)" }
    return "\(grouped(number)) \(noun)\(noun.hasSuffix("s") || noun.hasSuffix("x") ? "es" : "s")"
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

  /// A fixed number of decimals; beyond 2⁵³ units of the last place, where they would mean nothing, scientific notation.
  package static func fixed(_ value: Double, places: Int) -> String {
    let text = FixedPoint.string(value, places: places)
    return text.contains("e") ? scientific(value, places: 2) : minus(text)
  }

  /// A percentage with a fixed number of decimals, as in `12.5%`.
  package static func percent(_ fraction: Double, places: Int) -> String { fixed(fraction * 100, places: places) + "%" }

  /// Mantissa and power of ten, as in 3.20 × 10⁻⁷.
  package static func scientific(_ value: Double, places: Int) -> String {
    guard value != 0, value.isFinite else { return fixed(value, places: places) }
    var exponent = value.exponent >= 0 ? Int(Double(value.exponent) * 0.30103) : -Int(Double(-value.exponent) * 0.30103) - 1
    var mantissa = scaled(value, by: -exponent)
    if abs(mantissa) >= 10 { (exponent, mantissa) = (exponent + 1, scaled(value, by: -exponent - 1)) }
    if abs(mantissa) < 1 { (exponent, mantissa) = (exponent - 1, scaled(value, by: -exponent + 1)) }
    var text = FixedPoint.string(mantissa, places: places)
    if text.hasPrefix("10") || text.hasPrefix("-10") { (text, exponent) = (FixedPoint.string(mantissa / 10, places: places), exponent + 1) }
    let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let power = String(exponent.magnitude).map { superscripts[$0.wholeNumberValue ?? 0] }
    return "\(minus(text)) × 10\(exponent < 0 ? "⁻" : "")\(String(power))"
  }

  /// value · 10^power in two steps at most, each by a power that is as near to exact as doubles have it.
  private static func scaled(_ value: Double, by power: Int) -> Double {
    let tens = { (n: Int) in Double("1e\(n)") ?? 1 }
    return abs(power) <= 300
      ? (power >= 0 ? value * tens(power) : value / tens(-power)) : scaled(scaled(value, by: power / 2), by: power - power / 2)
  }

  private static func minus(_ text: String) -> String { text.hasPrefix("-") ? "−" + text.dropFirst() : text }
}
