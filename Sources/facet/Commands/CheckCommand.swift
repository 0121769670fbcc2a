import ArgumentParser
import Site

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Build in memory and compare with the emitted site, byte for byte; exit 1 where a file differs.")

  @OptionGroup var options: BuildOptions

  func run() async throws {
    try await options.reporting {
      let files = try await options.site()
      let folder = OutputFolder(path: options.output)
      var differences = folder.differences(from: files)
      // KaTeX's files are not kept in git; where a clone has none of them there is nothing to compare.
      let borrowed = files.keys.filter { $0.hasPrefix(KaTeXFiles.siteFolder + "/") }
      if !borrowed.isEmpty, borrowed.allSatisfy({ differences.contains(.missing($0)) }) {
        differences.removeAll { borrowed.contains($0.path) }
        Terminal.note("\(options.output)/\(KaTeXFiles.siteFolder) is not there: 'facet build' copies it")
      }
      for difference in differences { Terminal.note("\(difference)") }
      guard differences.isEmpty else {
        Terminal.note("\(options.output) is not what \(options.content) gives: run 'facet build' and commit the result")
        throw ExitCode(1)
      }
      Terminal.note("\(options.output) is what \(options.content) gives: \(files.count) files, byte for byte")
    }
  }
}
