/// A file with the data of a figure. One that would be too large holds the first records only, and says so.
package struct Download: Sendable {
  /// The end of the file's name, after the label: `cells.csv`.
  package let name: String
  private let make: @Sendable (Int) -> Contents

  /// The bytes of a file, and how many of all records they hold.
  package struct Contents: Sendable {
    package let bytes: [UInt8]
    package let included: Int
    package let total: Int
    /// What a record is, in the plural.
    package let records: String

    package var isCapped: Bool { included < total }
  }

  /// The file, made anew each time, with at most about `budget` bytes.
  package func contents(budget: Int = .max) -> Contents { make(budget) }

  /// A file of records between a head and a foot. The foot is told how many records there are.
  package init(
    name: String, records: String, count: Int, head: String, separator: String, foot: @escaping @Sendable (Int) -> String,
    record: @escaping @Sendable (Int) -> String
  ) {
    self.name = name
    make = { budget in
      var bytes = Array(head.utf8)
      let room = budget - max(foot(0).utf8.count, foot(count).utf8.count) - 64
      var included = 0
      while included < count {
        let text = (included == 0 ? "" : separator) + record(included)
        guard bytes.count + text.utf8.count <= room else { break }
        bytes += text.utf8
        included += 1
      }
      return Contents(bytes: bytes + foot(included).utf8, included: included, total: count, records: records)
    }
  }

  /// A small file, whole under any budget.
  package init(name: String, text: String) {
    self.name = name
    make = { _ in Contents(bytes: Array(text.utf8), included: 1, total: 1, records: "texts") }
  }

  /// A file that is left out where it is larger than the budget, because a part of it would be worth nothing.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    make = { budget in
      let fits = bytes.count <= budget
      return Contents(bytes: fits ? bytes : [], included: fits ? 1 : 0, total: 1, records: "files")
    }
  }
}
