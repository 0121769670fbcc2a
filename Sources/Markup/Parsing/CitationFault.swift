/// What looks like a citation and is none.
struct CitationFault {
  var message: String
  var fix: String
  /// Keys that stand before the place that is wrong.
  var before: [String]
  /// The text that is wrong; `nil` for an at sign without a key, or for the last key before.
  var literal: String?
  /// Keys that stand after it.
  var after: [String]
}
