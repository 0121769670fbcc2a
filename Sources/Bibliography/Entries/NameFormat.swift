/// Lists of names in words.
enum NameFormat {
  /// Above this many names a list shows the first ten and "et al.".
  private static let most = 20

  /// The form of citations: "Hanin", "Hanin and Rolnick", "Humayun et al.".
  static func short(_ list: NameList, _ words: Words) -> String {
    guard let first = list.names.first else { return "" }
    if list.names.count > 2 || list.isOpen { return Words.spaced(first.short, words.etAl) }
    return list.names.count == 1 ? first.short : pair(first.short, list.names[1].short, words)
  }

  /// The form of lists: all names in full, given names first.
  static func full(_ list: NameList, _ words: Words, most: Int = most) -> String {
    var names = list.names.map(\.full)
    let isCut = names.count > most
    if isCut { names = Array(names.prefix(min(most, 10))) }
    if isCut || list.isOpen { return Words.spaced(names.joined(separator: words.nameSeparator), words.etAl) }
    guard let last = names.popLast(), let first = names.first else { return list.names.first?.full ?? "" }
    if names.count == 1 { return pair(first, last, words) }
    return pair(names.joined(separator: words.nameSeparator) + words.lastNameSeparator, last, words)
  }

  private static func pair(_ first: String, _ second: String, _ words: Words) -> String {
    Words.spaced(Words.spaced(first, words.and), second)
  }
}
