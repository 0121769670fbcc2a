/// How one output of a node comes from its operands: a shape, and steps that make its elements.
///
/// The one definition of an operator's meaning: evaluation runs the steps on doubles, lowering on references to earlier values.
/// The first step takes the elements of all operands, counted through; every later one takes the results of the step before.
struct Formula {
  let shape: [Int]
  let steps: [Step]

  init(_ shape: [Int], _ steps: Step...) {
    self.shape = shape
    self.steps = steps
  }

  init(_ shape: [Int], steps: [Step]) {
    self.shape = shape
    self.steps = steps
  }
}

enum Step {
  /// The first elements as they are, as many as the result has.
  case passing
  /// Numbers that depend on nothing but shapes.
  case constants([Double])
  /// Every result is the element of that number, or 0 where it is −1.
  case rearrangement([Int])
  case linear(LinearForm)
  /// Element by element: `negative · z` where z < 0, else `positive · z`.
  case slopes(negative: [Double], positive: [Double])
  /// Each element held between two bounds; a bound that is `nil` is none. Where they cross, the upper one counts.
  case clip(lower: Double?, upper: Double?)
  /// The maximum of each group of elements; of none, −∞.
  case maximum(Groups)
  /// A function that is not piecewise linear, and why.
  case curved(reason: String, ([Double]) -> [Double])
}

/// Groups of elements, each given by its number.
struct Groups {
  var starts = [0]
  var members: [Int] = []

  var count: Int { starts.count - 1 }

  mutating func append(_ group: some Sequence<Int>) {
    members.append(contentsOf: group)
    starts.append(members.count)
  }

  subscript(_ group: Int) -> ArraySlice<Int> { members[starts[group]..<starts[group + 1]] }
}
