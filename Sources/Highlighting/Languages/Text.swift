extension Language {
  /// Text that is shown as it is.
  static let text = Language("text", aliases: "txt plain plaintext output", Grammar(start: "text", ["text": State()]))
}
