/// What a product of matrices gives all cells of a level at once where they are parts of one cell of the level before (see `Walk.shareProduct`).
struct SharedProduct: ~Copyable {
  /// Whether the cells that the level holds now share a product.
  var isUsed = false
  /// The rows of the level's stage that are active on every cell.
  let common: UnsafeMutablePointer<UInt64>
  /// The rows of the stage before that cross the cell that all are parts of and are positive on some part, and their forms, three numbers each.
  var rows = Arena<Int32>(capacity: 64)
  var forms = Arena<Double>(capacity: 192)
  /// The forms of the next stage that the common rows give all cells, then for each of those rows what a multiple of it adds to them.
  var products = Arena<Double>(capacity: 1)
  /// The largest magnitudes that may enter the sums of a, b and c.
  var magnitudes = (a: 0.0, b: 0.0, c: 0.0)

  /// What the sums of products start at.
  let zeros: UnsafeMutablePointer<Double>

  init(wordCount: Int, nextStride: Int) {
    common = .allocate(alignedCapacity: wordCount)
    zeros = .allocate(alignedCapacity: nextStride)
    zeros.initialize(repeating: 0, count: nextStride)
  }

  deinit {
    common.deallocate()
    zeros.deallocate()
  }
}
