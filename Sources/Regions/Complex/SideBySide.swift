import Dispatch

/// Work on parts that do not touch each other, in several threads where it is enough to be worth it.
struct SideBySide {
  let threads: Int

  /// Calls `body` with 0..<count.
  func perform(_ count: Int, _ body: (Int) -> Void) {
    guard threads > 1 else { return (0..<count).forEach(body) }
    // Neighbouring parts in one go, because most are small.
    let share = max(1, count / (8 * threads))
    nonisolated(unsafe) let body = body
    DispatchQueue.concurrentPerform(iterations: (count + share - 1) / share) { index in
      for part in index * share..<min(count, (index + 1) * share) { body(part) }
    }
  }

  /// An array of plain values, of which `count` calls of `fill` set, each its own, and then `finish` the rest.
  func array<Element>(
    of total: Int, parts count: Int, fill: (Int, UnsafeMutablePointer<Element>) -> Void,
    finish: (UnsafeMutablePointer<Element>) -> Void = { _ in }
  ) -> [Element] {
    guard total > 0 else { return [] }
    return Array(unsafeUninitializedCapacity: total) { buffer, initialized in
      guard let base = buffer.baseAddress else { return }
      perform(count) { fill($0, base) }
      finish(base)
      initialized = total
    }
  }
}
