import ArgumentParser
import Diagnostics
import Foundation
import Inputs
import Site

struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Print the body of one article as HTML.",
    discussion: "Paths are relative to the article. Links are not checked; 'facet build' does that.")

  @Argument(help: "The article; - reads standard input.")
  var file: String

  @Flag(help: "Run nothing: show directives and values as they are written.")
  var noRun = false

  @Flag(help: "Let HTML in the article through.")
  var rawHtml = false

  @Option(help: "The folder of the theme, whose words the HTML has (default: as for build).")
  var theme: String?

  @OptionGroup var progress: ProgressOption

  func run() async throws {
    let (folder, path) = place()
    let isContent = FileManager.default.fileExists(atPath: "\(folder)/site.yaml")
    // Without a content folder around it, an article may name files anywhere, as a command line may.
    let workspace = Workspace(root: folder, isConfined: isContent)
    let source = file == "-" ? try standardInput() : try UsageError.opening { () throws(Diagnostic) in try workspace.readText(path) }
    let body = ArticleBody(content: workspace, source: source, path: path, runsDirectives: !noRun, allowsHTML: rawHtml)
    let line = ProgressLine(progress)
    let build = SiteBuild(
      content: workspace, theme: Workspace(root: try ThemeFolder.find(theme, beside: folder)),
      jobs: ProcessInfo.processInfo.activeProcessorCount, observe: { line.observe($0) })
    let (html, warnings) = try await line.during { try await body.html(build) }
    Terminal.print(warnings)
    try Terminal.result(html)
  }

  /// The content folder, and the article's path in it: the nearest folder above with a `site.yaml`, else the article's own.
  private func place() -> (folder: String, path: String) {
    let url = URL(filePath: file == "-" ? "standard-input.md" : file)
    var above = url.deletingLastPathComponent()
    var path = url.lastPathComponent
    let own = (folder: above.relativePath.isEmpty ? "." : above.relativePath, path: path)
    var folder = own.folder
    above = above.standardizedFileURL
    while !FileManager.default.fileExists(atPath: "\(folder)/site.yaml") {
      guard above.path(percentEncoded: false) != "/" else { return own }
      path = "\(above.lastPathComponent)/\(path)"
      above.deleteLastPathComponent()
      folder = above.path(percentEncoded: false)
    }
    return (folder, path)
  }

  private func standardInput() throws -> Source {
    guard let data = try? FileHandle.standardInput.readToEnd() ?? Data() else {
      throw Diagnostic(id: "unreadable", "standard input can't be read", at: .none)
    }
    return try Workspace.text([UInt8](data), shownAs: "standard input")
  }
}
