import CKernels
import Diagnostics
import Networks

/// The walk that cuts the window into seeds.
///
/// It goes stage by stage through all parts at once. While they are fewer than a level holds, each is a cell of the level of its stage and is
/// the parent of what it is cut into, so that no form is computed twice.
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
    var current = [SeedPart(stage: 0, parent: 0, words: [], edges: sides)]
    let last = network.stages.indices.last(where: network.bends) ?? 0
    for stage in 0...last where current.count < Seed.enough {
      for part in current.indices {
        current[part].place = place(current[part].loop, current[part].words[...], parent: current[part].parent, at: stage)
      }
      for limit in Seed.fewRows where current.count < Seed.enough { current = try expand(current, at: stage, limit: limit) }
      if current.count >= Seed.enough || stage == last { break }
      current = try expand(current, at: stage, limit: 0)
    }
    seedLimit = -1
    return current.map { seed($0) }
  }

  /// Splits the seeds of a stage until few rows are left on each; those of later stages stay as they are.
  private mutating func expand(_ current: [SeedPart], at stage: Int, limit: Int) throws(Diagnostic) -> [SeedPart] {
    (seedParts, seedLimit) = ([], limit)
    for part in current {
      guard part.stage == stage else {
        seedParts.append(part)
        continue
      }
      setLoop(part.loop, of: part.place, at: stage)
      let cell = cell(part.place, of: stage)
      findCrossings(cell)
      begin(cell)
      _ = try splitFurther()
    }
    return seedParts
  }

  /// Notes the part at hand as a part of the seeds, of the stage at hand or, where it is decided, of the next.
  mutating func appendSeedPart(_ cell: SplitCell, isDecided: Bool, loop: Int, _ count: Int) {
    let edges = (0..<count).map { stack[loop + $0] }.map { Seed.Side(edge: $0.edge, vertex: $0.vertex, isForward: $0.isForward) }
    let (l, place) = (cell.level, cell.place)
    if isDecided {
      let words = Array(UnsafeBufferPointer(start: pattern, count: network.wordCount)[network.words(of: l)])
      seedParts.append(SeedPart(stage: l + 1, parent: place, words: words, edges: edges))
    } else {
      let words = Array(UnsafeBufferPointer(start: levels[l].parentWords + place * levels[l].parentWordCount, count: levels[l].parentWordCount))
      seedParts.append(SeedPart(stage: l, place: place, parent: Int(levels[l].parents[place]), words: words, edges: edges))
    }
  }

  /// The seed of a part, with the words of all stages before.
  private func seed(_ part: SeedPart) -> Seed {
    var pattern = [UInt64](repeating: 0, count: part.stage < network.stages.count ? network.wordStarts[part.stage] : network.wordCount)
    var (level, place) = (part.stage - 1, part.parent)
    if part.stage > 0 { pattern.replaceSubrange(network.words(of: level), with: part.words) }
    while level > 0 {
      let words = UnsafeBufferPointer(
        start: levels[level].parentWords + place * levels[level].parentWordCount, count: levels[level].parentWordCount)
      pattern.replaceSubrange(network.words(of: level - 1), with: words)
      place = Int(levels[level].parents[place])
      level -= 1
    }
    return Seed(stage: part.stage, pattern: pattern, edges: part.edges)
  }
}
