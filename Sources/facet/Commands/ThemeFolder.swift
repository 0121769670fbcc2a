import Diagnostics
import Foundation

/// Where the theme is.
enum ThemeFolder {
  /// The theme that is asked for, or the first default theme found: here, beside the content, or above the program itself.
  static func find(_ asked: String?, beside content: String) throws(UsageError) -> String {
    if let asked {
      guard FileManager.default.fileExists(atPath: asked) else {
        throw UsageError(
          Diagnostic(id: "missing-file", "there is no such folder", at: .file(asked), fix: "name a folder of Mustache templates"))
      }
      return asked
    }
    var candidates = ["themes/default", "\(content)/../themes/default"]
    var folder = Bundle.main.bundleURL.resolvingSymlinksInPath()
    while folder.path(percentEncoded: false) != "/", candidates.count < 16 {
      candidates.append(folder.appending(path: "themes/default").path(percentEncoded: false))
      folder.deleteLastPathComponent()
    }
    guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: "\($0)/article.mustache") }) else {
      throw UsageError(Diagnostic(id: "missing-file", "no theme was found", at: .none, fix: "name one by --theme"))
    }
    return found
  }
}
