import Linear

/// A graph whose vertices have colours and whose arcs have labels, for exact colour refinement and its automorphisms.
///
/// Colours and labels are residues that stand for what they are made of: what is equal has equal residues. Where different things have
/// the same residue by chance, refinement tells less apart than it could; nothing that is found is wrong for that.
struct LabelledGraph {
  /// The arcs as they are added: `viewer` sees `seen` with a label.
  struct Draft {
    var colors: [Residue]
    fileprivate var viewers: [Int32] = []
    fileprivate var seen: [Int32] = []
    fileprivate var labels: [Residue] = []

    init(vertexCount: Int) { colors = [Residue](repeating: .zero, count: vertexCount) }

    mutating func addVertex(_ color: Residue) -> Int {
      colors.append(color)
      return colors.count - 1
    }

    /// Two vertices see each other, each with a label of its own.
    mutating func addArcs(_ a: Int, sees b: Int, as label: Residue, andIsSeenAs other: Residue) {
      viewers.append(Int32(a))
      seen.append(Int32(b))
      labels.append(label)
      viewers.append(Int32(b))
      seen.append(Int32(a))
      labels.append(other)
    }
  }

  let colors: [Residue]
  /// The arcs to vertex v are at `starts[v]..<starts[v + 1]`: who sees it, and as what.
  let starts: [Int]
  let viewers: [Int32]
  let labels: [Residue]

  var vertexCount: Int { colors.count }

  init(_ draft: Draft) {
    colors = draft.colors
    var starts = [Int](repeating: 0, count: draft.colors.count + 1)
    for vertex in draft.seen { starts[Int(vertex) + 1] += 1 }
    for vertex in 0..<draft.colors.count { starts[vertex + 1] += starts[vertex] }
    var next = starts
    var viewers = [Int32](repeating: 0, count: draft.seen.count)
    var labels = [Residue](repeating: .zero, count: draft.seen.count)
    for (arc, vertex) in draft.seen.enumerated() {
      let place = next[Int(vertex)]
      next[Int(vertex)] += 1
      viewers[place] = draft.viewers[arc]
      labels[place] = draft.labels[arc]
    }
    self.starts = starts
    self.viewers = viewers
    self.labels = labels
  }

  /// Whether a permutation of the vertices keeps colours and arcs.
  func isAutomorphism(_ image: [Int32]) -> Bool {
    var expected: [Int32: Residue] = [:]
    for vertex in 0..<vertexCount {
      let other = Int(image[vertex])
      guard colors[vertex] == colors[other], starts[vertex + 1] - starts[vertex] == starts[other + 1] - starts[other] else { return false }
      if other == vertex, (starts[vertex]..<starts[vertex + 1]).allSatisfy({ image[Int(viewers[$0])] == viewers[$0] }) { continue }
      expected.removeAll(keepingCapacity: true)
      for arc in starts[vertex]..<starts[vertex + 1] { expected[image[Int(viewers[arc])], default: .zero] += labels[arc] }
      for arc in starts[other]..<starts[other + 1] { expected[viewers[arc], default: .zero] += -labels[arc] }
      guard expected.values.allSatisfy(\.isZero) else { return false }
    }
    return true
  }
}
