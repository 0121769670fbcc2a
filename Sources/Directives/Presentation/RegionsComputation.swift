import Diagnostics
import Foundation
import Networks
import Regions

/// What `{regions}` computes: counts and measures of the window, its cells or, where they are too many to be held, their density, and the
/// complexes of magnified windows.
struct RegionsComputation: Sendable {
  /// Counts and measures of the window.
  let survey: RegionSurvey
  let content: Content
  let insets: [Inset]
  /// How many cells of the window single precision finds, where that was asked for.
  let float32Count: Int?

  enum Content: Sendable {
    case cells(RegionComplex, linearRegions: [Int], boundary: [BoundaryLine])
    case density(CellDensity)
  }

  /// A window within the window, enumerated for itself.
  struct Inset: Sendable {
    let complex: RegionComplex
    let boundary: [BoundaryLine]
  }

  /// The most cells that are held at once; of more only counts, measures and density are kept.
  static let mostHeld = 400_000

  init(
    _ network: PiecewiseLinearNetwork, window: Window, insets windows: [Window], mostCells: Int, comparesFloat32: Bool = false
  ) throws(Diagnostic) {
    (survey, content) = try Self.enumerate(network, window, mostCells)
    var insets: [Inset] = []
    for window in windows {
      let complex = try RegionComplex.enumerate(network, window: window, mostCells: min(mostCells, Self.mostHeld), threads: Self.threads)
      insets.append(Inset(complex: complex, boundary: try complex.decisionBoundary()))
    }
    self.insets = insets
    float32Count = comparesFloat32 ? try SinglePrecisionCells.count(network, window: window, mostCells: mostCells) : nil
  }

  /// As many walks as there are processors: the result does not depend on it.
  private static let threads = ProcessInfo.processInfo.activeProcessorCount

  private static func enumerate(
    _ network: PiecewiseLinearNetwork, _ window: Window, _ mostCells: Int
  ) throws(Diagnostic) -> (RegionSurvey, Content) {
    do throws(Diagnostic) {
      let complex = try RegionComplex.enumerate(network, window: window, mostCells: min(mostCells, mostHeld), threads: threads)
      let linearRegions = complex.linearRegions()
      let survey = complex.survey(linearRegionCount: (linearRegions.max() ?? -1) + 1)
      return (survey, .cells(complex, linearRegions: linearRegions, boundary: try complex.decisionBoundary()))
    } catch {
      guard error.id == "too-many-cells", mostCells > mostHeld else { throw error }
      let density = CellDensity(window)
      return (try RegionSurvey.run(network, window: window, mostCells: mostCells, threads: threads) { density.add($0) }, .density(density))
    }
  }

  /// The complex of the window, where it is held.
  var complex: RegionComplex? { if case .cells(let complex, _, _) = content { complex } else { nil } }

  /// The decision boundary in the window; empty where the cells are not held.
  var boundary: [BoundaryLine] { if case .cells(_, _, let boundary) = content { boundary } else { [] } }

  /// How many signs each stage of the proof took, in all windows.
  var signCounts: SignCounts { insets.reduce(into: survey.signCounts) { $0 += $1.complex.signCounts } }
}
