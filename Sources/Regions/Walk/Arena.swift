/// A growing array of plain values for the innermost loops: no reference counts, no copies on write; bounds are checked in debug builds.
struct Arena<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 64) {
    self.capacity = max(capacity, 1)
    base = .allocate(alignedCapacity: self.capacity)
  }

  deinit { base.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  @inline(__always)
  subscript(index: Int32) -> Element {
    get { self[Int(index)] }
    set { self[Int(index)] = newValue }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    reserve(1)
    base[count] = element
    count &+= 1
  }

  /// Adds `count` elements whose values are not set yet, and returns the index of the first.
  @inline(__always)
  mutating func extend(by count: Int) -> Int {
    reserve(count)
    self.count &+= count
    return self.count &- count
  }

  /// Adds elements that lie elsewhere, with room behind them (see `copyBlocks`).
  @inline(__always)
  mutating func append(blocks source: UnsafePointer<Element>, count: Int) {
    reserve(count)
    (base + self.count).copyBlocks(from: source, count: count)
    self.count &+= count
  }

  /// Makes room for so many elements, which `fill` sets through a pointer, and adds as many as it says that it has set.
  @inline(__always)
  mutating func append(upTo most: Int, _ fill: (UnsafeMutablePointer<Element>) -> Int) {
    reserve(most)
    count &+= fill(base + count)
    assert(count <= capacity)
  }

  /// Makes room for so many more elements.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutablePointer<Element>.allocate(alignedCapacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }

  /// Says how many elements there are, where they were set through the pointer; there has to be room for them.
  @inline(__always)
  mutating func set(count: Int) {
    assert(count >= 0 && count <= capacity)
    self.count = count
  }

  /// Forgets all elements from an index on.
  @inline(__always)
  mutating func truncate(to count: Int) {
    assert(count >= 0 && count <= self.count)
    self.count = count
  }
}
