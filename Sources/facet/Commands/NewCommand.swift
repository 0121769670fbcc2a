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
  static let configuration = CommandConfiguration(commandName: "article", abstract: "An article with every feature in use, to be cut down.")

  @Argument(help: "The new file, such as content/articles/first.md.")
  var file: String

  func run() throws {
    guard file.hasSuffix(".md"), !URL(filePath: file).lastPathComponent.hasPrefix(".") else {
      throw UsageError(Diagnostic(id: "bad-path", "an article's name ends in .md", at: .file(file), fix: "write it as in articles/first.md"))
    }
    let url = URL(filePath: file)
    let folder = url.deletingLastPathComponent()
    let files = Starter.article(named: url.deletingPathExtension().lastPathComponent)
    for name in files.keys.sorted() where name != Starter.networkName {
      let path = folder.appending(path: name).relativePath
      guard !FileManager.default.fileExists(atPath: path) else {
        throw UsageError(Diagnostic(id: "exists", "this is there already", at: .file(path), fix: "choose another name"))
      }
    }
    // A network that is there may be that of another new article.
    let hasNetwork = FileManager.default.fileExists(atPath: folder.appending(path: Starter.networkName).relativePath)
    let path = folder.relativePath
    try OutputFolder(path: path.isEmpty ? "." : path).add(files.filter { $0.key != Starter.networkName || !hasNetwork })
    Terminal.note("wrote \(file), its bibliography, and the network \(Starter.networkName) that it looks at")
  }
}
