/// An element that has no exact double, or no meaning.
struct UnreadableElement: Error {
  /// Its place, the last axis running fastest in the order of storage.
  let index: Int
  /// What is wrong with it: "the integer 9007199254740993 has no exact double".
  let reason: String

  static func inexact(_ value: some BinaryInteger, at index: Int) -> UnreadableElement {
    UnreadableElement(index: index, reason: "the integer \(value) has no exact double")
  }
}
