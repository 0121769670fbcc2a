import ArgumentParser
import Site

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Compute everything and write the site; what is wrong is reported all at once.")

  @OptionGroup var options: BuildOptions

  func run() async throws {
    let signals = Interruption.watch()
    defer { signals.forEach { $0.cancel() } }
    try await options.reporting {
      let files = try await options.site()
      let folder = OutputFolder(path: options.output)
      let isNew = !folder.exists
      let changed = try folder.replace(with: files)
      if isNew { Terminal.note("made the folder \(options.output)") }
      Terminal.note(changed ? "wrote \(files.count) files to \(options.output)" : "\(options.output) is up to date (\(files.count) files)")
    }
  }
}
