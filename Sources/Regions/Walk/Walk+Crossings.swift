import CKernels
import Diagnostics
import Linear
import Networks

/// Which rows cross a cell, and the sign of the others on it.
extension Walk {
  /// Finds the rows that may take both signs on a cell, and the sign of the others.
  mutating func findCrossings(_ cell: SplitCell) {
    let (l, stage, place) = (cell.level, cell.stage, cell.place)
    switch stage.pointee.bend {
    case .none: return
    case .maximum: findMaxima(l, stage, place)
    case .slopes(_, _, let bending, _):
      let positive = levels[l].positive + place * stage.pointee.wordCount
      let crossing = levels[l].crossing + place * stage.pointee.wordCount
      scan(l, stage, place, positive, crossing)
      // Rows with one slope never split: they count as positive.
      for word in 0..<stage.pointee.wordCount {
        positive[word] |= ~bending[word]
        crossing[word] &= bending[word]
        positive[word] &= ~crossing[word]
      }
    }
  }

  /// Tests all rows at once at the centre of the cell's box against its half sides.
  private mutating func scan(
    _ l: Int, _ stage: UnsafePointer<PreparedStage>, _ place: Int, _ positive: UnsafeMutablePointer<UInt64>,
    _ crossing: UnsafeMutablePointer<UInt64>
  ) {
    let errors = levels[l].errors + place * Level.errorCount
    let box = box(of: l, place)
    // Evaluating at the centre adds γ₈·(|a|·X + |b|·Y + |c|); the last factor covers the rounding of the sum itself.
    let gamma = WalkFrame.gamma8, slack = 1 + 2 * WalkFrame.gamma8
    facet_scan(
      levels[l].forms + place * 3 * stage.pointee.stride, stage.pointee.stride, box.x, box.y, (box.rx + gamma * frame.extent.x) * slack,
      (box.ry + gamma * frame.extent.y) * slack, gamma * slack,
      (frame.bound(errors[0], errors[1], errors[2]) + WalkFrame.underflow) * slack, positive, crossing, levels[l].maxima + 3 * place)
    if isExactOnly { for word in 0..<stage.pointee.wordCount { crossing[word] = .max } }
    if stage.pointee.rowCount & 63 != 0 { crossing[stage.pointee.wordCount - 1] &= (1 << UInt64(stage.pointee.rowCount & 63)) - 1 }
    if !isExactOnly {
      prover.addFiltered(stage.pointee.rowCount - (0..<stage.pointee.wordCount).reduce(0) { $0 + crossing[$1].nonzeroBitCount })
    }
  }

  /// The centre and half sides of a box that holds the exact cell.
  @inline(__always)
  func box(of l: Int, _ place: Int) -> (x: Double, y: Double, rx: Double, ry: Double) {
    let (start, count) = levels[l].loops[place]
    let corners = levels[l].corners.base + Int(start)
    var (lowX, lowY, highX, highY, error) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity, 0.0)
    for i in 0..<Int(count) {
      let vertex = patch.vertices[corners[i].vertex]
      lowX = min(lowX, vertex.x)
      lowY = min(lowY, vertex.y)
      highX = larger(highX, vertex.x)
      highY = larger(highY, vertex.y)
      error = larger(error, vertex.error)
    }
    // Rounding on the way is at most a few units of the largest coordinate.
    let slackX = error + 8 * RoundingError.unit * frame.extent.x, slackY = error + 8 * RoundingError.unit * frame.extent.y
    return (lowX + (highX - lowX) / 2, lowY + (highY - lowY) / 2, (highX - lowX) / 2 + slackX, (highY - lowY) / 2 + slackY)
  }
}
