/// The cells of stages 0…l − 1 that are being split by stage l, up to a chunk of them at once, and the forms of stage l on each.
struct Level: ~Copyable {
  /// How many cells a level holds at once: enough for products of matrices, few enough for the cache.
  static let chunk = 64
  /// How many of them have forms of the next stage at once: enough for a product to read its weights seldom, few enough for the fastest cache.
  static let block = 16
  /// The numbers that bound the errors on one cell.
  static let errorCount = 6

  let stride: Int
  let nextStride: Int
  let parentWordCount: Int
  let maskCount: Int
  private(set) var count = 0

  /// a, b and c of every row on every cell: cell p at `p · 3 · stride`.
  let forms: UnsafeMutablePointer<Double>
  /// Bounds of the errors on each cell, six numbers: of a, b and c of any row, and of the Euclidean norms of the errors of all rows.
  let errors: UnsafeMutablePointer<Double>
  /// The greatest |a|, |b| and |c| of the rows that are not negative all over a cell, three for each.
  let maxima: UnsafeMutablePointer<Double>
  /// Forms of the next stage, as far as they do not depend on how the cell is split, and bounds of their errors: those of the block of cells
  /// that is being split.
  let nextForms: UnsafeMutablePointer<Double>
  let nextErrors: UnsafeMutablePointer<Double>
  /// What the cells share of the product that gives the forms of the next stage.
  var shared: SharedProduct
  /// The words of the pattern of the stage before. Those of earlier stages are with the parents, so that memory does not grow with the square
  /// of the depth.
  let parentWords: UnsafeMutablePointer<UInt64>
  /// Rows that are positive all over a cell (of maxima those that are the largest of their groups), and rows or groups that split it.
  let positive: UnsafeMutablePointer<UInt64>
  let crossing: UnsafeMutablePointer<UInt64>
  /// The cell of the level before that each cell is a part of.
  let parents: UnsafeMutablePointer<Int32>
  /// The loops of the cells.
  let loops: UnsafeMutablePointer<(start: Int32, count: Int32)>
  var corners = Arena<Patch.Corner>(capacity: 512)
  /// The cell whose parents' words are in the pattern at hand; −1 for none.
  var loadedPlace = -1

  init(stage: UnsafePointer<PreparedStage>, next: UnsafePointer<PreparedStage>?, parentWordCount: Int) {
    let chunk = Self.chunk
    stride = stage.pointee.stride
    nextStride = next?.pointee.stride ?? 0
    self.parentWordCount = parentWordCount
    maskCount = stage.pointee.wordCount
    forms = .allocate(alignedCapacity: chunk * 3 * stride)
    errors = .allocate(alignedCapacity: chunk * Self.errorCount)
    maxima = .allocate(alignedCapacity: chunk * 3)
    nextForms = .allocate(alignedCapacity: Self.block * 3 * nextStride)
    nextErrors = .allocate(alignedCapacity: Self.block * Self.errorCount)
    shared = SharedProduct(wordCount: stage.pointee.wordCount, nextStride: nextStride)
    parentWords = .allocate(alignedCapacity: chunk * parentWordCount)
    positive = .allocate(alignedCapacity: chunk * maskCount)
    crossing = .allocate(alignedCapacity: chunk * maskCount)
    parents = .allocate(alignedCapacity: chunk)
    loops = .allocate(alignedCapacity: chunk)
  }

  deinit {
    forms.deallocate()
    errors.deallocate()
    maxima.deallocate()
    nextForms.deallocate()
    nextErrors.deallocate()
    parentWords.deallocate()
    positive.deallocate()
    crossing.deallocate()
    parents.deallocate()
    loops.deallocate()
  }

  /// The place of a cell in its block.
  @inline(__always)
  static func placeInBlock(_ place: Int) -> Int { place & (block - 1) }

  var isFull: Bool { count == Self.chunk }

  mutating func removeAll() {
    count = 0
    loadedPlace = -1
    corners.truncate(to: 0)
  }

  /// Adds a cell; its loop, words, forms and errors are for the caller to set. Returns its place.
  @inline(__always)
  mutating func append(parent: Int) -> Int {
    precondition(!isFull, "a level holds too many cells")
    let place = count
    count &+= 1
    parents[place] = Int32(truncatingIfNeeded: parent)
    return place
  }

  /// Adds a cell with its loop and the words of the stage before, which have room behind them (see `copyBlocks`).
  @inline(__always)
  mutating func append(_ loop: UnsafePointer<Patch.Corner>, count: Int, words: UnsafePointer<UInt64>, parent: Int) -> Int {
    let place = append(parent: parent)
    loops[place] = (Int32(truncatingIfNeeded: corners.count), Int32(truncatingIfNeeded: count))
    corners.append(blocks: loop, count: count)
    (parentWords + place &* parentWordCount).copyBlocks(from: words, count: parentWordCount)
    return place
  }
}
