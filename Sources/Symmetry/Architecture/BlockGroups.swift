import Diagnostics

/// Which groups of grouped convolutions may be permuted as wholes.
///
/// Swapping two groups swaps their inputs and outputs, and with them all that is tied to these. It is a symmetry if both consist of runs of
/// the same sizes, and if every axis of every value holds as much of the one as of the other: its weights then follow.
struct BlockGroups {
  struct Group {
    /// The variables of all groups, each once, in order.
    var leaves: [Int]
    /// The groups of each kind that may be permuted, 2 or more: for each the variables that are its own, in order.
    var kinds: [[[Int]]]
  }

  private struct Record {
    let node: Int
    /// For each group what it takes and makes, in order.
    var groups: [AxisTies.Layout]
  }

  private(set) var groups: [Group] = []

  /// Throws a `Diagnostic` that names a grouped convolution whose groups cut across those of another.
  init(_ analysis: TieAnalysis) throws(Diagnostic) {
    guard !analysis.blocks.isEmpty else { return }
    let ties = analysis.permutations
    var records: [Record] = []
    for block in analysis.blocks {
      let count = block.strands[0].count
      let record = Record(
        node: block.node, groups: (0..<count).map { group in block.strands.flatMap { ties.resolve($0[group]) } })
      try Self.merge(record, into: &records, analysis)
    }
    let contents = Self.contents(analysis)
    for record in records {
      let kinds = Self.kinds(record, ties, contents)
      guard !kinds.isEmpty else { continue }
      var seen: Set<Int> = []
      let leaves = record.groups.flatMap { $0.map(\.variable) }.filter { !ties.isFixed($0) && seen.insert($0).inserted }
      groups.append(Group(leaves: leaves, kinds: kinds))
    }
  }

  /// For each variable of a record the axes that hold it, and how many of its elements.
  private static func contents(_ analysis: TieAnalysis) -> [Int: [[Int]]] {
    var result: [Int: [[Int]]] = [:]
    for (number, container) in analysis.containers.enumerated() {
      var counts: [Int: Int] = [:]
      for segment in analysis.permutations.resolve(container) { counts[segment.variable, default: 0] += segment.repeats }
      for (variable, count) in counts { result[variable, default: []].append([number, count]) }
    }
    return result
  }

  /// Sets of groups that look alike, without those of one group, in the order of their first groups.
  private static func kinds(_ record: Record, _ ties: AxisTies, _ contents: [Int: [[Int]]]) -> [[[Int]]] {
    var owners: [Int: Set<Int>] = [:]
    for (group, layout) in record.groups.enumerated() { for segment in layout { owners[segment.variable, default: []].insert(group) } }
    var kinds: [[[Int]]] = []
    var numbers: [[[Int]]: Int] = [:]
    for layout in record.groups {
      var first: [Int: Int] = [:]
      var own: [Int] = []
      var signature: [[Int]] = []
      for (place, segment) in layout.enumerated() {
        let variable = segment.variable
        if ties.isFixed(variable) || (owners[variable]?.count ?? 0) > 1 {
          signature.append([-1, variable, segment.repeats])
        } else {
          if first[variable] == nil { own.append(variable) }
          first[variable] = first[variable] ?? place
          signature.append([first[variable] ?? place, ties.size(variable), segment.repeats])
          signature += contents[variable] ?? []
        }
      }
      if let number = numbers[signature] {
        kinds[number].append(own)
      } else {
        numbers[signature] = kinds.count
        kinds.append([own])
      }
    }
    return kinds.filter { $0.count > 1 }
  }

  /// Adds a record; one that shares variables with others, group by group, becomes one with them.
  private static func merge(_ record: Record, into records: inout [Record], _ analysis: TieAnalysis) throws(Diagnostic) {
    var merged = record
    var rest: [Record] = []
    for other in records {
      var owner: [Int: Int] = [:]
      for (group, layout) in other.groups.enumerated() { for segment in layout { owner[segment.variable] = group } }
      let matches = merged.groups.map { layout in
        Set(layout.compactMap { analysis.permutations.isFixed($0.variable) ? nil : owner[$0.variable] })
      }
      if matches.allSatisfy(\.isEmpty) {
        rest.append(other)
        continue
      }
      let partners = matches.compactMap { $0.count == 1 ? $0.first : nil }
      guard partners.count == other.groups.count, merged.groups.count == partners.count, Set(partners).count == partners.count else {
        let node = analysis.graph.nodes[record.node], earlier = analysis.graph.nodes[other.node]
        throw Diagnostic(
          id: "unknown-ties",
          "node '\(node.name)' (\(node.operation.name)) has groups that cut across those of node '\(earlier.name)'; which of them may be "
            + "permuted is not known", at: .none, fix: "mix the channels between them by a convolution without groups, or use the same groups")
      }
      for (group, partner) in partners.enumerated() { merged.groups[group] = other.groups[partner] + merged.groups[group] }
    }
    records = rest + [merged]
  }
}
