import Regions

/// The values of `{decision-topology}`, its table, and the sentences made of them.
struct DecisionStatistics {
  let values: [(String, Value)]
  let table: ResultTable
  let description: String
  let notes: [String]

  init(_ computation: DecisionTopologyDirective.Computation, names: [String]) {
    let (decision, topology) = (computation.decision, computation.topology)
    let total = topology.reduce(0) { $0 + $1.area }
    let shares = topology.map { $0.area / total }
    func list(_ value: (DecisionTopology) -> Value) -> Value { .list(topology.map(value)) }
    values = [
      ("classes", .list(names.map { .text($0) })), ("area", list { .number($0.area) }), ("share", .list(shares.map { .number($0) })),
      ("components", list { .integer($0.open.components) }), ("holes", list { .integer($0.open.holes) }),
      ("euler", list { .integer($0.open.euler) }), ("components.closed", list { .integer($0.closed.components) }),
      ("holes.closed", list { .integer($0.closed.holes) }), ("euler.closed", list { .integer($0.closed.euler) }),
      ("boundary.length", list { .number($0.boundaryLength) }),
      ("boundary.total", .number(computation.boundary.reduce(0) { $0 + $1.length })),
      ("boundary.lines", .integer(computation.boundary.count)),
      ("boundary.closed", .integer(computation.boundary.count { $0.isClosed })), ("area.total", .number(total)),
      ("regions", .integer(decision.regions.cellCount)), ("pieces", .integer(decision.pieceCount)),
      ("certified", .boolean(decision.isCertified)),
      ("signs.double-double", .integer(decision.regions.signCounts.doubleDouble + decision.signCounts.doubleDouble)),
      ("signs.exact", .integer(decision.regions.signCounts.exact + decision.signCounts.exact)),
    ]
    table = Self.table(topology, names: names, shares: shares)
    let parts = zip(names, topology).map { name, found in
      "\(name) \(Self.count(found.open.components, "component")) and \(Self.count(found.open.holes, "hole"))"
    }
    description =
      "The regions of the plane that a network gives to each of \(names.count) classes, with the boundary between them: \(parts.joined(separator: "; "))."
    notes = Self.notes(decision, topology)
  }

  private static func table(_ topology: [DecisionTopology], names: [String], shares: [Double]) -> ResultTable {
    let headings = ["β₀", "β₁", "χ", "β₀ closed", "β₁ closed", "χ closed", "area", "share", "border"]
    let rows = topology.indices.map { number in
      let found = topology[number]
      let numbers = [found.open, found.closed].flatMap { [$0.components, $0.holes, $0.euler] }.map(NumberFormat.grouped)
      let measures = [NumberFormat.readable(found.area), NumberFormat.percent(shares[number], places: 1)]
      return [names[number]] + numbers + measures + [NumberFormat.readable(found.boundaryLength)]
    }
    return ResultTable(
      name: "decision-topology", columns: [ResultTable.Column("class")] + headings.map { ResultTable.Column($0, isNumeric: true) }, rows: rows)
  }

  private static func notes(_ decision: DecisionComplex, _ topology: [DecisionTopology]) -> [String] {
    let isSame = topology.allSatisfy { $0.open == $0.closed }
    let undecided = decision.regions.signCounts.undecided + decision.signCounts.undecided
    let split = decision.pieceCount - decision.regions.cellCount
    return [
      isSame
        ? "Both conventions agree: no region touches itself or another of its class in a point only."
        : "The conventions differ: some regions touch in a point. Joined through edges they are apart there, as closed sets they are joined.",
      undecided > 0
        ? "**Not certified**: \(undecided) signs could not be proved."
        : "Certified: all signs were proved. The boundary splits \(NumberFormat.grouped(decision.regions.cellCount)) cells into "
          + "\(NumberFormat.grouped(decision.pieceCount)) pieces, \(NumberFormat.grouped(split)) more; "
          + "\(NumberFormat.grouped(decision.signCounts.doubleDouble)) of its signs needed double-doubles and "
          + "\(NumberFormat.grouped(decision.signCounts.exact)) exact arithmetic.",
    ]
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(NumberFormat.grouped(number)) \(noun)\(number == 1 ? "" : "s")" }
}
