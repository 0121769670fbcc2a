import Linear

/// A partition of the vertices of a graph into cells, in an order that relabelling the graph does not change.
///
/// Refinement splits cells until any two vertices of a cell see as much of every cell under every label (an equitable partition):
/// one-dimensional colour refinement with labels. Sums of labels stand for multisets. Cost: close to linear in the arcs times the logarithm
/// of the vertices, because the largest part of a cell is not looked at again (J. E. Hopcroft, "An n log n algorithm for minimizing states
/// in a finite automaton", 1971; C. Berkholz, P. Bonsma and M. Grohe, "Tight lower and upper bounds for the complexity of canonical colour
/// refinement", 2017).
struct ColorPartition {
  /// The vertices, cell after cell.
  private(set) var elements: [Int32]
  private var positions: [Int32]
  /// The first position of the cell of each vertex.
  private var cells: [Int32]
  /// The size of the cell that starts at a position.
  private var sizes: [Int32]
  private(set) var cellCount: Int
  /// Stands for all splits so far: partitions of relabelled graphs have the same.
  private(set) var trace: UInt64 = 0

  var isDiscrete: Bool { cellCount == elements.count }
  /// The vertices of the cell that starts at a position.
  func cell(at start: Int) -> ArraySlice<Int32> { elements[start..<start + Int(sizes[start])] }
  /// Where the cell of a vertex starts: its colour.
  func color(of vertex: Int) -> Int { Int(cells[vertex]) }

  /// The coarsest equitable partition that respects the colours of a graph.
  init(_ graph: LabelledGraph) {
    let count = graph.vertexCount
    elements = (0..<Int32(count)).map { $0 }
    elements.sort { (graph.colors[Int($0)].value, $0) < (graph.colors[Int($1)].value, $1) }
    positions = [Int32](repeating: 0, count: count)
    cells = positions
    sizes = positions
    cellCount = 0
    for (position, vertex) in elements.enumerated() {
      positions[Int(vertex)] = Int32(position)
      let isNew = position == 0 || graph.colors[Int(vertex)] != graph.colors[Int(elements[position - 1])]
      let start = isNew ? Int32(position) : cells[Int(elements[position - 1])]
      cells[Int(vertex)] = start
      sizes[Int(start)] += 1
      if isNew { cellCount += 1 }
    }
    let starts = (0..<count).filter { cells[Int(elements[$0])] == Int32($0) }
    refine(graph, starts)
  }

  /// The first cell of more than one vertex; `nil` for a discrete partition.
  var firstOpenCell: Int? {
    if isDiscrete { return nil }
    var position = 0
    while position < elements.count {
      if sizes[position] > 1 { return position }
      position += 1
    }
    return nil
  }

  /// Makes a vertex a cell of its own and refines.
  mutating func individualize(_ vertex: Int, _ graph: LabelledGraph) {
    let start = Int(cells[vertex])
    trace = ResidueHash.mix(trace, UInt64(start))
    guard sizes[start] > 1 else { return }
    swap(Int(positions[vertex]), start)
    let rest = start + 1
    sizes[rest] = sizes[start] - 1
    sizes[start] = 1
    for position in rest..<rest + Int(sizes[rest]) { cells[Int(elements[position])] = Int32(rest) }
    cellCount += 1
    refine(graph, [start])
  }

  private mutating func swap(_ a: Int, _ b: Int) {
    if a == b { return }
    elements.swapAt(a, b)
    positions[Int(elements[a])] = Int32(a)
    positions[Int(elements[b])] = Int32(b)
  }

  /// Splits cells by what their vertices see of some cells, and of those that come of it.
  private mutating func refine(_ graph: LabelledGraph, _ splitters: [Int]) {
    var queue = splitters
    var isQueued = [Bool](repeating: false, count: elements.count)
    for start in splitters { isQueued[start] = true }
    var sums = [Residue](repeating: .zero, count: elements.count)
    var isTouched = [Bool](repeating: false, count: elements.count)
    var next = 0
    while next < queue.count, !isDiscrete {
      let start = queue[next]
      next += 1
      isQueued[start] = false
      var touched: [Int32] = []
      for vertex in cell(at: start) {
        for arc in graph.starts[Int(vertex)]..<graph.starts[Int(vertex) + 1] {
          let viewer = graph.viewers[arc]
          if !isTouched[Int(viewer)] {
            isTouched[Int(viewer)] = true
            touched.append(viewer)
          }
          sums[Int(viewer)] += graph.labels[arc]
        }
      }
      split(&touched, sums, &queue, &isQueued, by: start)
      for vertex in touched {
        isTouched[Int(vertex)] = false
        sums[Int(vertex)] = .zero
      }
    }
  }

  /// Splits the cells of touched vertices by their sums; those of a cell that were not touched have the sum 0.
  private mutating func split(
    _ touched: inout [Int32], _ sums: [Residue], _ queue: inout [Int], _ isQueued: inout [Bool], by splitter: Int
  ) {
    touched.sort { a, b in
      let (x, y) = (Int(a), Int(b))
      return cells[x] != cells[y] ? cells[x] < cells[y] : sums[x] != sums[y] ? sums[x].value < sums[y].value : a < b
    }
    var from = 0
    while from < touched.count {
      let start = Int(cells[Int(touched[from])])
      var to = from
      while to < touched.count, Int(cells[Int(touched[to])]) == start { to += 1 }
      if sizes[start] > 1 { split(start, touched[from..<to], sums, &queue, &isQueued, by: splitter) }
      from = to
    }
  }

  private mutating func split(
    _ start: Int, _ touched: ArraySlice<Int32>, _ sums: [Residue], _ queue: inout [Int], _ isQueued: inout [Bool], by splitter: Int
  ) {
    let size = Int(sizes[start])
    let moved = touched.filter { !sums[Int($0)].isZero }
    guard let last = moved.last else { return }
    if moved.count == size, sums[Int(moved[0])] == sums[Int(last)] {
      trace = ResidueHash.mix(ResidueHash.mix(trace, UInt64(start)), sums[Int(last)].value)
      return
    }
    // Vertices with the sum 0 stay in front, the others follow in the order of their sums.
    var starts = moved.count < size ? [start] : []
    let first = start + size - moved.count
    for (index, vertex) in moved.reversed().enumerated() { swap(Int(positions[Int(vertex)]), start + size - 1 - index) }
    for (index, vertex) in moved.enumerated() where index == 0 || sums[Int(vertex)] != sums[Int(moved[index - 1])] {
      starts.append(first + index)
      trace = ResidueHash.mix(ResidueHash.mix(trace, UInt64(first + index)), sums[Int(vertex)].value)
    }
    trace = ResidueHash.mix(trace, UInt64(splitter))
    guard starts.count > 1 else { return }
    for (index, new) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : start + size
      sizes[new] = Int32(end - new)
      for position in new..<end { cells[Int(elements[position])] = Int32(new) }
    }
    cellCount += starts.count - 1
    enqueue(starts, wasQueued: isQueued[start], &queue, &isQueued)
  }

  /// All parts of a cell that waits; otherwise all but the first of the largest.
  private func enqueue(_ starts: [Int], wasQueued: Bool, _ queue: inout [Int], _ isQueued: inout [Bool]) {
    var skipped = -1
    if !wasQueued { skipped = starts.reduce(starts[0]) { sizes[$1] > sizes[$0] ? $1 : $0 } }
    for start in starts where start != skipped && !isQueued[start] {
      isQueued[start] = true
      queue.append(start)
    }
  }
}
