import Diagnostics

extension Walk {
  mutating func findMaxima(_ l: Int, _ stage: PreparedStage, _ place: Int) { fatalError() }
  mutating func collectMaxima(_ cell: SplitCell) { fatalError() }
  mutating func decideMaximum(_ cell: SplitCell, _ index: Int32, loop: Int, _ count: Int, depth: Int) throws(Diagnostic) -> Bool {
    fatalError()
  }
  mutating func splitByMaximum(_ cell: SplitCell, _ index: Int32, loop: Int, _ count: Int, units: Int, _ unitCount: Int, depth: Int)
    throws(Diagnostic)
  { fatalError() }
}
