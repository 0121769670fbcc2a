import Seeded

/// Seeded choices for random networks.
struct RandomNumbers {
  /// What kind of numbers weights are.
  enum Kind: CaseIterable {
    /// Whole numbers from −2 to 2: most lines meet others, or are equal to them.
    case whole
    /// Multiples of 1/8 from −2 to 2.
    case eighths
    /// Any doubles from −1 to 1.
    case doubles
  }

  private var generator: SeededGenerator
  var kind = Kind.whole

  init(seed: Int) {
    generator = SeededGenerator(seed: UInt64(seed))
    // Neighbouring seeds begin alike; the first number tells them apart.
    _ = generator.next()
  }

  mutating func integer(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

  /// True once in so many times.
  mutating func isOnce(in count: Int) -> Bool { integer(1...count) == 1 }

  mutating func element<Element>(of elements: [Element]) -> Element { elements[integer(0...elements.count - 1)] }

  /// A weight of the present kind.
  mutating func weight() -> Double {
    switch kind {
    case .whole: Double(integer(-2...2))
    case .eighths: Double(integer(-16...16)) / 8
    case .doubles: Double.random(in: -1...1, using: &generator)
    }
  }

  mutating func weights(_ count: Int) -> [Double] { (0..<count).map { _ in weight() } }
}
