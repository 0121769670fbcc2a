import Diagnostics
import Markup

/// A number of bytes as `site.yaml` writes it: `500000`, `500 kB`, `1 MiB`.
enum ByteSize {
  private static let units = ["B": 1.0, "kB": 1e3, "MB": 1e6, "KiB": 1024, "MiB": 1_048_576]
  private static let largest = 1e12

  /// The number of bytes, rounded down. Throws a `Diagnostic` at the value for what is no size from 1 byte to 10¹² bytes.
  static func parse(_ node: YAMLNode, _ subject: String) throws(Diagnostic) -> Int {
    let text = try node.text(subject)
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(number.count).drop { $0 == " " }
    guard let value = Double(number), let factor = unit.isEmpty ? 1 : units[String(unit)], value * factor >= 1, value * factor <= largest else {
      throw node.mismatch(subject, expected: "a size", fix: "write it as in 500 kB, 1 MiB or 1048576")
    }
    return Int(value * factor)
  }

  /// The size in words, as in "1.5 MiB" and "12 KiB".
  static func text(_ bytes: Int) -> String {
    func tenths(_ unit: Int) -> String {
      let tenths = (bytes * 10 + unit / 2) / unit
      return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
    if bytes < 1024 { return "\(bytes) B" }
    return bytes < 1 << 20 ? "\(tenths(1 << 10)) KiB" : "\(tenths(1 << 20)) MiB"
  }
}
