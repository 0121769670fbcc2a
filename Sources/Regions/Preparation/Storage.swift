/// Plain values that live as long as their owner, read through pointers: the inner loops count no references and check no bounds.
struct Storage: ~Copyable {
  private var blocks: [UnsafeMutableRawPointer] = []

  init() {}

  deinit { for block in blocks { block.deallocate() } }

  /// Room for values, all of them the same at first.
  mutating func allocate<Element: BitwiseCopyable>(_ count: Int, repeating value: Element) -> UnsafeMutablePointer<Element> {
    let block = UnsafeMutablePointer<Element>.allocate(alignedCapacity: count)
    block.initialize(repeating: value, count: count)
    blocks.append(UnsafeMutableRawPointer(block))
    return block
  }

  /// A copy of an array's elements.
  mutating func keep<Element: BitwiseCopyable>(_ array: [Element]) -> UnsafeBufferPointer<Element> {
    let copy = UnsafeMutablePointer<Element>.allocate(alignedCapacity: array.count)
    array.withUnsafeBufferPointer { if let base = $0.baseAddress { copy.initialize(from: base, count: array.count) } }
    blocks.append(UnsafeMutableRawPointer(copy))
    return UnsafeBufferPointer(start: copy, count: array.count)
  }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
  /// Room for at least one value and a block behind the last (see `copyBlocks`), at the start of a cache line: vectors that lie across two cost
  /// the kernels half their speed.
  static func allocate(alignedCapacity capacity: Int) -> Self {
    let bytes = max(1, capacity) * MemoryLayout<Pointee>.stride + MemoryLayout<Block>.size
    return UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64).bindMemory(to: Pointee.self, capacity: max(1, capacity))
  }

  private typealias Block = SIMD8<UInt64>

  /// Copies values in whole blocks of 64 bytes: a few values take less than a call. What follows the last value on both sides, as far as
  /// the end of a block, has to be room; here it is overwritten with whatever is there. The ranges must not overlap but in that room.
  @inline(__always)
  func copyBlocks(from source: UnsafePointer<Pointee>, count: Int) {
    let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(self))
    var offset = 0
    repeat {
      to.storeBytes(of: from.loadUnaligned(fromByteOffset: offset, as: Block.self), toByteOffset: offset, as: Block.self)
      offset &+= MemoryLayout<Block>.size
    } while offset < count &* MemoryLayout<Pointee>.stride
  }
}
