import Foundation

/// A number in a claim: a whole one exactly, up to ±1.7 · 10³⁸, any other as a double.
package enum ClaimNumber: Sendable {
  case whole(Int128)
  case real(Double)

  /// Why an operation gives no number.
  enum Fault: Error, Equatable {
    /// The result is out of range.
    case overflow
    case divisionByZero
    /// An operand is infinite or not a number, as a directive may find.
    case notFinite
    /// The operation has no real value there; says why, in words.
    case undefined(String)
  }

  /// The nearest double.
  var double: Double {
    switch self {
    case .whole(let value): Double(value)
    case .real(let value): value
    }
  }

  /// The text that reads back as the number, without grouping.
  var text: String {
    switch self {
    case .whole(let value): "\(value)"
    case .real(let value): NumberFormat.plain(value)
    }
  }

  /// The order of two numbers, exact whatever their kinds; `nil` where one is not a number.
  static func order(_ a: ClaimNumber, _ b: ClaimNumber) -> Int? {
    switch (a, b) {
    case (.whole(let a), .whole(let b)): a < b ? -1 : a > b ? 1 : 0
    case (.real(let a), .real(let b)): a < b ? -1 : a > b ? 1 : a == b ? 0 : nil
    case (.whole(let a), .real(let b)): order(a, b)
    case (.real(let a), .whole(let b)): order(b, a).map { -$0 }
    }
  }

  private static func order(_ whole: Int128, _ real: Double) -> Int? {
    if real.isNaN { return nil }
    if real >= 0x1p127 { return -1 }
    if real < -0x1p127 { return 1 }
    let part = real.rounded(.towardZero)
    let truncated = Int128(part)
    if whole != truncated { return whole < truncated ? -1 : 1 }
    return part < real ? -1 : part > real ? 1 : 0
  }

  /// The number with the other sign.
  func negated() throws(Fault) -> ClaimNumber { try Self.minus(.whole(0), self) }

  /// |self|.
  func magnitude() throws(Fault) -> ClaimNumber { Self.order(self, .whole(0)) == -1 ? try negated() : self }

  static func plus(_ a: ClaimNumber, _ b: ClaimNumber) throws(Fault) -> ClaimNumber {
    guard case .whole(let x) = a, case .whole(let y) = b else { return try finite(a.double + b.double, a, b) }
    return try exact(x.addingReportingOverflow(y))
  }

  static func minus(_ a: ClaimNumber, _ b: ClaimNumber) throws(Fault) -> ClaimNumber {
    guard case .whole(let x) = a, case .whole(let y) = b else { return try finite(a.double - b.double, a, b) }
    return try exact(x.subtractingReportingOverflow(y))
  }

  static func times(_ a: ClaimNumber, _ b: ClaimNumber) throws(Fault) -> ClaimNumber {
    guard case .whole(let x) = a, case .whole(let y) = b else { return try finite(a.double * b.double, a, b) }
    return try exact(x.multipliedReportingOverflow(by: y))
  }

  /// The quotient: whole where two whole numbers divide evenly, else a double.
  static func over(_ a: ClaimNumber, _ b: ClaimNumber) throws(Fault) -> ClaimNumber {
    if b.double == 0 { throw .divisionByZero }
    guard case .whole(let x) = a, case .whole(let y) = b else { return try finite(a.double / b.double, a, b) }
    let (quotient, overflow) = x.dividedReportingOverflow(by: y)
    if overflow { throw .overflow }
    return quotient * y == x ? .whole(quotient) : try finite(a.double / b.double, a, b)
  }

  /// a to the power b: exact for whole numbers with b ≥ 0, where 0⁰ = 1; else a double.
  static func power(_ a: ClaimNumber, _ b: ClaimNumber) throws(Fault) -> ClaimNumber {
    if case .whole(let base) = a, case .whole(let exponent) = b, exponent >= 0 { return try power(base, exponent) }
    let (x, y) = (a.double, b.double)
    if x == 0, y < 0 { throw .divisionByZero }
    if x < 0, y != y.rounded() { throw .undefined("a negative number has no power that is not whole") }
    return try finite(pow(x, y), a, b)
  }

  private static func power(_ base: Int128, _ exponent: Int128) throws(Fault) -> ClaimNumber {
    var (result, square, rest) = (Int128(1), base, exponent)
    while rest > 0 {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: square)
        if overflow { throw .overflow }
        result = product
      }
      rest >>= 1
      guard rest > 0 else { break }
      let (product, overflow) = square.multipliedReportingOverflow(by: square)
      if overflow { throw .overflow }
      square = product
    }
    return .whole(result)
  }

  private static func exact(_ result: (partialValue: Int128, overflow: Bool)) throws(Fault) -> ClaimNumber {
    if result.overflow { throw .overflow }
    return .whole(result.partialValue)
  }

  static func finite(_ result: Double, _ operands: ClaimNumber...) throws(Fault) -> ClaimNumber {
    if result.isFinite { return .real(result) }
    throw operands.allSatisfy(\.double.isFinite) ? .overflow : .notFinite
  }
}
