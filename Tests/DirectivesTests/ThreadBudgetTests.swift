import Diagnostics
import Directives
import Testing

/// One budget of threads for all that runs at the same time.
@Suite struct ThreadBudgetTests {
  @Test func `what no other takes is lent, and given back`() throws {
    let budget = ThreadBudget(4)
    for _ in 0..<2 {
      let counts = budget.run {
        budget.run { () -> [Int] in
          // Two directives run: one may use its own thread and two more, which leaves the other its own.
          (try? ThreadBudget.current.lend { (own) throws(Diagnostic) in
            [own, try ThreadBudget.current.lend { (other) throws(Diagnostic) in other }]
          }) ?? []
        }
      }
      #expect(counts == [3, 1])
    }
  }

  @Test func `a budget that more take than it holds lends nothing`() throws {
    let budget = ThreadBudget(1)
    let count = budget.run { budget.run { try? ThreadBudget.current.lend { (threads) throws(Diagnostic) in threads } } }
    #expect(count == 1)
  }

  @Test func `threads are given back where work fails`() {
    let budget = ThreadBudget(2)
    let failure = Diagnostic(id: "internal", "it fails", at: .none)
    for _ in 0..<2 {
      var lent = 0
      budget.run {
        _ = try? ThreadBudget.current.lend { (threads) throws(Diagnostic) -> Int in
          lent = threads
          throw failure
        }
      }
      #expect(lent == 2)
    }
  }
}
