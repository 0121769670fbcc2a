/// Units that a value can be converted between: those of time and of data.
enum UnitConversion {
  private static let quantities: [[(name: String, size: Double)]] = [
    [("ns", 1e-9), ("µs", 1e-6), ("ms", 1e-3), ("s", 1), ("min", 60), ("h", 3600)],
    [("B", 1), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("KiB", 1024), ("MiB", 1_048_576), ("GiB", 1_073_741_824)],
  ]

  /// The units that a unit can be converted to, itself among them.
  static func units(like unit: String) -> [String] {
    quantities.first { $0.contains { $0.name == unit } }?.map(\.name) ?? [unit]
  }

  /// A number of one unit as a number of another; `nil` if they don't measure the same.
  static func convert(_ value: Double, from: String, to: String) -> Double? {
    if from == to { return value }
    for quantity in quantities {
      if let a = quantity.first(where: { $0.name == from }), let b = quantity.first(where: { $0.name == to }) {
        // One of the two operations is by a whole number, which is exact.
        return a.size >= b.size ? value * (a.size / b.size) : value / (b.size / a.size)
      }
    }
    return nil
  }
}
