import Foundation
import Networks
import Regions

/// How long certified regions take against the yardstick, on seeded networks 2-w-w-w-1 and the square [−1, 1]².
enum RegionBenchmark {
  private static let header = """
    | w | cells | threads | complex, s | cells/s | ratio | survey, s | cells/s | ratio | yardstick, s | signs: doubles | double-double | exact | peak memory, MB |
    |--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
    """

  /// Prints a row for each width and number of threads: the least seconds of several runs, which follow one another in turn so that all see
  /// the same machine, and the most memory that the process held meanwhile, of both numbers of threads. On one thread seconds are processor
  /// time, as the yardstick's are, on two the clock's.
  static func run(widths: [Int], repeats: Int) throws {
    print(header)
    for width in widths {
      PeakMemory.reset()
      let layers = HeNetwork.seeded(width: width)
      let network = PiecewiseLinearNetwork(layers)
      let window = try Window(x: -1...1, y: -1...1)
      let complex = try RegionComplex.enumerate(network, window: window)
      let yardstick = Yardstick(layers)
      var least = Times()
      for _ in 0..<repeats {
        func whole(_ threads: Int) throws { _ = try RegionComplex.enumerate(network, window: window, threads: threads) }
        func survey(_ threads: Int) throws { _ = try RegionSurvey.run(network, window: window, threads: threads) }
        least.yardstick = min(least.yardstick, yardstick?.seconds(complex.vertices) ?? .infinity)
        least.whole[0] = min(least.whole[0], try Stopwatch.processor { try whole(1) })
        least.survey[0] = min(least.survey[0], try Stopwatch.processor { try survey(1) })
        least.whole[1] = min(least.whole[1], try Stopwatch.best(of: 1) { try whole(2) })
        least.survey[1] = min(least.survey[1], try Stopwatch.best(of: 1) { try survey(2) })
      }
      for threads in [1, 2] { printRow(width, complex, threads, least) }
    }
  }

  /// The least seconds so far; of the complex and the survey on one thread and on two.
  private struct Times {
    var yardstick = Double.infinity
    var whole = [Double.infinity, .infinity]
    var survey = [Double.infinity, .infinity]
  }

  private static func printRow(_ width: Int, _ complex: RegionComplex, _ threads: Int, _ least: Times) {
    func columns(_ seconds: Double) -> String {
      let ratio = least.yardstick.isFinite ? String(format: "%.2f", seconds / least.yardstick) : "–"
      return String(format: "%.4f | %.0f | ", seconds, Double(complex.cellCount) / seconds) + ratio
    }
    let signs = complex.signCounts
    print(
      "| \(width) | \(complex.cellCount) | \(threads) | \(columns(least.whole[threads - 1])) | \(columns(least.survey[threads - 1])) | "
        + (least.yardstick.isFinite ? String(format: "%.4f", least.yardstick) : "–")
        + " | \(signs.filtered) | \(signs.doubleDouble) | \(signs.exact) | \(PeakMemory.text) |")
  }

  /// Prints cells, seconds and peak memory of a survey of a wide window with its density picture, on all processors.
  static func runWide(width: Int, side: Double) throws {
    let network = PiecewiseLinearNetwork(HeNetwork.seeded(width: width))
    let window = try Window(x: -side...side, y: -side...side)
    let density = CellCounter()
    var survey: RegionSurvey?
    let seconds = try Stopwatch.best(of: 1) {
      survey = try RegionSurvey.run(
        network, window: window, mostCells: 100_000_000, threads: ProcessInfo.processInfo.activeProcessorCount
      ) { density.add($0) }
    }
    guard let survey else { return }
    print(
      "2-\(width)-\(width)-\(width)-1 on [−\(side), \(side)]²: \(survey.cellCount) cells, V − E + F = "
        + "\(survey.vertexCount - survey.edgeCount + survey.cellCount), \(survey.linearRegionCount) linear regions, certified \(survey.isCertified), "
        + String(format: "%.1f s", seconds) + ", peak memory \(PeakMemory.text) MB")
  }
}
