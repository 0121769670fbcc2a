import Foundation
import Site
import Synchronization

/// Shows what a build is doing: a line on a terminal for what takes over a second, and timings where they are asked for.
final class Progress: Sendable {
  private struct State {
    var running: [String: ContinuousClock.Instant] = [:]
    var timings: [(name: String, duration: Duration)] = []
  }

  private let state = Mutex(State())
  private let isShown = Terminal.isInteractive
  private let clock = ContinuousClock()

  func observe(_ event: SiteBuild.Event) {
    switch event {
    case .started(let name): state.withLock { $0.running[name] = clock.now }
    case .finished(let name, let duration):
      state.withLock { state in
        state.running[name] = nil
        state.timings.append((name, duration))
      }
    }
  }

  /// Runs work, and every second names what has been running for longer than that.
  func during<Value: Sendable>(_ work: @Sendable () async throws -> Value) async rethrows -> Value {
    let ticker = Task { [self] in
      while isShown, !Task.isCancelled {
        try? await Task.sleep(for: .seconds(1))
        let now = clock.now
        let slow = state.withLock { $0.running.filter { now - $0.value > .seconds(1) }.keys.sorted() }
        if !slow.isEmpty, !Task.isCancelled { Terminal.note("… \(slow.joined(separator: ", "))") }
      }
    }
    defer { ticker.cancel() }
    return try await work()
  }

  /// The time that each directive took, the longest first.
  func printTimings() {
    for (name, duration) in state.withLock({ $0.timings }).sorted(by: { ($1.duration, $0.name) < ($0.duration, $1.name) }) {
      let milliseconds = Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) / 1e15
      Terminal.note(String(format: "%10.1f ms  ", milliseconds) + name)
    }
  }
}
