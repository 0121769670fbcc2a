/// Round numbers along an axis.
package struct Ticks: Sendable {
  package let values: [Double]
  private let places: Int

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
    let text = places > 6 || abs(value) >= 1e7 ? "\(value)" : FixedPoint.string(value, places: places)
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }
}
