/// The cells of stages 0…l − 1 that are being split by stage l, up to a chunk of them at once, and the forms of stage l on each.
struct Level: ~Copyable {
  /// How many cells a level holds at once: enough for products of matrices, few enough for the cache.
  static let chunk = 64
  /// The numbers that bound the errors on one cell.
  static let errorCount = 6

  let stride: Int
  let nextStride: Int
  let wordCount: Int
  let maskCount: Int
  private(set) var count = 0

  /// a, b and c of every row on every cell: cell p at `p · 3 · stride`.
  let forms: UnsafeMutablePointer<Double>
  /// Bounds of the errors on each cell, six numbers: of a, b and c of any row, and of the Euclidean norms of the errors of all rows.
  let errors: UnsafeMutablePointer<Double>
  /// The greatest |a|, |b| and |c| of the rows that are not negative all over a cell, three for each.
  let maxima: UnsafeMutablePointer<Double>
  /// Forms of the next stage, as far as they do not depend on how the cell is split, and bounds of their errors.
  let nextForms: UnsafeMutablePointer<Double>
  let nextErrors: UnsafeMutablePointer<Double>
  /// The patterns of the cells: those of the stages before are set.
  let patterns: UnsafeMutablePointer<UInt64>
  /// Rows that are positive all over a cell, and rows that split it.
  let positive: UnsafeMutablePointer<UInt64>
  let crossing: UnsafeMutablePointer<UInt64>
  /// The cell of the level before that each cell is a part of.
  let parents: UnsafeMutablePointer<Int32>
  /// The loops of the cells.
  let loops: UnsafeMutablePointer<(start: Int32, count: Int32)>
  var corners = Arena<Patch.Corner>(capacity: 512)

  init(stage: UnsafePointer<PreparedStage>, next: UnsafePointer<PreparedStage>?, wordCount: Int) {
    let chunk = Self.chunk
    stride = stage.pointee.stride
    nextStride = next?.pointee.stride ?? 0
    self.wordCount = wordCount
    maskCount = stage.pointee.wordCount
    forms = .allocate(alignedCapacity: chunk * 3 * stride)
    errors = .allocate(alignedCapacity: chunk * Self.errorCount)
    maxima = .allocate(alignedCapacity: chunk * 3)
    nextForms = .allocate(alignedCapacity: chunk * 3 * nextStride)
    nextErrors = .allocate(alignedCapacity: chunk * Self.errorCount)
    patterns = .allocate(alignedCapacity: chunk * wordCount)
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
    patterns.deallocate()
    positive.deallocate()
    crossing.deallocate()
    parents.deallocate()
    loops.deallocate()
  }

  var isFull: Bool { count == Self.chunk }

  mutating func removeAll() {
    count = 0
    corners.truncate(to: 0)
  }

  /// Adds a cell; its forms and errors are for the caller to set. Returns its place.
  mutating func append(_ loop: UnsafePointer<Patch.Corner>, count: Int, pattern: UnsafePointer<UInt64>, parent: Int) -> Int {
    precondition(!isFull, "a level holds \(Self.chunk) cells")
    let place = self.count
    loops[place] = (Int32(corners.count), Int32(count))
    corners.append(from: loop, count: count)
    (patterns + place * wordCount).update(from: pattern, count: wordCount)
    parents[place] = Int32(parent)
    self.count += 1
    return place
  }
}
