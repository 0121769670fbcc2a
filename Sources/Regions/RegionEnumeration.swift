import Diagnostics
import Dispatch
import Linear
import Networks
import Synchronization

/// The exact enumeration of the cells of a piecewise-linear network on a window.
///
/// The window is cut along lines of the first stages into seeds. From each a walk makes a patch; walks share nothing, so they run side by
/// side, and what comes out does not depend on how many do. In the end patches are joined at their seams.
struct RegionEnumeration {
  private let prepared: PreparedNetwork
  private let frame: WalkFrame
  private let options: Options

  /// How an enumeration is done. None of it changes what comes out.
  struct Options {
    var mostCells = 20_000_000
    /// How many walks run at the same time.
    var threads = 1
    /// Decides every sign in exact arithmetic.
    var isExactOnly = false
  }

  init(_ network: PiecewiseLinearNetwork, window: Window, options: Options) {
    prepared = PreparedNetwork(network)
    frame = WalkFrame(window)
    self.options = options
  }

  func run() throws(Diagnostic) -> RegionComplex {
    var root = Walk(prepared, frame, isExactOnly: options.isExactOnly)
    let seeds = try root.cutIntoSeeds()
    let patches = try walk(seeds)
    var counts = root.prover.counts
    var perStage = root.cellsPerStage
    counts += patches.signCounts
    for stage in perStage.indices { perStage[stage] += patches.cellsPerStage[stage] }
    let assembly = ComplexAssembly(root: root.patch, seeds: seeds, patches: patches.patches)
    return try assembly.complex(
      prepared, frame.window, cellsPerLayer: perStage.indices.filter(prepared.bends).map { perStage[$0] }, signCounts: counts)
  }

  /// What the walks give: patches in the order of the seeds, and counts over all.
  private struct Walked: Sendable {
    var patches: [Patch] = []
    var cellsPerStage: [Int]
    var signCounts = SignCounts()
  }

  /// Walks from all seeds, some side by side; each thread takes the next seed that nobody has taken.
  private func walk(_ seeds: [Seed]) throws(Diagnostic) -> Walked {
    let results = Mutex([Swift.Result<Patch, Diagnostic>?](repeating: nil, count: seeds.count))
    let counts = Mutex(Walked(cellsPerStage: [Int](repeating: 0, count: prepared.stages.count)))
    let next = Atomic(0)
    let total = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(options.threads, seeds.count))) { _ in
      var walk = Walk(prepared, frame, isExactOnly: options.isExactOnly)
      while total.load(ordering: .relaxed) <= options.mostCells {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < seeds.count else { break }
        let result: Swift.Result<Patch, Diagnostic>
        do throws(Diagnostic) {
          try walk.run(from: seeds[index])
          result = .success(walk.patch)
          total.wrappingAdd(walk.patch.cellCount, ordering: .relaxed)
        } catch { result = .failure(error) }
        results.withLock { $0[index] = result }
      }
      counts.withLock { counts in
        counts.signCounts += walk.prover.counts
        for stage in walk.cellsPerStage.indices { counts.cellsPerStage[stage] += walk.cellsPerStage[stage] }
      }
    }
    guard total.load(ordering: .relaxed) <= options.mostCells else {
      throw tooMany(results.withLock { $0.compactMap { try? $0?.get() } })
    }
    var walked = counts.withLock { $0 }
    for result in results.withLock({ $0 }) { if let result { walked.patches.append(try result.get()) } }
    return walked
  }

  /// The error for a window of too many cells: how far the walks came, and the window of the same shape about the same middle that is a
  /// little smaller than what they finished.
  private func tooMany(_ patches: [Patch]) -> Diagnostic {
    let cells = patches.reduce(0) { $0 + $1.cellCount }
    let finished = patches.reduce(0) { $0 + $1.seedArea }
    let share = min(finished / frame.window.area, 1) * Double(options.mostCells) / Double(max(cells, 1))
    var factor = 0.9
    while factor * factor > 0.9 * share, factor > 1e-9 { factor *= 0.9 }
    let percent = (min(finished / frame.window.area, 1) * 1000).rounded() / 10
    return Diagnostic(
      id: "too-many-regions",
      "the window holds more than \(options.mostCells) cells: \(percent) % of its area already hold \(cells)", at: .none,
      fix: "look at a smaller window, such as \(frame.window.suggestion(scaledBy: factor)), or raise 'max-regions'")
  }
}

extension Patch {
  /// The area of what the patch's walk started from, in doubles: the sum of its cells' areas.
  fileprivate var seedArea: Double {
    (0..<cellCount).reduce(0) { sum, cell in
      let places = Int(starts[cell])..<Int(starts[cell + 1])
      let origin = vertices[corners[places.lowerBound].vertex]
      var twice = 0.0
      for i in places.dropFirst().dropLast() {
        let (p, q) = (vertices[corners[i].vertex], vertices[corners[i + 1].vertex])
        twice += (p.x - origin.x) * (q.y - origin.y) - (q.x - origin.x) * (p.y - origin.y)
      }
      return sum + twice / 2
    }
  }
}

extension RegionComplex {
  /// Enumerates the complex. Exact for the weights, biases and window corners as given.
  ///
  /// `threads` walks run at the same time; the result does not depend on it. `isExactOnly` decides every sign in exact arithmetic:
  /// thousands of times slower, for checking the filter against it. Throws a `Diagnostic` when the network does not take two inputs, or
  /// when there are more than `mostCells` cells.
  package static func enumerate(
    _ network: PiecewiseLinearNetwork, window: Window, mostCells: Int = 20_000_000, threads: Int = 1, isExactOnly: Bool = false
  ) throws(Diagnostic) -> RegionComplex {
    try check(network)
    let options = RegionEnumeration.Options(mostCells: mostCells, threads: threads, isExactOnly: isExactOnly)
    return try RegionEnumeration(network, window: window, options: options).run()
  }

  /// Throws a `Diagnostic` unless the network takes two inputs.
  package static func check(_ network: PiecewiseLinearNetwork) throws(Diagnostic) {
    guard network.inputCount == 2 else {
      throw Diagnostic(
        id: "not-planar",
        "the network takes \(network.inputCount) input\(network.inputCount == 1 ? "" : "s"); regions are drawn in the plane of a network of 2",
        at: .none, fix: "name a network of 2 inputs")
    }
  }
}
