/// Plain values that live as long as their owner, read through pointers: the inner loops count no references and check no bounds.
struct Storage: ~Copyable {
  private var blocks: [UnsafeMutableRawPointer] = []

  init() {}

  deinit { for block in blocks { block.deallocate() } }

  /// A copy of an array's elements.
  mutating func keep<Element: BitwiseCopyable>(_ array: [Element]) -> UnsafeBufferPointer<Element> {
    let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(1, array.count))
    _ = copy.initialize(from: array)
    blocks.append(UnsafeMutableRawPointer(copy.baseAddress!))
    return UnsafeBufferPointer(rebasing: copy[..<array.count])
  }
}
