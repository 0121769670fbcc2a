import Diagnostics
import Networks

/// Counts and measures of a complex that is never held as a whole: memory is that of a few patches, however many cells there are.
///
/// Every count is that of `RegionComplex` on the same window; both come from the same walks.
package struct RegionSurvey: Sendable {
  package let window: Window
  package let network: PiecewiseLinearNetwork
  package fileprivate(set) var cellCount = 0
  package fileprivate(set) var vertexCount = 0
  package fileprivate(set) var edgeCount = 0
  package fileprivate(set) var linearRegionCount = 0
  /// How many cells the first l bending stages make, l = 1, 2, …
  package fileprivate(set) var cellsPerLayer: [Int] = []
  package fileprivate(set) var signCounts = SignCounts()
  package fileprivate(set) var measures: RegionMeasures
  /// Whether every sign that shaped the complex was proved.
  package var isCertified: Bool { signCounts.undecided == 0 }

  /// Walks through all cells. `visit` is shown the cells of each patch once, on whatever thread has walked there and in no order; what it
  /// does must not depend on either.
  ///
  /// Throws a `Diagnostic` when the network does not take two inputs, or when there are more than `mostCells` cells; its fix names
  /// `limitOption`, if there is one, as what raises that limit.
  package static func run(
    _ network: PiecewiseLinearNetwork, window: Window, mostCells: Int = 20_000_000, limitOption: String? = nil, threads: Int = 1,
    visit: @escaping @Sendable (PatchCells) -> Void = { _ in }
  ) throws(Diagnostic) -> RegionSurvey {
    try RegionComplex.check(network)
    let options = RegionEnumeration.Options(mostCells: mostCells, limitOption: limitOption, threads: threads)
    let enumeration = try RegionEnumeration(network, window: window, options: options)
    let prepared = enumeration.prepared
    var survey = RegionSurvey(window: window, network: network, measures: RegionMeasures(window: window.area))
    var ledger = SeamLedger(root: enumeration.root, seeds: enumeration.seeds, prepared: prepared, window: window)
    let counts = try enumeration.walk { () -> MapComparison in
      MapComparison(prepared, window: window)
    } keep: { (patch, seed, comparison: inout MapComparison) -> PatchSummary in
      visit(PatchCells(patch: patch, prepared: prepared))
      return PatchSummary(patch, seed: seed, prepared: prepared, comparison: &comparison)
    } fold: { (seed, summary: PatchSummary) throws(Diagnostic) in
      for cell in summary.cells {
        survey.measures.add(area: cell.area, sides: Int(cell.sides), neighbours: Int(cell.neighbours), lipschitz: cell.lipschitz)
      }
      survey.vertexCount += summary.vertexCount
      survey.edgeCount += summary.edgeCount
      survey.linearRegionCount += summary.componentCount
      try ledger.enter(summary.seams, of: seed)
    }
    survey.cellCount = survey.measures.cellCount
    survey.vertexCount += ledger.vertexCount
    survey.edgeCount += ledger.edgeCount
    survey.linearRegionCount -= ledger.joinCount
    survey.cellsPerLayer = counts.cellsPerLayer
    survey.signCounts = counts.signCounts
    return survey
  }
}

extension RegionComplex {
  /// The counts and measures of this complex, as a survey of the same window gives them.
  package func survey(linearRegionCount: Int) -> RegionSurvey {
    var survey = RegionSurvey(window: window, network: network, measures: measures)
    survey.cellCount = cellCount
    survey.vertexCount = vertices.count
    survey.edgeCount = edgeCount
    survey.linearRegionCount = linearRegionCount
    survey.cellsPerLayer = cellsPerLayer
    survey.signCounts = signCounts
    return survey
  }
}
