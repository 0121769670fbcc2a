import ArgumentParser
import Site

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Compute everything and write the site; what is wrong is reported all at once.")

  @OptionGroup var options: BuildOptions

  func run() async throws {
    try await options.reporting {
      let files = try await options.site()
      let changed = try OutputFolder(path: options.output).replace(with: files)
      Terminal.note(changed ? "wrote \(files.count) files to \(options.output)" : "\(options.output) is up to date (\(files.count) files)")
    }
  }
}
