import Diagnostics
import Networks
import Regions

/// What `{regions}` computes: the complex of the window, its linear regions and decision boundary, and the complexes of magnified windows.
struct RegionsComputation: Sendable {
  let complex: RegionComplex
  let linearRegions: [Int]
  let boundary: [BoundaryLine]
  let insets: [Inset]

  /// A window within the window, enumerated for itself.
  struct Inset: Sendable {
    let complex: RegionComplex
    let boundary: [BoundaryLine]
  }

  init(_ network: PiecewiseLinearNetwork, window: Window, insets windows: [Window], mostCells: Int) throws(Diagnostic) {
    complex = try RegionComplex.enumerate(network, window: window, mostCells: mostCells)
    linearRegions = complex.linearRegions()
    boundary = try complex.decisionBoundary()
    var insets: [Inset] = []
    for window in windows {
      let complex = try RegionComplex.enumerate(network, window: window, mostCells: mostCells)
      insets.append(Inset(complex: complex, boundary: try complex.decisionBoundary()))
    }
    self.insets = insets
  }
}
