import CKernels
import Diagnostics
import Linear
import Networks

/// The walk through the cells of one patch, depth first through the stages, up to a chunk of cells of each stage at once.
///
/// On a cell of stages 0…l − 1 the rows of stage l are affine forms. A row splits the cell if and only if it takes both strict signs on
/// it, that is, at its corners; a zero never splits. The rows that cross a cell split it one after the other; what each side adds to the
/// forms of the next stage is one column of its weights, and what all parts share comes from one matrix product for a block of cells, or for
/// all parts of one cell (`shareProduct`).
/// Memory is O(depth · width) beside the patch itself.
struct Walk: ~Copyable {
  let network: PreparedNetwork
  let window: Window
  let frame: WalkFrame
  /// What the present walk makes.
  let patch = Patch()
  var prover: SignProver
  let levels: UnsafeMutablePointer<Level>
  private let splitStages: UnsafeMutablePointer<SplitStage>
  /// How many cells the stages up to each one made.
  let cellsPerStage: UnsafeMutablePointer<Int>

  /// The loops of the parts that wait, and on top that of the part at hand.
  var stack = Arena<Patch.Corner>(capacity: 4096)
  /// The parts that wait while others are split, those of the cell at hand on top.
  var waiting = Arena<Part>(capacity: 1024)
  /// The cell at hand, and those of the levels before that go on when it is finished.
  var splitting: Splitting
  var suspended: [Splitting] = []
  /// The rows that cross the cells being split: forms with what their filter needs.
  var crossings = Arena<Crossing>(capacity: 1024)
  /// The rows that are not decided yet on the part at hand, in the order of their numbers.
  var undecided = Arena<Int32>(capacity: 1024)
  /// The candidates of maxima that cross.
  var candidates = Arena<Int32>(capacity: 256)
  /// The pattern of the part at hand: the words of its own stage; those of the stages before only when asked for (`wholePattern`).
  let pattern: UnsafeMutablePointer<UInt64>
  /// Corners of the loop at hand, a bound of their errors, and at which of them, bit by bit, a form is above and below zero.
  var xs = Arena<Double>(capacity: 256)
  var ys = Arena<Double>(capacity: 256)
  var cornerError = 0.0
  var above = Arena<UInt64>(capacity: 4)
  var below = Arena<UInt64>(capacity: 4)
  /// What doubles say of the undecided rows on the loop at hand.
  var verdicts = Arena<Int8>(capacity: 256)
  /// At which corners of a loop of at most 64 doubles find undecided row k above zero, word 2k, and below, word 2k + 1; and the k of the first
  /// row that stayed undecided.
  var sides = Arena<UInt64>(capacity: 512)
  var firstSides = 0
  /// What is added to the forms of the next stage on the way to the part at hand.
  var terms = ColumnTerms()
  /// The output map of the cell that is being finished.
  let outputForms: UnsafeMutablePointer<Double>
  /// The words of suspended parts.
  var savedWords = Arena<UInt64>(capacity: 64)
  /// The left side of a product: panels, their columns, and how many each has (see `facet_multiply`).
  var packed = Arena<Double>(capacity: 4096)
  var columnList = Arena<Int32>(capacity: 1024)
  var columnCounts = Arena<Int32>(capacity: 32)
  /// The parts of seeds found so far, and whether the walk stops at parts that at most so many rows cross instead of going on (−1: it goes on).
  var seedParts: [SeedPart] = []
  var seedLimit = -1
  /// The cell that is being cut along an envelope.
  var envelopeLoop = EnvelopeLoop()
  /// Decides every sign in exact arithmetic.
  let isExactOnly: Bool
  /// The most cells of a patch.
  let mostCells: Int

  /// A row that may split a cell: its form and the parts of its doubt that are the same all over the window.
  struct Crossing {
    var a: Double
    var b: Double
    var c: Double
    /// A bound of the error of evaluating the form anywhere in the window.
    var doubt: Double
    /// |a| + |b|: what an error of a vertex's coordinates counts.
    var slope: Double
    var row: Int32
    /// The row's line in the patch once something was cut by it; −1 before.
    var line: Int32
    /// For a maximum the candidates; an ordinary row has none.
    var firstCandidate: Int32 = 0
    var candidateCount: Int32 = 0
    /// How many cuts led to the part that the row was decided on, on the way to the one at hand; as large as can be while it is not decided.
    var decidedAt = Int32.max
  }

