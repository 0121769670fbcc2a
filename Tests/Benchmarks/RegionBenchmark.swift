import CKernels
import Foundation
import Linear
import Networks
import Regions
import Seeded

@main
struct Benchmarks {
  static func main() throws {
    facet_keep_freed_memory()
    let arguments = CommandLine.arguments
    if arguments.count > 2, arguments[1] == "wide" {
      let start = Date()
      let side = Double(arguments[2])!
      let survey = try RegionSurvey.run(
        PiecewiseLinearNetwork(he(256)), window: try Window(x: -side...side, y: -side...side), mostCells: 100_000_000, threads: 1)
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
      print(survey.cellCount, survey.vertexCount, survey.edgeCount, survey.linearRegionCount, Date().timeIntervalSince(start), status)
      return
    }
    let widths = arguments.count > 1 ? arguments[1].split(separator: ",").map { Int($0)! } : [64, 128, 256]
    let repeats = arguments.count > 2 ? Int(arguments[2])! : 5
    for width in widths {
      let layers = he(width)
      let network = PiecewiseLinearNetwork(layers)
      let window = try Window(x: -1...1, y: -1...1)
      var yardstick: Double?
      for threads in arguments.count > 3 ? [Int(arguments[3])!] : [1, 2] {
        func best(_ work: () throws -> Void) rethrows -> (wall: Double, cpu: Double) {
          var (wall, cpu) = (Double.infinity, Double.infinity)
          for _ in 0..<repeats {
            let (start, begin) = (Date(), clock())
            try work()
            cpu = min(cpu, Double(clock() - begin) / 1e6)
            wall = min(wall, Date().timeIntervalSince(start))
          }
          return (wall, cpu)
        }
        var complex: RegionComplex?
        let whole = try best { complex = try RegionComplex.enumerate(network, window: window, threads: threads) }
        let survey = try best { _ = try RegionSurvey.run(network, window: window, threads: threads) }
        yardstick = yardstick ?? Yardstick(layers)?.seconds(complex!.vertices, repeats: repeats)
        func ratio(_ seconds: Double) -> String { yardstick.map { String(format: "%.2f", seconds / $0) } ?? "?" }
        print(
          "w=\(width) threads=\(threads) cells \(complex!.cellCount) yardstick \(yardstick ?? 0) complex wall \(whole.wall) CPU \(whole.cpu) (\(ratio(whole.cpu)))"
            + " survey wall \(survey.wall) CPU \(survey.cpu) (\(ratio(survey.cpu)))")
      }
      for outputs in [1, 4] {
        try DecisionBenchmark.run(he(width, outputs: outputs), named: "w=\(width), \(outputs) outputs", repeats: repeats)
      }
    }
  }

  static func he(_ width: Int, outputs: Int = 1) -> LayeredNetwork {
    var generator = SeededGenerator(seed: UInt64(width))
    func gaussian() -> Double {
      let u = Double.random(in: 0x1p-53..<1, using: &generator), v = Double.random(in: 0..<1, using: &generator)
      return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
    }
    let sizes = [2, width, width, width, outputs]
    return LayeredNetwork(
      layers: zip(sizes, sizes.dropFirst()).enumerated().map { index, pair in
        let (inputs, outputs) = pair
        let scale = (2 / Double(inputs)).squareRoot()
        return LayeredNetwork.Layer(
          weights: Matrix(rows: outputs, columns: inputs, elements: (0..<inputs * outputs).map { _ in gaussian() * scale }),
          bias: (0..<outputs).map { _ in 0.5 * gaussian() }, isRectified: index < 3)
      })
  }
}
