import Foundation
import Synchronization

/// Typesets many formulas on several threads, each of which has a heap of its own.
package enum FormulaBatch {
  package typealias Outcome = Result<String, FormulaError>

  /// A thread more is worth its start (some milliseconds) from this many formulas on.
  private static let formulasPerThread = 32
  /// Formulas at every limit were tried on stacks of 256 KiB; a platform may give a thread little more.
  private static let stackSize = 8 << 20

  /// The HTML or the error of each formula, in the order of the formulas; equal formulas are typeset once.
  ///
  /// The results are the same for every number of threads.
  package static func typeset(_ formulas: [Formula], with katex: KaTeX, threads: Int) -> [Outcome] {
    var numbers: [Formula: Int] = [:]
    var different: [Formula] = []
    let places = formulas.map { formula in
      if let number = numbers[formula] { return number }
      numbers[formula] = different.count
      different.append(formula)
      return different.count - 1
    }
    let outcomes = outcomes(of: different, with: katex, threads: threads)
    return places.map { outcomes[$0] }
  }

  private static func outcomes(of formulas: [Formula], with katex: KaTeX, threads: Int) -> [Outcome] {
    if formulas.isEmpty { return [] }
    let work = Work(formulas: formulas)
    let count = max(1, min(threads, formulas.count / formulasPerThread))
    let done = DispatchSemaphore(value: 0)
    for _ in 0..<count {
      let thread = Thread {
        work.run(with: katex)
        done.signal()
      }
      thread.stackSize = stackSize
      thread.start()
    }
    for _ in 0..<count { done.wait() }
    return work.results
  }

  /// The formulas, and the results so far.
  private final class Work: Sendable {
    private let formulas: [Formula]
    private let next = Atomic(0)
    private let outcomes: Mutex<[Outcome?]>

    init(formulas: [Formula]) {
      self.formulas = formulas
      outcomes = Mutex(Array(repeating: nil, count: formulas.count))
    }

    /// Typesets formulas until none is left.
    func run(with katex: KaTeX) {
      let typesetter = Typesetter(katex)
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < formulas.count else { return }
        let outcome = Result { () throws(FormulaError) in try typesetter.html(formulas[index]) }
        outcomes.withLock { $0[index] = outcome }
      }
    }

    var results: [Outcome] { outcomes.withLock { $0.compactMap(\.self) } }
  }
}
