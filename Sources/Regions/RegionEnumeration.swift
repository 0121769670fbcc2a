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
    for patch in patches {
      counts += patch.signCounts
      for stage in perStage.indices { perStage[stage] += patch.cellsPerStage[stage] }
    }
    let assembly = ComplexAssembly(root: root.patch, seeds: seeds, patches: patches.map(\.patch))
    return try assembly.complex(
      prepared, frame.window, cellsPerLayer: perStage.indices.filter(prepared.bends).map { perStage[$0] }, signCounts: counts)
  }

  /// What one walk gives.
  private struct Walked: Sendable {
    let patch: Patch
    let cellsPerStage: [Int]
    let signCounts: SignCounts
  }

  /// Walks from all seeds; the patches come in the order of the seeds.
  private func walk(_ seeds: [Seed]) throws(Diagnostic) -> [Walked] {
    let results = Mutex([Swift.Result<Walked, Diagnostic>?](repeating: nil, count: seeds.count))
    let next = Atomic(0)
    let total = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(options.threads, seeds.count))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < seeds.count, total.load(ordering: .relaxed) <= options.mostCells else { return }
        var walk = Walk(prepared, frame, isExactOnly: options.isExactOnly)
        let result: Swift.Result<Walked, Diagnostic>
        do throws(Diagnostic) {
          try walk.run(from: seeds[index])
          result = .success(Walked(patch: walk.patch, cellsPerStage: walk.cellsPerStage, signCounts: walk.prover.counts))
          total.wrappingAdd(walk.patch.cellCount, ordering: .relaxed)
        } catch { result = .failure(error) }
        results.withLock { $0[index] = result }
      }
    }
    guard total.load(ordering: .relaxed) <= options.mostCells else {
      throw Diagnostic(
        id: "too-many-cells", "the window holds more than \(options.mostCells) cells", at: .none,
        fix: "look at a smaller window, or raise 'max-cells'")
    }
    var walked: [Walked] = []
    for result in results.withLock({ $0 }) { if let result { walked.append(try result.get()) } }
    return walked
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
