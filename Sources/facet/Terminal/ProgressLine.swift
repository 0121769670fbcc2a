import Diagnostics
import Directives
import Dispatch
import Foundation
import Site
import Synchronization

/// Shows how far a build is, and how long things took where that is asked for.
///
/// On a terminal one line names what has been running for over a second; it is drawn anew four times a second and erased at the end. Elsewhere,
/// where it is asked for, lines are appended, at most one a second.
final class ProgressLine: Sendable {
  private enum Style { case hidden, redrawn, appended }

  private struct Work {
    let start: ContinuousClock.Instant
    var step: WorkProgress.Step?
  }

  private struct State {
    var running: [String: Work] = [:]
    var timings: [(name: String, duration: Duration)] = []
    /// When a line was last appended.
    var last: ContinuousClock.Instant?
    var isDrawn = false
  }

  private let state = Mutex(State())
  private let style: Style
  private let clock = ContinuousClock()
  /// Not a task: all threads of tasks may be computing.
  private let queue = DispatchQueue(label: "progress")

  init(_ option: ProgressOption) {
    style = option.progress == false ? .hidden : Terminal.redraws ? .redrawn : option.progress == true ? .appended : .hidden
  }

  func observe(_ event: SiteBuild.Event) {
    state.withLock { state in
      switch event {
      case .started(let name): state.running[name] = Work(start: clock.now)
      case .advanced(let name, let step):
        guard style != .hidden else { return }
        state.running[name]?.step = step
        guard style == .appended, state.last.map({ clock.now - $0 >= .seconds(1) }) ?? true else { return }
        state.last = clock.now
        Terminal.note("… \(Self.text(state.running))")
      case .finished(let name, let duration):
        state.running[name] = nil
        state.timings.append((name, duration))
      }
    }
  }

  /// Runs work, and keeps the line up to date meanwhile.
  func during<Value: Sendable>(_ work: @Sendable () async throws -> Value) async rethrows -> Value {
    guard style == .redrawn else { return try await work() }
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now() + 1, repeating: 0.25)
    timer.setEventHandler { [self] in draw() }
    timer.resume()
    defer {
      timer.cancel()
      queue.sync { erase() }
    }
    return try await work()
  }

  private func draw() {
    let now = clock.now
    let text = state.withLock { state in
      let slow = state.running.filter { now - $0.value.start > .seconds(1) }
      state.isDrawn = state.isDrawn || !slow.isEmpty
      return state.isDrawn ? Self.text(slow) : nil
    }
    if let text { Terminal.redraw(text.isEmpty ? "" : "… \(text)") }
  }

  private func erase() {
    if state.withLock({ $0.isDrawn }) { Terminal.redraw("") }
  }

  /// What is running, by name, and how far each is.
  private static func text(_ running: [String: Work]) -> String {
    running.sorted { $0.key < $1.key }.map { name, work in
      guard let step = work.step else { return name }
      let total = step.total.map { " of \(NumberFormat.grouped($0))" } ?? ""
      return "\(name): \(step.activity) \(NumberFormat.grouped(step.done))\(total)"
    }.joined(separator: "; ")
  }

  /// The time that each directive took, the longest first.
  func printTimings() {
    for (name, duration) in state.withLock({ $0.timings }).sorted(by: { ($1.duration, $0.name) < ($0.duration, $1.name) }) {
      let milliseconds = Double(duration.components.seconds) * 1e3 + Double(duration.components.attoseconds) / 1e15
      Terminal.note(String(format: "%10.1f ms  ", milliseconds) + name)
    }
  }
}
