import Diagnostics
import Foundation
import Synchronization

/// How many threads may compute at the same time, shared by all directives of a build.
///
/// Each directive that runs takes one; what none of them takes is lent to those that can use more. What is computed depends on none of this.
package final class ThreadBudget: Sendable {
  /// The budget of the task at hand: of a build, or else of all processors, of which the caller's own thread takes one.
  @TaskLocal package static var current = ThreadBudget(ProcessInfo.processInfo.activeProcessorCount - 1)

  private let free: Mutex<Int>

  /// A budget of so many threads that nobody has taken.
  package init(_ count: Int) { free = Mutex(count) }

  /// Does work that takes one thread, and what it computes takes from this budget.
  package func run<Made>(_ work: () -> Made) -> Made {
    free.withLock { $0 -= 1 }
    defer { free.withLock { $0 += 1 } }
    return Self.$current.withValue(self, operation: work)
  }

  /// Tells work how many threads it may use, at least the one that it runs on, and takes them as long as it lasts.
  package func lend<Made>(_ work: (_ threads: Int) throws(Diagnostic) -> Made) throws(Diagnostic) -> Made {
    let extra = free.withLock { free in
      let extra = max(0, free)
      free -= extra
      return extra
    }
    defer { free.withLock { $0 += extra } }
    return try work(1 + extra)
  }
}
