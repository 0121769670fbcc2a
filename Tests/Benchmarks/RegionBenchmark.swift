import Foundation
import Networks
import Regions

/// How long certified regions take against the yardstick, on seeded networks 2-w-w-w-1 and the square [−1, 1]².
enum RegionBenchmark {
  private static let header = """
    | w | cells | threads | complex, s | cells/s | ratio | survey, s | cells/s | ratio | yardstick, s | signs: doubles | double-double | exact |
    |--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
    """

  /// Prints a row for each width and number of threads. Seconds are the best of several, by the clock; ratios are to the yardstick.
  static func run(widths: [Int], repeats: Int) throws {
    print(header)
    for width in widths {
      let layers = HeNetwork.seeded(width: width)
      let network = PiecewiseLinearNetwork(layers)
      let window = try Window(x: -1...1, y: -1...1)
      var yardstick: Double?
      for threads in [1, 2] {
        var complex: RegionComplex?
        let whole = try Stopwatch.best(of: repeats) { complex = try RegionComplex.enumerate(network, window: window, threads: threads) }
        let survey = try Stopwatch.best(of: repeats) { _ = try RegionSurvey.run(network, window: window, threads: threads) }
        guard let complex else { continue }
        yardstick = yardstick ?? Yardstick(layers)?.seconds(complex.vertices, repeats: repeats)
        func columns(_ seconds: Double) -> String {
          let ratio = yardstick.map { String(format: "%.2f", seconds / $0) } ?? "–"
          return String(format: "%.4f | %.0f | ", seconds, Double(complex.cellCount) / seconds) + ratio
        }
        let signs = complex.signCounts
        print(
          "| \(width) | \(complex.cellCount) | \(threads) | \(columns(whole)) | \(columns(survey)) | "
            + (yardstick.map { String(format: "%.4f", $0) } ?? "–") + " | \(signs.filtered) | \(signs.doubleDouble) | \(signs.exact) |")
      }
    }
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
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }.map { $0.dropFirst(6).drop { $0 == " " || $0 == "\t" } } ?? "–"
    print(
      "2-\(width)-\(width)-\(width)-1 on [−\(side), \(side)]²: \(survey.cellCount) cells, V − E + F = "
        + "\(survey.vertexCount - survey.edgeCount + survey.cellCount), \(survey.linearRegionCount) linear regions, certified \(survey.isCertified), "
        + String(format: "%.1f s", seconds) + ", peak memory \(peak)")
  }
}
