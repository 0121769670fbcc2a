/// How far long work has come, as whoever does it tells whoever watches. What is computed depends on none of it.
///
/// An engine reports to `current`, which a task sets for what runs in it; without a watcher a report costs a comparison. Threads that are no
/// tasks don't know the value of the task that started them: it is taken before and handed to them.
package struct WorkProgress: Sendable {
  /// What was done so far of what there is to do.
  package struct Step: Sendable, Equatable {
    /// What is counted, in a few words: "points", "cells".
    package let activity: String
    package let done: Int
    /// How many there are, or at most; `nil` where that is not known.
    package let total: Int?

    package init(activity: String, done: Int, total: Int?) {
      self.activity = activity
      self.done = done
      self.total = total
    }
  }

  /// That of the task at hand; nobody watches unless it is set.
  @TaskLocal package static var current = WorkProgress(watch: nil)

  private let watch: (@Sendable (Step) -> Void)?

  /// `watch` is called on whatever thread reports, and often; it must be quick.
  package init(watch: (@Sendable (Step) -> Void)?) { self.watch = watch }

  package func report(_ activity: @autoclosure () -> String, _ done: Int, of total: Int? = nil) {
    guard let watch else { return }
    watch(Step(activity: activity(), done: done, total: total))
  }

  /// Reports to the watcher of the task at hand.
  package static func report(_ activity: @autoclosure () -> String, _ done: Int, of total: Int? = nil) {
    current.report(activity(), done, of: total)
  }
}
