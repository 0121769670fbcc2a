/// A stage of a network that is still being put together.
struct StageDraft {
  struct Term {
    /// 0 is the network's input, s + 1 draft s.
    var source: Int32
    var index: Int32
    var coefficient: Double
  }

  let name: String
  private(set) var rowStarts = [0]
  private(set) var terms: [Term] = []
  private(set) var divisors: [Double] = []
  private(set) var bias: [Double] = []
  var bend = PiecewiseLinearNetwork.Bend.none

  init(name: String) { self.name = name }

  var rowCount: Int { bias.count }

  var valueCount: Int {
    if case .maximum(let starts) = bend { starts.count - 1 } else { rowCount }
  }

  /// Adds a row; its terms were appended by `appendTerm`.
  mutating func endRow(divisor: Double = 1, bias: Double = 0) {
    rowStarts.append(terms.count)
    divisors.append(divisor)
    self.bias.append(bias)
  }

  mutating func appendTerm(_ term: Term) { terms.append(term) }

  /// Adds a row that is one symbol plus a number.
  mutating func appendRow(_ symbol: Symbol, bias: Double = 0) {
    switch symbol {
    case .constant(let value): endRow(bias: value)
    case .value(let source, let index):
      terms.append(Term(source: source, index: index, coefficient: 1))
      endRow(bias: bias)
    }
  }

  func row(_ row: Int) -> ArraySlice<Term> { terms[rowStarts[row]..<rowStarts[row + 1]] }
}
