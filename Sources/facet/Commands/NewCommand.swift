import ArgumentParser
import Diagnostics
import Foundation
import Site

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a new site or article to start from.", subcommands: [NewSite.self, NewArticle.self])
}

struct NewSite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site", abstract: "A folder with a configuration, a home page and an article that runs.")

  @Argument(help: "The new folder.")
  var folder: String

  func run() throws {
    guard !folder.isEmpty else {
      throw UsageError(Diagnostic(id: "bad-path", "the name of the folder is empty", at: .none, fix: "name a new folder"))
    }
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw UsageError(Diagnostic(id: "exists", "this is there already", at: .file(folder), fix: "choose the name of a new folder"))
    }
    try OutputFolder(path: folder).add(Starter.site)
    Terminal.note("wrote \(folder); next: facet build \(folder)/content --output \(folder)/site")
  }
}

struct NewArticle: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "article", abstract: "An article with a figure, a value and a claim.")

  @Argument(help: "The new file, such as content/articles/first.md.")
  var file: String

  func run() throws {
    guard file.hasSuffix(".md"), !URL(filePath: file).lastPathComponent.hasPrefix(".") else {
      throw UsageError(Diagnostic(id: "bad-path", "an article's name ends in .md", at: .file(file), fix: "write it as in articles/first.md"))
    }
    let model = URL(filePath: file).deletingLastPathComponent().appending(path: "first-network.json").relativePath
    guard !FileManager.default.fileExists(atPath: file) else {
      throw UsageError(Diagnostic(id: "exists", "this is there already", at: .file(file), fix: "choose another name"))
    }
    let folder = URL(filePath: file).deletingLastPathComponent().relativePath
    var files = [URL(filePath: file).lastPathComponent: Starter.article]
    if !FileManager.default.fileExists(atPath: model) { files["first-network.json"] = Starter.network }
    try OutputFolder(path: folder.isEmpty ? "." : folder).add(files)
    Terminal.note("wrote \(file); the network it looks at is \(model)")
  }
}
