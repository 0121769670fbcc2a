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
}
