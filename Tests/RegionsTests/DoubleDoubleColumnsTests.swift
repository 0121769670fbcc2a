import Linear
import Networks
import Regions
import Seeded
import Testing

/// Rows of stages in double-doubles, against a sum written term by term and against exact forms.
@Suite struct DoubleDoubleColumnsTests {
  /// Seeded numbers whose exponents lie in a range; some are 0.
  private struct Numbers {
    var generator: SeededGenerator
    let exponents: ClosedRange<Int>
    let zeroShare: Double

    mutating func next() -> Double {
      if Double.random(in: 0..<1, using: &generator) < zeroShare { return 0 }
      let exponent = Int.random(in: exponents, using: &generator)
      // In two steps: a power of two below the range of doubles is 0.
      let half = Double(sign: .plus, exponent: exponent / 2, significand: 1)
      return Double.random(in: -2...2, using: &generator) * half * Double(sign: .plus, exponent: exponent - exponent / 2, significand: 1)
    }

    mutating func isChosen(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < share }

    /// A map of random rows, some full, some with repeated columns, some divided.
    mutating func map(rows: Int, columns: Int) -> AffineMap {
      var map = AffineMap(columnCount: columns)
      for row in 0..<rows {
        var terms = (0..<columns).map { (column: $0, coefficient: next()) }
        if row % 4 == 3 { terms += [(column: 0, coefficient: next()), (column: columns / 2, coefficient: next())] }
        map.appendRow(terms, divisor: isChosen(0.2) ? 9 : 1, bias: isChosen(0.7) ? next() : 0)
      }
      return map
    }
  }

  private static let ranges: [(exponents: ClosedRange<Int>, zeroShare: Double)] = [
    (-2...2, 0), (-60...60, 0), (-2...2, 0.2), (-1074...(-900), 0), (-560...(-460), 0.1), (300...500, 0), (-1074...1000, 0.1),
  ]

  /// The sum of w · form in the order of the terms, by Ogita, Rump and Oishi's Dot2 with factors of two doubles.
  private func sum(_ terms: [(Double, DoubleDouble)]) -> (high: Double, low: Double) {
    func twoSum(_ a: Double, _ b: Double) -> (Double, Double) {
      let sum = a + b, part = sum - a
      return (sum, (a - (sum - part)) + (b - part))
    }
    var (sum, rest) = (0.0, 0.0)
    for (weight, value) in terms {
      let product = weight * value.high
      let correction = (-product).addingProduct(weight, value.high).addingProduct(weight, value.low)
      let (next, lost) = twoSum(sum, product)
      sum = next
      rest += lost + correction
    }
    return twoSum(sum, rest)
  }

  private func bits(_ form: DoubleDoubleForm) -> [UInt64] {
    [form.a, form.b, form.c].flatMap { [$0.high, $0.low, $0.error].map(\.bitPattern) }
  }

  private func isSame(_ x: Double, _ y: Double) -> Bool { x.bitPattern == y.bitPattern || x.isNaN && y.isNaN }

  @Test("rows have the bits of a sum term by term, alone and together with others", arguments: 0..<7)
  func rows(range: Int) {
    var numbers = Numbers(
      generator: SeededGenerator(seed: UInt64(500 + range)), exponents: Self.ranges[range].exponents, zeroShare: Self.ranges[range].zeroShare)
    for columns in [1, 2, 7, 40] {
      let map = numbers.map(rows: 9, columns: columns)
      let open = OpenColumns((0..<columns).map { _ in numbers.isChosen(0.6) })
      var (entering, forms) = (DoubleDoubleColumns(count: columns), [DoubleDoubleForm]())
      for column in 0..<columns {
        func value() -> DoubleDouble { DoubleDouble(numbers.next()) + DoubleDouble(numbers.next() * 0x1p-60) }
        forms.append(DoubleDoubleForm(a: value(), b: value(), c: value()))
        entering.enter(forms[column], at: column)
      }
      let together = entering.rows(Array(0..<9), of: map, open: open)
      for row in 0..<9 {
        #expect(bits(entering.rows([row], of: map, open: open)[0]) == bits(together[row]))
        #expect(bits(entering.rows([3, row, 8, row], of: map, open: open)[3]) == bits(together[row]))
        let terms = map.terms(ofRow: row).filter { open.isOpen[$0.column] }
        for (found, part) in [(together[row].a, \DoubleDoubleForm.a), (together[row].b, \.b), (together[row].c, \.c)] {
          let (high, low) = sum(terms.map { ($0.coefficient, forms[$0.column][keyPath: part]) })
          var expected = DoubleDouble(high: high, low: low, error: 0)
          if map.divisors[row] != 1 { expected = expected / map.divisors[row] }
          if part == \.c, map.bias[row] != 0 { expected = expected + DoubleDouble(map.bias[row]) }
          #expect(isSame(found.high, expected.high) && isSame(found.low, expected.low))
        }
      }
    }
  }

