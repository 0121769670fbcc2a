import CKernels
import Networks

/// The forms of the next stage on a block of cells, as far as they do not depend on how the cells are split.
extension Walk {
  /// The forms of the next stage on every cell of a block, without the rows that cross it, and the bounds of their errors.
  mutating func computeNextForms(_ l: Int, _ stage: UnsafePointer<PreparedStage>, _ next: UnsafePointer<PreparedStage>, from first: Int) {
    let places = first..<min(levels[l].count, first + Level.block)
    if first == 0 { shareProduct(l, stage, next) }
    let isShared = levels[l].shared.isUsed
    if isShared {
      for place in places { addToShared(l, stage, next, place) }
    } else if stage.pointee.isRectifier, let rows = next.pointee.fewRows {
      for place in places { sumRows(l, stage, next, place, rows) }
    } else if next.pointee.isChain, case .dense = next.pointee.weights, places.count > 1 {
      multiplyBlock(l, stage, next, places)
    } else {
      for place in places { addSources(l, next, place) }
    }
    for place in places {
      var bound = FormBound()
      for (source, _) in next.pointee.sources {
        if source == 0 {
          bound.includeCoordinates()
        } else if isShared {
          bound.includeShared(
            levels[l].maxima + 3 * place, levels[l].shared.magnitudes, errors: levels[l].errors + place * Level.errorCount)
        } else if source == l + 1, stage.pointee.isRectifier {
          let (maxima, errors) = (levels[l].maxima + 3 * place, levels[l].errors + place * Level.errorCount)
          if isActive(l, stage, place) { bound.include(maxima, errors: errors, factor: 1) }
        } else {
          let isOwn = source == l + 1
          let crossing: UnsafePointer<UInt64>? = isOwn ? UnsafePointer(levels[l].crossing + place * stage.pointee.wordCount) : nil
          include(
            source - 1, at: ancestor(of: place, level: l, at: source - 1), words(of: source - 1, place, level: l), crossing: crossing,
            in: &bound)
        }
      }
      bound.write(next, to: levels[l].nextErrors + Level.placeInBlock(place) * Level.errorCount)
    }
  }

  /// Whether some row of a rectifying stage may be active on a cell.
  @inline(__always)
  private func isActive(_ l: Int, _ stage: UnsafePointer<PreparedStage>, _ place: Int) -> Bool {
    (0..<stage.pointee.wordCount).contains { word in
      let at = place * stage.pointee.wordCount + word
      return (levels[l].positive[at] | levels[l].crossing[at]) & stage.pointee.rows(ofWord: word) != 0
    }
  }

  /// The words of a stage's pattern on a cell of its own level or a later one.
  func words(of stage: Int, _ place: Int, level l: Int) -> UnsafePointer<UInt64> {
    if stage == l { return UnsafePointer(levels[l].positive + place * levels[l].maskCount) }
    return UnsafePointer(levels[stage + 1].parentWords + ancestor(of: place, level: l, at: stage + 1) * levels[stage + 1].parentWordCount)
  }

  /// The cell of an earlier level that a cell is a part of.
  func ancestor(of place: Int, level l: Int, at earlier: Int) -> Int {
    var place = place
    var level = l
    while level > earlier {
      place = Int(levels[level].parents[place])
      level -= 1
    }
    return place
  }

  private mutating func addSources(_ l: Int, _ next: UnsafePointer<PreparedStage>, _ place: Int) {
    let forms = levels[l].nextForms + Level.placeInBlock(place) * 3 * next.pointee.stride
    startForms(next, forms)
    for (source, start) in next.pointee.sources {
      if source == 0 {
        addCoordinates(columns: start, stage: next, to: forms)
      } else {
        let isOwn = source == l + 1
        let crossing: UnsafePointer<UInt64>? = isOwn ? UnsafePointer(levels[l].crossing + place * levels[l].maskCount) : nil
        addValues(
          of: source - 1, at: ancestor(of: place, level: l, at: source - 1), words(of: source - 1, place, level: l), columns: start,
          stage: next,
          to: forms, crossing: crossing)
      }
    }
  }

  /// The forms of a stage of few rows: a sum over the active rows for each.
  @inline(__always)
  private func sumRows(
    _ l: Int, _ stage: UnsafePointer<PreparedStage>, _ next: UnsafePointer<PreparedStage>, _ place: Int,
    _ rows: (weights: UnsafePointer<Double>, stride: Int)
  ) {
    let forms = levels[l].nextForms + Level.placeInBlock(place) * 3 * next.pointee.stride
    let z = levels[l].forms + place * 3 * stage.pointee.stride
    let active = levels[l].positive + place * stage.pointee.wordCount
    startForms(next, forms)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { sums in
      for row in 0..<next.pointee.rowCount {
        facet_masked_sum(z, stage.pointee.stride, rows.weights + row * rows.stride, active, sums.baseAddress!)
        forms[row] += sums[0]
        forms[next.pointee.stride + row] += sums[1]
        forms[2 * next.pointee.stride + row] += sums[2]
      }
    }
  }
}
