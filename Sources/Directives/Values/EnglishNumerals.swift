/// English number words below 10¹², without "and": one thousand three hundred forty-one.
enum EnglishNumerals {
  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
  private static let groups: [(size: UInt, word: String)] = [(1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")]
  private static let irregularOrdinals = [
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
  ]

  static func cardinal(_ value: UInt) -> String {
    if value == 0 { return small[0] }
    var words: [String] = []
    var rest = value
    for group in groups where rest >= group.size {
      words += [belowThousand(rest / group.size), group.word]
      rest %= group.size
    }
    if rest > 0 { words.append(belowThousand(rest)) }
    return words.joined(separator: " ")
  }

  /// `value` is from 1 to 999.
  private static func belowThousand(_ value: UInt) -> String {
    let (hundreds, rest) = (Int(value / 100 % 10), Int(value % 100))
    var words = hundreds > 0 ? [small[hundreds], "hundred"] : []
    if rest >= 20 {
      words.append(tens[rest / 10] + (rest % 10 > 0 ? "-" + small[rest % 10] : ""))
    } else if rest > 0 {
      words.append(small[rest])
    }
    return words.joined(separator: " ")
  }

  /// The cardinal with its last word made an ordinal.
  static func ordinal(_ value: UInt) -> String {
    let words = cardinal(value)
    let start = words.lastIndex { $0 == " " || $0 == "-" }.map(words.index(after:)) ?? words.startIndex
    let last = String(words[start...])
    let ordinal = irregularOrdinals[last] ?? (last.hasSuffix("y") ? last.dropLast() + "ieth" : last + "th")
    return words[..<start] + ordinal
  }

  /// What follows the digits: st, nd, rd or th.
  static func ordinalEnding(_ value: UInt) -> String {
    if (11...13).contains(value % 100) { return "th" }
    switch value % 10 {
    case 1: return "st"
    case 2: return "nd"
    case 3: return "rd"
    default: return "th"
    }
  }
}