  /// Whether an exact number over a denominator lies within the bound that a double-double claims; `nil` where it claims nothing.
  private func holds(_ x: DoubleDouble, _ exact: Dyadic, over denominator: Dyadic) -> Bool? {
    guard x.high.isFinite, x.low.isFinite, x.error.isFinite else { return nil }
    let distance = exact - (Dyadic(x.high) + Dyadic(x.low)) * denominator
    return (Dyadic(x.error) * denominator - (distance.sign < 0 ? -distance : distance)).sign >= 0
  }

  @Test("three stages of rows stay within their bounds of exact forms, and zeros are certain only where they are zero", arguments: 0..<7)
  func bounds(range: Int) {
    var numbers = Numbers(
      generator: SeededGenerator(seed: UInt64(600 + range)), exponents: Self.ranges[range].exponents, zeroShare: Self.ranges[range].zeroShare)
    var claimCount = 0
    for width in [3, 8, 30] {
      var (close, exact) = (DoubleDoubleColumns(count: 2), ExactColumns(count: 2))
      for index in 0..<2 {
        close.enter(.coordinate(index), at: index)
        exact.enter(.coordinate(index), at: index)
      }
      var open = OpenColumns([true, true])
      for _ in 0..<3 {
        let map = numbers.map(rows: width, columns: open.isOpen.count)
        let closeRows = close.rows(Array(0..<width), of: map, open: open)
        let exactRows = exact.rows(Array(0..<width), of: map, open: open)
        for (p, q) in zip(closeRows, exactRows) {
          for (x, y) in [(p.a, q.a), (p.b, q.b), (p.c, q.c)] {
            guard let holds = holds(x, y, over: q.denominator) else { continue }
            #expect(holds)
            if let sign = x.sign { #expect(Int(sign) == y.sign) }
            claimCount += 1
          }
        }
        open = OpenColumns((0..<width).map { _ in numbers.isChosen(0.6) })
        (close, exact) = (DoubleDoubleColumns(count: width), ExactColumns(count: width))
        for row in 0..<width {
          // A slope of a leaky unit now and then.
          let isLeaky = numbers.isChosen(0.1)
          close.enter(isLeaky ? closeRows[row].scaled(by: 0.01) : closeRows[row], at: row)
          exact.enter(isLeaky ? exactRows[row].scaled(by: 0.01) : exactRows[row], at: row)
        }
      }
    }
    #expect(claimCount > 100)
  }

  @Test("long sums of one sign stay within their bounds: the errors of adding, and those of what enters", arguments: [0, 0x1p-100, 0x1p-40])
  func longSums(error: Double) {
    var generator = SeededGenerator(seed: 650)
    let count = 4000
    var (map, close, exact) = (AffineMap(columnCount: count), DoubleDoubleColumns(count: count), ExactColumns(count: count))
    for _ in 0..<4 { map.appendRow((0..<count).map { ($0, Double.random(in: 1..<2, using: &generator)) }) }
    for column in 0..<count {
      let values = (0..<3).map { _ in Double.random(in: 1..<2, using: &generator) }
      // The exact forms are as far off as the error allows, all to the same side.
      let (near, far) = (values.map { DoubleDouble(high: $0, low: 0, error: error) }, values.map { Dyadic($0) + Dyadic(error) })
      close.enter(DoubleDoubleForm(a: near[0], b: near[1], c: near[2]), at: column)
      exact.enter(ExactForm(a: far[0], b: far[1], c: far[2]), at: column)
    }
    let open = OpenColumns([Bool](repeating: true, count: count))
    for (p, q) in zip(close.rows([0, 1, 2, 3], of: map, open: open), exact.rows([0, 1, 2, 3], of: map, open: open)) {
      for (x, y) in [(p.a, q.a), (p.b, q.b), (p.c, q.c)] { #expect(holds(x, y, over: q.denominator) == true) }
    }
  }

  @Test("bounds promise 85 bits and more of the largest coefficient, in rows of a thousand terms as well")
  func sharpness() {
    var numbers = Numbers(generator: SeededGenerator(seed: 700), exponents: -2...2, zeroShare: 0)
    var (forms, width) = (DoubleDoubleColumns(count: 2), 2)
    for index in 0..<2 { forms.enter(.coordinate(index), at: index) }
    for _ in 0..<2 {
      let rows = forms.rows(
        Array(0..<1000), of: numbers.map(rows: 1000, columns: width), open: OpenColumns([Bool](repeating: true, count: width)))
      let largest = rows.reduce(0) { max($0, abs($1.a.high)) }
      #expect(rows.allSatisfy { $0.a.error <= 0x1p-85 * largest })
      (forms, width) = (DoubleDoubleColumns(count: 1000), 1000)
      for (row, form) in rows.enumerated() { forms.enter(form, at: row) }
    }
  }
}
