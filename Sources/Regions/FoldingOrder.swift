import Diagnostics
import Dispatch
import Synchronization

/// Gives seeds to walks, and brings what walks make of them into the order of the seeds.
final class FoldingOrder<Value: Sendable>: Sendable {
  struct Kept: Sendable {
    let value: Value
    let cellCount: Int
  }

  typealias Entry = Swift.Result<Kept, Diagnostic>

  private struct State: Sendable {
    var failure: Diagnostic?
    var folded = 0
    var total = 0
    var waiting: [Int: Entry] = [:]
  }

  private let state = Mutex(State())
  private let count: Int
  private let taken = Atomic(0)
  /// One signal for each seed that may still be taken before others are folded.
  private let room: DispatchSemaphore

  /// An order of so many seeds; `mostWaiting` of them may be taken and not folded.
  init(count: Int, mostWaiting: Int) {
    self.count = count
    // A semaphore must not end below where it started, so it starts at 0.
    room = DispatchSemaphore(value: 0)
    for _ in 0..<max(mostWaiting, 1) { room.signal() }
  }

  var failure: Diagnostic? { state.withLock { $0.failure } }
  /// How many were folded.
  var folded: Int { state.withLock { $0.folded } }

  /// The number of the next seed, once there is room for what comes of it; `nil` when there is none, or when something failed.
  func next() -> Int? {
    room.wait()
    let index = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    if index < count, failure == nil { return index }
    // Whoever waits is to learn of it too.
    room.signal()
    return nil
  }

  /// Enters what came of a seed, and folds it with all that waited for it, until something fails. `fold` is told the number of cells so
  /// far; it runs on one thread at a time.
  func enter(_ entry: Entry, at index: Int, fold: (Int, Value, Int) throws(Diagnostic) -> Void) {
    let freed = state.withLock { state in
      let before = state.folded
      state.waiting[index] = entry
      while state.failure == nil, let entry = state.waiting.removeValue(forKey: state.folded) {
        do throws(Diagnostic) {
          let kept = try entry.get()
          state.total += kept.cellCount
          try fold(state.folded, kept.value, state.total)
          state.folded += 1
        } catch { state.failure = error }
      }
      return state.failure == nil ? state.folded - before : 1
    }
    for _ in 0..<freed { room.signal() }
  }
}
