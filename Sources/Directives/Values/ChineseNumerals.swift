/// Chinese numerals below 10¹², in simplified characters: 一千三百四十一.
enum ChineseNumerals {
  private static let digits = Array("零一二三四五六七八九").map(String.init)
  private static let places = ["", "十", "百", "千"]
  private static let groups = ["", "万", "亿"]

  /// In groups of four digits. One 零 stands for any zeros between digits; ten to nineteen begin with 十 instead of 一十.
  static func cardinal(_ value: UInt) -> String {
    if value == 0 { return digits[0] }
    var text = ""
    var isGap = false
    for group in groups.indices.reversed() {
      let part = (0..<group).reduce(value) { rest, _ in rest / 10_000 } % 10_000
      if part == 0 {
        isGap = isGap || !text.isEmpty
        continue
      }
      if !text.isEmpty, isGap || part < 1000 { text += digits[0] }
      text += belowTenThousand(Int(part)) + groups[group]
      isGap = false
    }
    return text.hasPrefix("一十") ? String(text.dropFirst()) : text
  }

  /// `value` is from 1 to 9999.
  private static func belowTenThousand(_ value: Int) -> String {
    var text = ""
    var isGap = false
    for (place, size) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
      let digit = value / size % 10
      if digit == 0 {
        isGap = isGap || !text.isEmpty
      } else {
        text += (isGap ? digits[0] : "") + digits[digit] + places[place]
        isGap = false
      }
    }
    return text
  }
}
