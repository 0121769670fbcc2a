/// Round numbers along an axis.
package struct Ticks: Sendable {
  package let values: [Double]
  /// How many decimals the step has.
  let places: Int

  /// About `count` multiples of 1, 2 or 5 times a power of ten from `low` to `high`, ends included where they are multiples.
  package init(from low: Double, to high: Double, count: Int = 5) {
    guard low.isFinite, high.isFinite, high > low, (high - low).isFinite else {
      values = low.isFinite ? [low] : []
      places = 3
      return
    }
    let raw = (high - low) / Double(max(count, 1))
    var power = 0
    var scale = 1.0
    while scale * 10 <= raw, power < 308 { (scale, power) = (scale * 10, power + 1) }
    while scale > raw, power > -307 { (scale, power) = (scale / 10, power - 1) }
    let factor = raw / scale < 1.5 ? 1.0 : raw / scale < 3.5 ? 2 : raw / scale < 7.5 ? 5 : 10
    let step = factor * scale
    places = max(0, factor == 10 ? -power - 1 : -power)
    let first = (low / step - 1e-9).rounded(.up), last = (high / step + 1e-9).rounded(.down)
    guard step > 0, last - first < 1000 else {
      values = [low, high]
      return
    }
    values = stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// A tick's number with as many decimals as the step needs and a true minus sign.
  package func label(_ value: Double) -> String {
    let text = places > 15 || abs(value) >= 1e7 ? "\(value)" : FixedPoint.string(value, places: places)
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }

  private static let longestLabel = 5

  /// Labels for ticks so close together that the numbers themselves would be too long: whole numbers, and the axis's name with the offset
  /// and the power of ten that they count in, as in (x − 0.41235) · 10⁷. `nil` where plain numbers do.
  func offsetLabels(axis: String) -> (labels: [String], axis: String)? {
    guard (3...15).contains(places), values.count >= 2, values.contains(where: { label($0).count > Self.longestLabel }) else { return nil }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let base = values[values.count / 2]
    let labels = values.map { value in
      let text = FixedPoint.string((value - base) * scale, places: 0)
      return text.hasPrefix("-") ? "−" + text.dropFirst() : text
    }
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let power = String(String(places).map { digits[$0.wholeNumberValue ?? 0] })
    let offset = FixedPoint.trimmed(abs(base), places: places)
    return (labels, offset == "0" ? "\(axis) · 10\(power)" : "(\(axis) \(base < 0 ? "+" : "−") \(offset)) · 10\(power)")
  }
}
