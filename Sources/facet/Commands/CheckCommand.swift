import ArgumentParser
import Site

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Build in memory and compare with the emitted site, byte for byte; exit 1 where a file differs.")

  @OptionGroup var options: BuildOptions

  func run() async throws {
    try await options.reporting {
      let files = try await options.site()
      let differences = OutputFolder(path: options.output).differences(from: files)
      for difference in differences { Terminal.note("\(difference)") }
      guard differences.isEmpty else {
        Terminal.note("\(options.output) is not what \(options.content) gives: run 'facet build' and commit the result")
        throw ExitCode(1)
      }
      Terminal.note("\(options.output) is what \(options.content) gives: \(files.count) files, byte for byte")
    }
  }
}
