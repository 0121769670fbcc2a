import Diagnostics
import Foundation
import Synchronization
import Testing

@Suite struct WorkProgressTests {
  /// What was reported, on whatever threads.
  private final class Log: Sendable {
    let steps = Mutex<[WorkProgress.Step]>([])

    var progress: WorkProgress { WorkProgress { step in self.steps.withLock { $0.append(step) } } }
  }

  @Test("the watcher of a task gets what is reported in it, in order, and nothing else")
  func reports() {
    let (one, other) = (Log(), Log())
    WorkProgress.report("nobody", 1)
    WorkProgress.$current.withValue(one.progress) {
      WorkProgress.report("points", 1, of: 3)
      WorkProgress.$current.withValue(other.progress) { WorkProgress.report("cells", 7) }
      WorkProgress.report("points", 2, of: 3)
    }
    #expect(one.steps.withLock { $0 } == [.init(activity: "points", done: 1, total: 3), .init(activity: "points", done: 2, total: 3)])
    #expect(other.steps.withLock { $0 } == [.init(activity: "cells", done: 7, total: nil)])
  }

  @Test("a report that nobody watches makes no text")
  func unwatched() {
    var made = 0
    func text() -> String {
      made += 1
      return "text"
    }
    WorkProgress.report(text(), 1)
    #expect(made == 0)
    WorkProgress.$current.withValue(WorkProgress { _ in }) { WorkProgress.report(text(), 1) }
    #expect(made == 1)
  }

  @Test("threads report side by side to a watcher that was handed to them")
  func threads() {
    let log = Log()
    let progress = log.progress
    DispatchQueue.concurrentPerform(iterations: 100) { progress.report("rows", $0, of: 100) }
    #expect(log.steps.withLock { $0.map(\.done).sorted() } == Array(0..<100))
  }
}
