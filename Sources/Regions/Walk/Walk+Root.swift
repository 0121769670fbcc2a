import Diagnostics
import Networks

/// The walk that cuts the window into seeds.
extension Walk {
  /// Cuts the window along lines of the first stages until there are enough seeds, or no stages left.
  mutating func cutIntoSeeds() throws(Diagnostic) -> [Seed] {
    let corners = window.corners
    for (number, corner) in corners.enumerated() {
      patch.vertices.append(Patch.Vertex(x: corner.x, y: corner.y, error: 0))
      patch.lines.append(frame.side(number, of: window))
      _ = patch.addEdge(from: Int32(number), to: Int32((number + 1) % corners.count), line: Int32(number))
    }
    let sides = corners.indices.map { Seed.Side(edge: Int32($0), vertex: Int32($0), isForward: true) }
    var current = [Seed(stage: 0, pattern: [], edges: sides)]
    for stage in network.stages.indices {
      for limit in Seed.fewRows where current.count < Seed.enough { current = try expand(current, at: stage, limit: limit) }
      let isLast = !(stage + 1..<network.stages.count).contains(where: network.bends)
      if current.count >= Seed.enough || isLast { break }
      current = try expand(current, at: stage, limit: 0)
    }
    seedLimit = -1
    return current
  }

  /// Splits the seeds of a stage until few rows are left on each; those of later stages stay as they are.
  private mutating func expand(_ current: [Seed], at stage: Int, limit: Int) throws(Diagnostic) -> [Seed] {
    (seeds, seedLimit) = ([], limit)
    for seed in current {
      guard seed.stage == stage else {
        seeds.append(seed)
        continue
      }
      let loop = seed.edges.map { Patch.Corner(vertex: $0.vertex, step: 2 * $0.edge + ($0.isForward ? 1 : 0)) }
      for earlier in 0...stage { place(loop, seed, at: earlier) }
      try process(stage)
      for earlier in 0...stage { levels[earlier].removeAll() }
    }
    return seeds
  }
}
