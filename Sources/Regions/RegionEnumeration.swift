import Diagnostics
import Dispatch
import Linear
import Networks
import Synchronization

/// The exact enumeration of the cells of a piecewise-linear network on a window.
///
/// The window is cut along lines of the first stages into seeds. From each a walk makes a patch; walks share nothing, so they run side by
/// side, and what comes out does not depend on how many do. What patches say is folded in the order of the seeds.
struct RegionEnumeration {
  let prepared: PreparedNetwork
  /// The patch that the seeds were cut in.
  let root: Patch
  let seeds: [Seed]
  private let window: Window
  private let options: Options
  private let rootCounts: Counts
  /// How many patches may be finished before it is their turn: memory stays bounded while one walk takes long.
  private static let mostWaiting = 256

  /// How an enumeration is done. None of it changes what comes out.
  struct Options: Sendable {
    var mostCells = 20_000_000
    /// What raises that limit, for messages: the name of an option.
    var limitOption: String?
    /// How many walks run at the same time.
    var threads = 1
    /// Decides every sign in exact arithmetic.
    var isExactOnly = false
  }

  /// Counts over all walks.
  struct Counts: Sendable {
    fileprivate var cellsPerStage: [Int]
    fileprivate(set) var signCounts = SignCounts()
    /// How many cells the first l bending stages make.
    fileprivate(set) var cellsPerLayer: [Int] = []

    fileprivate mutating func add(_ walk: borrowing Walk) {
      signCounts += walk.prover.counts
      for stage in cellsPerStage.indices { cellsPerStage[stage] += walk.cellsPerStage[stage] }
    }
  }

  /// Cuts the window into seeds.
  init(_ network: PiecewiseLinearNetwork, window: Window, options: Options) throws(Diagnostic) {
    let prepared = PreparedNetwork(network)
    self.prepared = prepared
    self.options = options
    self.window = window
    var walk = Walk(prepared, window: window, isExactOnly: options.isExactOnly, mostCells: options.mostCells)
    seeds = try walk.cutIntoSeeds()
    root = walk.patch
    var counts = Counts(cellsPerStage: prepared.stages.map { _ in 0 })
    counts.add(walk)
    rootCounts = counts
  }

  /// Walks from every seed. Each thread has a context of its own; `keep` makes of a patch what `fold` then takes, in the order of the seeds
  /// and one at a time. Throws what a walk or a fold throws, and when there are more cells than the options allow.
  func walk<Context, Kept: Sendable>(
    context: @Sendable () -> Context, keep: @Sendable (Patch, Seed, inout Context) -> Kept,
    fold: (Seed, Kept) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Counts {
    try withoutActuallyEscaping(fold) { fold throws(Diagnostic) in
      // The lock lets one thread fold at a time, so the closure need not be safe to share.
      nonisolated(unsafe) let unsafeFold = fold
      let order = FoldingOrder<Kept>(count: seeds.count, mostWaiting: Self.mostWaiting + options.threads)
      let counts = Mutex(rootCounts)
      let progress = WorkProgress.current
      progress.report("cells", 0, of: options.mostCells)
      DispatchQueue.concurrentPerform(iterations: max(1, min(options.threads, seeds.count))) { _ in
        var walk = Walk(prepared, window: window, isExactOnly: options.isExactOnly, mostCells: options.mostCells)
        var context = context()
        while let index = order.next() {
          let entry: FoldingOrder<Kept>.Entry
          do throws(Diagnostic) {
            try walk.run(from: seeds[index], of: root)
            entry = .success(FoldingOrder.Kept(value: keep(walk.patch, seeds[index], &context), cellCount: walk.patch.cellCount))
          } catch { entry = .failure(error) }
          order.enter(entry, at: index) { (index, kept, total) throws(Diagnostic) in
            if total > options.mostCells { throw tooManyCells(before: index) }
            try unsafeFold(seeds[index], kept)
            progress.report("cells", total, of: options.mostCells)
          }
        }
        counts.withLock { $0.add(walk) }
      }
      if let failure = order.failure {
        // A patch alone may hold too many: it is the walk that says so then, without knowing of the window.
        throw failure.id == "too-many-cells" ? tooManyCells(before: order.folded) : failure
      }
      var result = counts.withLock { $0 }
      result.cellsPerLayer = prepared.stages.indices.filter(prepared.bends).map { result.cellsPerStage[$0] }
      return result
    }
  }

  /// Says how far the walks got, by the share of the window that the seeds before the present one cover, and which window would do.
  private func tooManyCells(before index: Int) -> Diagnostic {
    let finished = seeds[..<index].reduce(0) { $0 + $1.area(in: root) } / window.area
    let percent = (finished * 1000).rounded() / 10
    let progress =
      finished == 0
      ? "so many were found before any part of it was finished"
      : "so many were found in \(percent > 0 ? "\(percent)" : "less than 0.1") % of its area"
    // A fifth less than the share that was finished; where nothing was, a sixteenth of the window is worth a try.
    let side = finished > 0 ? max(0.01, (finished * 0.8).squareRoot()) : 0.25
    let (low, high) = (window.minimum, window.maximum)
    func interval(_ from: Double, _ to: Double) -> String {
      let (middle, half) = ((from + to) / 2, (to - from) / 2 * side)
      // Three digits of the width are enough for a proposal.
      let step = Double(sign: .plus, exponent: half.exponent - 8, significand: 1)
      return "[\(((middle - half) / step).rounded() * step), \(((middle + half) / step).rounded() * step)]"
    }
    let smaller = "look at a smaller window, such as {x: \(interval(low.x, high.x)), y: \(interval(low.y, high.y))}"
    return Diagnostic(
      id: "too-many-cells", "the window holds more than \(options.mostCells) regions: \(progress)",
      at: .none,
      fix: smaller + (options.limitOption.map { ", or raise '\($0)'" } ?? ""))
  }
}

extension RegionComplex {
  /// Enumerates the complex. Exact for the weights, biases and window corners as given.
  ///
  /// `threads` walks run at the same time; the result does not depend on it. `isExactOnly` decides every sign that shapes the complex in exact
  /// arithmetic: thousands of times slower, for checking the filter against it. Throws a `Diagnostic` when the network does not take two inputs, or
  /// when there are more than `mostCells` cells; its fix names `limitOption`, if there is one, as what raises that limit.
  package static func enumerate(
    _ network: PiecewiseLinearNetwork, window: Window, mostCells: Int = 20_000_000, limitOption: String? = nil, threads: Int = 1,
    isExactOnly: Bool = false
  ) throws(Diagnostic) -> RegionComplex {
    try check(network)
    let options = RegionEnumeration.Options(mostCells: mostCells, limitOption: limitOption, threads: threads, isExactOnly: isExactOnly)
    let enumeration = try RegionEnumeration(network, window: window, options: options)
    var patches: [FinishedPatch] = []
    let counts = try enumeration.walk(
      context: { PatchNumbering() }, keep: { FinishedPatch($0, seed: $1, $2) }, fold: { patches.append($1) })
    let assembly = try ComplexAssembly(root: enumeration.root, seeds: enumeration.seeds, patches: patches, threads: threads)
    return assembly.complex(enumeration.prepared, window, cellsPerLayer: counts.cellsPerLayer, signCounts: counts.signCounts)
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
