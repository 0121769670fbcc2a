import Diagnostics
import Networks
import Regions

/// What directives over the regions of a plane prepare alike: the network on the plane, the window, the limit, and points to draw.
struct PlanarPreparation: Sendable {
  /// The network as the engine takes it: of the inputs x₁ and x₂, or s and t.
  let network: PiecewiseLinearNetwork
  let plane: PlaneWords
  let window: Window
  let points: [ScatterPoint]
  /// The most cells that are counted.
  let mostCells: Int
  /// Where an error about too many cells points: at the limit if it was written, else at the directive or, on a command line, the window.
  private let place: SourceRange?

  /// The most cells that are held at once.
  static let mostHeld = 400_000

  /// Reads all that the options name; throws everything that is wrong with it.
  init(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) {
    var report = DiagnosticReport()
    let planar = report.collect { try PlanarNetwork(options, inputs) }
    let points = report.collect { try RegionOptions.points(options, inputs) }
    let window = report.collect { try RegionWindows.domain(options) }
    try report.throwIfErrors()
    guard let planar, let points, let window else { throw report }
    network = planar.network
    plane = PlaneWords(planar, options: options)
    self.window = window
    self.points = points
    mostCells = RegionOptions.mostCells(options)
    place = RegionOptions.limitRange(options) ?? options.range ?? options.range("domain") ?? options.range("model")
  }

  /// The cells of a window, as many as the limit allows and as can be held. An error about too many has a place and a fix that fits.
  func complex(_ window: Window) throws(Diagnostic) -> RegionComplex {
    do throws(Diagnostic) {
      return try ThreadBudget.current.lend { (threads) throws(Diagnostic) in
        // No option raises the number that can be held.
        try RegionComplex.enumerate(
          network, window: window, mostCells: min(mostCells, Self.mostHeld),
          limitOption: mostCells > Self.mostHeld ? nil : RegionOptions.limit.name, threads: threads)
      }
    } catch { throw located(error) }
  }

  /// Counts and measures of the cells of the window, each shown to `visit`. An error about too many has a place.
  func survey(visit: @escaping @Sendable (PatchCells) -> Void) throws(Diagnostic) -> RegionSurvey {
    do throws(Diagnostic) {
      return try ThreadBudget.current.lend { (threads) throws(Diagnostic) in
        try RegionSurvey.run(
          network, window: window, mostCells: mostCells, limitOption: RegionOptions.limit.name, threads: threads, visit: visit)
      }
    } catch { throw located(error) }
  }

  /// How many cells single precision finds in the window. An error about too many has a place.
  func float32Count() throws(Diagnostic) -> Int {
    do { return try SinglePrecisionCells.count(network, window: window, mostCells: mostCells) } catch { throw located(error) }
  }

  private func located(_ error: Diagnostic) -> Diagnostic { error.id == "too-many-cells" ? error.located(at: place) : error }
}
