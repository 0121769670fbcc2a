import CKernels

/// `benchmarks [regions [WIDTHS [REPEATS]] | decision | wide [WIDTH SIDE] | site [PAGES] | matching | canonical [REPEATS] |
/// complex or survey [WIDTH [THREADS [REPEATS]]]]`: prints figures, asserts nothing.
@main
struct Benchmarks {
  static func main() async throws {
    facet_keep_freed_memory()
    let arguments = CommandLine.arguments.dropFirst().map { String($0) }
    func number(_ index: Int, _ fallback: Int) -> Int { arguments.count > index ? Int(arguments[index]) ?? fallback : fallback }
    switch arguments.first ?? "regions" {
    case "wide": try RegionBenchmark.runWide(width: number(1, 1200), side: Double(number(2, 4)))
    case "complex", "survey":
      try SingleBenchmark.run(width: number(1, 64), isSurvey: arguments[0] == "survey", threads: number(2, 1), repeats: number(3, 100))
    case "canonical": try CanonicalBenchmark.run(repeats: number(1, 3))
    case "site": try await SiteBenchmark.run(pages: number(1, 1_000))
    case "matching": try MatchingBenchmark.run()
    case "decision":
      for width in [64, 128, 256] {
        for outputs in [1, 4] {
          try DecisionBenchmark.run(HeNetwork.seeded(width: width, outputs: outputs), named: "w=\(width), \(outputs) outputs", repeats: 5)
        }
      }
    default:
      let widths = arguments.count > 1 ? arguments[1].split(separator: ",").compactMap { Int($0) } : [64, 128, 256]
      try RegionBenchmark.run(widths: widths, repeats: number(2, 7))
    }
  }
}
