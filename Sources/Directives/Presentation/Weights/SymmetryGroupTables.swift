import Figures
import Symmetry

/// The group of an architecture as values, a table of classes, sentences and downloads.
struct SymmetryGroupTables {
  let group: SymmetryGroup
  let title: String

  private static let mostDigits = 5000

  var values: [(String, Value)] {
    let exact = group.exactOrder(digits: Self.mostDigits).map { String($0) }
    return [
      ("log10-order", .number(group.log10Order)), ("order", .text(exact ?? power)), ("exact", .boolean(exact != nil)),
      ("digits", .integer(exact?.count ?? Int(group.log10Order.rounded(.down)) + 1)), ("classes", .integer(group.freeClasses.count)),
      ("sizes", .list(group.freeClasses.map { .integer($0.units) })), ("free-units", .integer(group.freeUnits)),
      ("layers", .integer(group.layers.count)), ("scaling-dimension", .integer(group.scalingDimension)),
      ("scaling-dimension.linear", .integer(group.linearDimension)),
      ("signs", .integer(group.signs)),
      ("sign-order", .text(group.signs == 0 ? "1" : "2^\(group.signs)")),
    ]
  }

  /// How many permutations there are, to the last digit where these are few.
  private var permutations: String {
    guard let order = group.exactOrder(digits: 18), let number = Int(String(order)) else { return "about \(power) permutations" }
    return NumberFormat.counted(number, "permutation")
  }

  private var power: String { "10^\(FixedPoint.string(group.log10Order, places: 2))" }

  var description: String {
    let counted = NumberFormat.counted
    let tied = group.freeClasses.count { $0.members.count > 1 }
    return "The \(group.layers.count) axes of units of \(title) from the input to the output, coloured by class: "
      + "\(counted(group.freeClasses.count, "free class")) of \(counted(group.freeUnits, "hidden unit")), \(tied) of them tied across layers; "
      + "\(permutations)."
  }

  var notes: [String] {
    let (grouped, counted) = (NumberFormat.grouped, NumberFormat.counted)
    return [
      "There \(permutations == "1 permutation" ? "is" : "are") \(permutations); the group of positive factors has the dimension "
        + grouped(group.scalingDimension)
        + (group.linearDimension > 0 ? ", \(grouped(group.linearDimension)) of it where signs are free as well," : ",")
        + " and \(counted(group.signs, "sign")) may be flipped.",
      "Counted from the graph: symmetries that only particular weights have, such as equal or dead units, are not in it.",
    ]
  }

  var classes: ResultTable {
    let rows = group.classes.enumerated().map { number, unitClass in
      [
        "\(number + 1)", NumberFormat.grouped(unitClass.units), order(unitClass),
        NumberFormat.grouped(unitClass.scalingDimension), NumberFormat.grouped(unitClass.signs), axes(unitClass), ties(unitClass),
      ]
    }
    return ResultTable(
      name: "classes",
      columns: [
        .init("Class", isNumeric: true), .init("Units", isNumeric: true), .init("Permutations"),
        .init("Factors", isNumeric: true), .init("Signs", isNumeric: true), .init("Axes"), .init("Tied by"),
      ], rows: rows)
  }

  /// The order as a product of factorials, as in `4!^64 · 32!`.
  private func order(_ unitClass: UnitClass) -> String {
    if unitClass.isFixed { return "fixed" }
    return unitClass.order.map { "\($0.size)!" + ($0.power == 1 ? "" : "^\($0.power)") }.joined(separator: " · ")
  }

  /// The first and the last axis that a class stands on.
  private func axes(_ unitClass: UnitClass) -> String {
    let members = unitClass.members.map(axis)
    guard members.count > 3, let first = members.first, let last = members.last else { return members.joined(separator: ", ") }
    return "\(first) … \(last) (\(members.count) axes)"
  }

  private func axis(_ member: UnitClass.Member) -> String {
    let layer = group.layers[member.layer]
    let isWhole = member.range == 0..<layer.size
    return ModelName.code(layer.name) + (isWhole ? "" : " \(member.range.lowerBound)–\(member.range.upperBound - 1)")
  }

  /// The operators that tie the units, each with how many of them do.
  private func ties(_ unitClass: UnitClass) -> String {
    var counts: [String: Int] = [:]
    for node in Set(unitClass.ties) { counts[group.nodes[node].kind, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { $0.value == 1 ? $0.key : "\($0.key) ×\($0.value)" }.joined(separator: ", ")
  }

  var downloads: [Download] {
    let group = group
    let head = "class,units,fixed,layer,operator,from,to,factors,signs\n"
    let rows = group.classes.enumerated().flatMap { number, unitClass in
      unitClass.members.map { member -> String in
        let layer = group.layers[member.layer]
        let fields = [
          "\(number + 1)", "\(unitClass.units)", "\(unitClass.isFixed)", ModelName.cell(layer.name), layer.kind, "\(member.range.lowerBound)",
          "\(member.range.upperBound - 1)", "\(unitClass.scalingDimension)", "\(unitClass.signs)",
        ]
        return fields.joined(separator: ",") + "\n"
      }
    }
    let objects = group.classes.enumerated().map { number, unitClass in Self.json(number, unitClass, group) }
    return [
      Download(name: "classes.csv", records: "axes", count: rows.count, head: head, separator: "", foot: { _ in "" }, record: { rows[$0] }),
      Download(
        name: "classes.json", records: "classes", count: objects.count, head: "[\n", separator: ",\n", foot: { _ in "\n]\n" },
        record: { objects[$0] }),
    ]
  }

  private static func json(_ number: Int, _ unitClass: UnitClass, _ group: SymmetryGroup) -> String {
    let order = unitClass.order.map { "{\"factorial\":\($0.size),\"power\":\($0.power)}" }
    let axes = unitClass.members.map { member in
      let layer = group.layers[member.layer]
      return "{\"layer\":\(GeoJSON.string(layer.name)),\"operator\":\(GeoJSON.string(layer.kind)),"
        + "\"from\":\(member.range.lowerBound),\"to\":\(member.range.upperBound - 1)}"
    }
    let ties = Set(unitClass.ties).sorted().map { GeoJSON.string(group.nodes[$0].name) }
    return "{\"class\":\(number + 1),\"units\":\(unitClass.units),\"fixed\":\(unitClass.isFixed),"
      + "\"permutations\":[\(order.joined(separator: ","))],\"factors\":\(unitClass.scalingDimension),\"signs\":\(unitClass.signs),"
      + "\"axes\":[\(axes.joined(separator: ","))],\"ties\":[\(ties.joined(separator: ","))]}"
  }
}