  init(_ network: PreparedNetwork, window: Window, isExactOnly: Bool, mostCells: Int) {
    self.window = window
    frame = WalkFrame(window)
    self.mostCells = mostCells
    self.network = network
    self.isExactOnly = isExactOnly
    prover = SignProver(network, window: window, isExactOnly: isExactOnly)
    let stages = network.stages
    levels = .allocate(capacity: stages.count)
    for index in stages.indices {
      (levels + index).initialize(
        to: Level(
          stage: network.stage(index), next: index + 1 < stages.count ? network.stage(index + 1) : nil,
          parentWordCount: index == 0 ? 0 : network.words(of: index - 1).count))
    }
    splitStages = .allocate(capacity: stages.count)
    for index in stages.indices { (splitStages + index).initialize(to: SplitStage(network, level: index)) }
    splitting = Splitting(cell: SplitCell(constants: splitStages))
    cellsPerStage = .allocate(capacity: stages.count)
    cellsPerStage.initialize(repeating: 0, count: stages.count)
    outputForms = .allocate(alignedCapacity: 3 * (stages.last?.stride ?? 1))
    pattern = .allocate(alignedCapacity: network.wordCount)
    pattern.initialize(repeating: 0, count: max(1, network.wordCount))
  }

  deinit {
    levels.deinitialize(count: network.stages.count)
    levels.deallocate()
    splitStages.deallocate()
    cellsPerStage.deallocate()
    pattern.deallocate()
    outputForms.deallocate()
  }

  /// A cell of a level.
  @inline(__always)
  func cell(_ place: Int, of level: Int) -> SplitCell { SplitCell(constants: splitStages + level, place: place) }

  /// Walks the cells that a seed of the root patch holds. The patch that it makes is made over by the next walk.
  mutating func run(from seed: Seed, of root: Patch) throws(Diagnostic) {
    patch.removeAll()
    reset()
    let loop = adopt(seed, of: root)
    for stage in 0...seed.stage { place(loop, stage == 0 ? [] : seed.pattern[network.words(of: stage - 1)], parent: 0, at: stage) }
    findCrossings(cell(0, of: seed.stage))
    try walk(from: seed.stage)
    for stage in 0...seed.stage { levels[stage].removeAll() }
  }

  /// Forgets what a walk that failed has left behind.
  private mutating func reset() {
    for level in network.stages.indices { levels[level].removeAll() }
    stack.truncate(to: 0)
    waiting.truncate(to: 0)
    suspended.removeAll()
    crossings.truncate(to: 0)
    candidates.truncate(to: 0)
    terms.truncate(to: 0)
    savedWords.truncate(to: 0)
  }

  /// Copies the seed's vertices, edges and lines into the patch; they get the numbers of the seed's sides.
  private func adopt(_ seed: Seed, of root: Patch) -> [Patch.Corner] {
    for side in seed.edges { patch.lines.append(root.lines[root.edges[side.edge].line]) }
    for side in seed.edges { patch.vertices.append(root.vertices[side.vertex]) }
    return seed.edges.enumerated().map { number, edge in
      let corner = Patch.Corner(vertex: Int32(number), step: Int32(2 * number + (edge.isForward ? 1 : 0)))
      let next = Int32((number + 1) % seed.edges.count)
      _ = patch.addEdge(
        from: edge.isForward ? Int32(number) : next, to: edge.isForward ? next : Int32(number), line: Int32(number))
      return corner
    }
  }

  /// Puts a cell into a level and computes the forms of its stage there; `words` are those of the stage before. Returns its place.
  @discardableResult
  mutating func place(_ loop: [Patch.Corner], _ words: ArraySlice<UInt64>, parent: Int, at stage: Int) -> Int {
    let place = levels[stage].append(parent: parent)
    setLoop(loop, of: place, at: stage)
    for (number, word) in words.enumerated() { levels[stage].parentWords[place * levels[stage].parentWordCount + number] = word }
    computeForms(
      of: stage, on: place, into: levels[stage].forms + place * 3 * network.stage(stage).pointee.stride,
      errors: levels[stage].errors + place * Level.errorCount)
    return place
  }

  /// Makes a cell of a level one of another shape.
  func setLoop(_ loop: [Patch.Corner], of place: Int, at stage: Int) {
    levels[stage].loops[place] = (Int32(levels[stage].corners.count), Int32(loop.count))
    for corner in loop { levels[stage].corners.append(corner) }
  }
}
