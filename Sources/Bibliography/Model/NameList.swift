/// The authors or editors of a work, in order.
package struct NameList: Sendable, Hashable {
  /// In the order of the record.
  package var names: [PersonName]
  /// Whether there are more than are named ("and others").
  package var isOpen: Bool

  /// Some names.
  package init(_ names: [PersonName] = [], isOpen: Bool = false) {
    self.names = names
    self.isOpen = isOpen
  }

  /// Whether nobody is named.
  package var isEmpty: Bool { names.isEmpty }
}
