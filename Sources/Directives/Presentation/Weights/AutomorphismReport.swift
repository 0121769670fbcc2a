import Figures
import Linear
import Symmetry

/// The automorphisms of a network as values, tables, sentences and a download.
struct AutomorphismReport {
  let group: Automorphisms
  let inputs: Automorphisms.Inputs

  private var moved: Int { group.orbits.reduce(0) { $0 + $1.count } }

  var values: [(String, Value)] {
    let order = String(group.order)
    return [
      ("order", .text(order)), ("log10", .number(group.log10Order)), ("trivial", .boolean(group.isTrivial)),
      ("generators", .integer(group.generators.count)), ("units", .integer(group.movableUnits)), ("moved", .integer(moved)),
      ("orbits", .list(group.orbits.map { .integer($0.count) })),
      ("flips", .integer(group.generators.count { $0.motion.signs.contains(-1) })), ("complete", .boolean(!group.leavesScales)),
    ]
  }

  private static let grouped = NumberFormat.grouped
  /// The most rows and entries of a row that are shown; downloads have all.
  private static let most = 12

  var notes: [String] {
    let domain =
      switch inputs {
      case .fixed: "inputs fixed"
      case .permuted: "inputs permuted"
      case .free: "signed permutations of the inputs"
      }
    var notes = [
      group.isTrivial
        ? "No relabelling of the \(NumberFormat.counted(group.movableUnits, "unit")) leaves the weights as they are (\(domain)): the network is rigid."
        : "The group has the order \(shortOrder) (\(domain)) and moves \(Self.grouped(moved)) of \(NumberFormat.counted(group.movableUnits, "unit")); "
          + "\(Self.generatorCount(group.generators.count)) verified weight by weight."
    ]
    if group.leavesScales {
      notes.append("Some weights lead from nowhere to nowhere, so that nothing decides their scale; symmetries that change it are not counted.")
    }
    let hidden = max(group.orbits.count, group.generators.count)
    if hidden > Self.most { notes.append("Tables show the first \(Self.most) rows; the download has all.") }
    return notes
  }

  private static func generatorCount(_ count: Int) -> String { count == 1 ? "its generator was" : "all \(grouped(count)) generators were" }

  private var shortOrder: String {
    let order = String(group.order)
    return order.count <= 30 ? order : "about 10^\(FixedPoint.string(group.log10Order, places: 2))"
  }

  var orbits: ResultTable {
    let rows = group.orbits.enumerated().prefix(Self.most).map { index, orbit in
      ["\(index + 1)", "\(orbit.count)", ModelName.code(group.places[orbit[0]].layer), list(orbit.map { "\(group.places[$0].unit)" })]
    }
    return ResultTable(
      name: "orbits", columns: [.init("Orbit", isNumeric: true), .init("Units", isNumeric: true), .init("Layer"), .init("Numbers")], rows: rows)
  }

  var generators: ResultTable {
    let rows = group.generators.enumerated().prefix(Self.most).map { index, generator in
      let cycles = cycles(generator).map(text)
      let flips = flips(generator).map(name)
      let factors = factors(generator)
      return [
        "\(index + 1)", cycles.isEmpty ? "–" : list(cycles), flips.isEmpty ? "–" : list(flips), factors.isEmpty ? "–" : list(factors),
      ]
    }
    return ResultTable(
      name: "generators", columns: [.init("Generator", isNumeric: true), .init("Cycles"), .init("Signs flipped"), .init("Factors")], rows: rows)
  }

  private func list(_ items: [String]) -> String {
    items.prefix(Self.most).joined(separator: ", ") + (items.count > Self.most ? " … (\(items.count))" : "")
  }

  /// A unit by its layer and number, as in `fc1 3`.
  private func name(_ unit: Int) -> String {
    let place = group.places[unit]
    return "\(ModelName.plain(place.layer)) \(place.unit)"
  }

  /// A cycle, as in `fc1 (3 5)`, or with the layer of each unit where they differ.
  private func text(_ cycle: [Int]) -> String {
    let places = cycle.map { group.places[$0] }
    guard let first = places.first, places.allSatisfy({ $0.layer == first.layer }) else { return "(\(cycle.map(name).joined(separator: " ")))" }
    return "\(ModelName.plain(first.layer)) (\(places.map { "\($0.unit)" }.joined(separator: " ")))"
  }

  /// The cycles of two units and more, each from its first unit to the ones that it comes to.
  private func cycles(_ generator: Automorphisms.Generator) -> [[Int]] {
    var targets: [Int: Int] = [:]
    for (unit, source) in generator.motion.sources.enumerated() where source != unit { targets[source] = unit }
    var cycles: [[Int]] = []
    for start in targets.keys.sorted() where targets[start] != nil {
      var cycle: [Int] = []
      var unit = start
      while let next = targets.removeValue(forKey: unit) {
        cycle.append(unit)
        unit = next
      }
      cycles.append(cycle)
    }
    return cycles
  }

  private func flips(_ generator: Automorphisms.Generator) -> [Int] {
    generator.motion.signs.indices.filter { generator.motion.signs[$0] < 0 }.map { group.action.signUnits[$0] }.filter { $0 >= 0 }
  }

  private func factors(_ generator: Automorphisms.Generator) -> [String] {
    generator.magnitudes.indices.filter { generator.magnitudes[$0] != .one && group.action.magnitudeUnits[$0] >= 0 }
      .map { "\(name(group.action.magnitudeUnits[$0])): \(generator.magnitudes[$0])" }
  }

  /// A row for each unit that a generator moves, flips or rescales.
  var download: Download {
    let rows = group.generators.enumerated().flatMap { index, generator -> [String] in
      let motion = generator.motion
      let flipped = Set(flips(generator))
      // A unit may have several factors and signs, as before and after a batch norm: all of them, in their order, if any is other than 1.
      var scales: [Int: [String]] = [:], signs: [Int: [String]] = [:]
      for (variable, unit) in group.action.magnitudeUnits.enumerated() where unit >= 0 {
        scales[unit, default: []].append(generator.magnitudes[variable].description)
      }
      for (variable, unit) in group.action.signUnits.enumerated() where unit >= 0 {
        signs[unit, default: []].append(motion.signs[variable] < 0 ? "-1" : "1")
      }
      let rescaled = Set(scales.keys.filter { scales[$0]?.contains { $0 != "1" } == true })
      return motion.sources.indices.compactMap { unit in
        guard motion.sources[unit] != unit || flipped.contains(unit) || rescaled.contains(unit) else { return nil }
        let (to, from) = (group.places[unit], group.places[motion.sources[unit]])
        return [
          "\(index + 1)", ModelName.cell(from.layer), "\(from.unit)", ModelName.cell(to.layer), "\(to.unit)",
          signs[unit]?.joined(separator: " ") ?? "1",
          scales[unit]?.joined(separator: " ") ?? "1",
        ].joined(separator: ",") + "\n"
      }
    }
    return Download(
      name: "generators.csv", records: "moves", count: rows.count, head: "generator,layer,unit,to_layer,to_unit,sign,factor\n", separator: "",
      foot: { _ in "" }, record: { rows[$0] })
  }
}
