import Diagnostics
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

  /// Computes all that was asked for; of more cells than can be held only counts, measures and density are kept.
  init(_ planar: PlanarPreparation, insets windows: [Window], comparesFloat32: Bool) throws(Diagnostic) {
    (survey, content) = try Self.enumerate(planar)
    var insets: [Inset] = []
    for window in windows {
      let complex = try planar.complex(window)
      insets.append(Inset(complex: complex, boundary: try complex.decisionBoundary()))
    }
    self.insets = insets
    float32Count = comparesFloat32 ? try planar.float32Count() : nil
  }

  private static func enumerate(_ planar: PlanarPreparation) throws(Diagnostic) -> (RegionSurvey, Content) {
    do throws(Diagnostic) {
      let complex = try planar.complex(planar.window)
      let linearRegions = complex.linearRegions()
      let survey = complex.survey(linearRegionCount: (linearRegions.max() ?? -1) + 1)
      return (survey, .cells(complex, linearRegions: linearRegions, boundary: try complex.decisionBoundary()))
    } catch {
      guard error.id == "too-many-cells", planar.mostCells > PlanarPreparation.mostHeld else { throw error }
      let density = CellDensity(planar.window)
      let survey = try planar.survey { density.add($0) }
      return (survey, .density(density))
    }
  }

  /// The complex of the window, where it is held.
  var complex: RegionComplex? { if case .cells(let complex, _, _) = content { complex } else { nil } }

  /// The decision boundary in the window; empty where the cells are not held.
  var boundary: [BoundaryLine] { if case .cells(_, _, let boundary) = content { boundary } else { [] } }

  /// How many signs each stage of the proof took, in all windows.
  var signCounts: SignCounts { insets.reduce(into: survey.signCounts) { $0 += $1.complex.signCounts } }
}
