import ArgumentParser
import Diagnostics
import Foundation
import Inputs
import Site

/// What `build` and `check` have in common.
struct BuildOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "The folder of the articles.")
  var content = "content"

  @Option(help: "The folder of the emitted site.")
  var output = "site"

  @Option(help: "The folder of the theme (default: themes/default here, beside the content or beside the program).")
  var theme: String?

  @Option(help: "How many directives run at the same time.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "How diagnostics are written: text, or one JSON array on standard output.")
  var format = Format.text

  @Flag(help: "Print how long each directive took to standard error.")
  var timings = false

  @OptionGroup var progress: ProgressOption

  func validate() throws {
    guard (1...1024).contains(jobs) else { throw ValidationError("--jobs must be from 1 to 1024.") }
  }

  /// Runs a command and, where the format is JSON, prints what stops it on standard output.
  func reporting(_ command: () async throws -> Void) async throws {
    do { try await command() } catch {
      guard format == .json else { throw error }
      var found = DiagnosticReport()
      switch error {
      case let usage as UsageError: found = usage.report
      case is Diagnostic, is DiagnosticReport: found.add(error: error)
      default: throw error
      }
      try report(found)
      throw ExitCode(error is UsageError ? 2 : 1)
    }
  }

  /// The files of the site. Prints warnings; throws errors.
  func site() async throws -> [String: [UInt8]] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: content, isDirectory: &isFolder) else {
      throw UsageError(
        Diagnostic(
          id: "missing-file", "there is no such folder", at: .file(content), fix: "name the folder of your articles, or run 'facet new site'"))
    }
    guard isFolder.boolValue else {
      throw UsageError(
        Diagnostic(
          id: "not-a-folder", "a site is built from a folder, and this is a file", at: .file(content),
          fix: content.hasSuffix(".md")
            ? "name the folder, or print the one article by 'facet render \(content)'" : "name the folder of your articles"
        ))
    }
    try checkFolders()
    let line = ProgressLine(progress)
    let build = SiteBuild(
      content: Workspace(root: content), theme: Workspace(root: try ThemeFolder.find(theme, beside: content)), jobs: jobs,
      observe: { line.observe($0) })
    defer { if timings { line.printTimings() } }
    let (files, warnings) = try await line.during { try await build.run() }
    if !warnings.isEmpty { try report(warnings) }
    return files
  }

  /// Neither folder may hold the other: the build replaces one and reads the other.
  private func checkFolders() throws(UsageError) {
    guard !output.isEmpty else {
      throw UsageError(Diagnostic(id: "bad-path", "the name of the output folder is empty", at: .none, fix: "name a folder"))
    }
    let (source, site) = (Self.resolved(content), Self.resolved(output))
    guard !source.hasPrefix(site), !site.hasPrefix(source) else {
      throw UsageError(
        Diagnostic(
          id: "bad-path", "the folders of content and output lie in each other", at: .file(output), fix: "choose an output beside the content"))
    }
  }

  /// The absolute path with symbolic links resolved and a slash at the end.
  private static func resolved(_ path: String) -> String {
    let resolved = URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path(percentEncoded: false)
    return resolved.hasSuffix("/") ? resolved : resolved + "/"
  }

  private func report(_ report: DiagnosticReport) throws {
    switch format {
    case .text: Terminal.print(report)
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try Terminal.result(String(decoding: try encoder.encode(report.sorted), as: UTF8.self) + "\n")
    }
  }
}
