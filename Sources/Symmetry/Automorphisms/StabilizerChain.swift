import BigInt
import Diagnostics

/// The automorphism group of a labelled graph, by its stabiliser chain along a path of individualised vertices.
///
/// The path fixes base vertices one after another until refinement tells all vertices apart. From its end to its start, every vertex
/// of a base vertex's cell that is not yet known to lie in its orbit is individualised in its place, and a leaf with the same trace
/// is looked for: it gives a permutation, which a certificate accepts or not. The order is the product of the orbits' sizes
/// (C. C. Sims, 1970; B. D. McKay and A. Piperno, "Practical graph isomorphism, II", 2014).
struct StabilizerChain {
  /// The images of all vertices, for each generator in the order in which they were found.
  private(set) var generators: [[Int32]] = []
  private(set) var order = BigUInt(1)
  /// The sizes of the orbits along the path, from the first base vertex.
  private(set) var orbitSizes: [Int] = []

  private struct Level {
    let partition: ColorPartition
    let cell: Int
    let base: Int
    /// The trace after the base vertex was individualised.
    var trace: UInt64 = 0
  }

  private let graph: LabelledGraph
  private var levels: [Level] = []
  private var leaf: ColorPartition
  private let accepts: ([Int32]) -> Bool
  private var refinements = 0

  /// The most vertices times refinements: a search that takes more is given up.
  static let largestCost = 4_000_000_000
  /// The most levels times vertices: a partition takes 16 bytes for each, along the path and once more along a search, together 0.7 GB.
  static let largestStore = 20_000_000

  /// `accepts` decides on a permutation that keeps the graph; it must accept a group. Throws a `Diagnostic` where the search takes too long.
  init(_ graph: LabelledGraph, accepts: @escaping ([Int32]) -> Bool) throws(Diagnostic) {
    self.graph = graph
    self.accepts = accepts
    leaf = ColorPartition(graph)
    while let cell = leaf.firstOpenCell {
      WorkProgress.report("units told apart", levels.count)
      let base = Int(leaf.cell(at: cell).min() ?? 0)
      levels.append(Level(partition: leaf, cell: cell, base: base))
      leaf.individualize(base, graph)
      levels[levels.count - 1].trace = leaf.trace
      try count()
      try checkDepth()
    }
    for level in levels.indices.reversed() { try close(level) }
    orbitSizes.reverse()
  }

  /// Every level keeps its partition.
  private func checkDepth() throws(Diagnostic) {
    guard levels.count * graph.vertexCount > Self.largestStore else { return }
    throw Diagnostic(
      id: "too-symmetric",
      "\(levels.count) and more of the \(graph.vertexCount) units and signs have to be told apart one by one, so many are equal", at: .none,
      fix: "remove equal or dead units first, or use a smaller network")
  }

  private mutating func count() throws(Diagnostic) {
    refinements += 1
    guard refinements * max(graph.vertexCount, 1) <= Self.largestCost else {
      throw Diagnostic(
        id: "too-symmetric",
        "the search for relabellings took \(refinements) refinements of \(graph.vertexCount) units and signs without an end", at: .none,
        fix: "remove equal or dead units first, or use a smaller network")
    }
  }

  /// Completes the orbit of a level's base vertex under what fixes the ones before.
  private mutating func close(_ level: Int) throws(Diagnostic) {
    WorkProgress.report("orbits", levels.count - 1 - level, of: levels.count)
    var orbits = DisjointSets(graph.vertexCount)
    for generator in generators { orbits.join(generator) }
    let base = levels[level].base
    var failed: [Int] = []
    for candidate in levels[level].partition.cell(at: levels[level].cell).map({ Int($0) }).sorted() {
      let root = orbits.root(candidate)
      if root == orbits.root(base) || failed.contains(where: { orbits.root($0) == root }) { continue }
      var partition = levels[level].partition
      partition.individualize(candidate, graph)
      try count()
      if partition.trace == levels[level].trace, let image = try search(partition, level + 1) {
        generators.append(image)
        orbits.join(image)
      } else {
        failed.append(candidate)
      }
    }
    let size = (0..<graph.vertexCount).count { orbits.root($0) == orbits.root(base) }
    orbitSizes.append(size)
    order *= BigUInt(size)
  }

  /// A partition on the way to a leaf, and the vertices of its level's cell that are still to be tried.
  private struct Branch {
    let partition: ColorPartition
    var candidates: ArraySlice<Int32>
  }

  /// A permutation that leads from the path's leaf to one below a partition, if there is one that is accepted: depth first, without
  /// recursion, because there may be thousands of levels.
  private mutating func search(_ partition: ColorPartition, _ level: Int) throws(Diagnostic) -> [Int32]? {
    var path: [Branch] = []
    var reached: ColorPartition? = partition
    while true {
      if let partition = reached {
        if level + path.count < levels.count {
          path.append(Branch(partition: partition, candidates: candidates(partition, level + path.count)))
        } else if let image = image(of: partition) {
          return image
        }
        reached = nil
      }
      guard let last = path.indices.last else { return nil }
      guard let candidate = path[last].candidates.popFirst() else {
        path.removeLast()
        continue
      }
      var next = path[last].partition
      next.individualize(Int(candidate), graph)
      WorkProgress.report("orbits \(orbitSizes.count) of \(levels.count), refinements", refinements)
      try count()
      if next.trace == levels[level + last].trace { reached = next }
    }
  }

  /// What can take the place of a level's base vertex. A base vertex that can stay where it is makes simple generators, and comes first.
  private func candidates(_ partition: ColorPartition, _ level: Int) -> ArraySlice<Int32> {
    let base = Int32(levels[level].base)
    let cell = partition.cell(at: levels[level].cell)
    return cell.count > 1 ? cell.sorted { ($0 == base ? 0 : 1, $0) < ($1 == base ? 0 : 1, $1) }[...] : []
  }

  /// The permutation from the path's leaf to another one, if it is accepted.
  private func image(of partition: ColorPartition) -> [Int32]? {
    var image = [Int32](repeating: 0, count: graph.vertexCount)
    for (vertex, other) in zip(leaf.elements, partition.elements) { image[Int(vertex)] = other }
    return graph.isAutomorphism(image) && accepts(image) ? image : nil
  }
}
