import Diagnostics
import Inputs
import Mathematics

/// KaTeX's files as a package of the system installs them: the program that typesets, and what a page needs to show the result.
package struct KaTeXFiles {
  /// Where Debian's package libjs-katex puts them.
  package static let systemFolder = "/usr/share/javascript/katex"
  /// The folder of the site that holds copies of them. It is not kept in git: the files are other people's.
  package static let siteFolder = "assets/katex"

  private let workspace: Workspace

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// The program. Throws a `Diagnostic` that says what to install where it is missing.
  func program() throws(Diagnostic) -> KaTeX { try KaTeX(source: try read("katex.min.js")) }

  /// The style sheet with a rule of ours that shows what it styles, and its fonts, by their paths in the site.
  ///
  /// The theme hides KaTeX's boxes. The rule that shows them comes with the sheet that hides the MathML, in one file, so a page shows
  /// one of the two, whether the folder is there or not.
  func assets() throws(Diagnostic) -> [String: [UInt8]] {
    let sheet = try read("katex.min.css")
    var files = ["\(Self.siteFolder)/katex.css": sheet + Array(Self.shown.utf8)]
    // Of each font the sheet names three forms; the first that a browser can read is loaded, and all read this one.
    for match in String(decoding: sheet, as: UTF8.self).matches(of: /url\((fonts\/[A-Za-z0-9_-]+\.woff2)\)/) {
      let path = String(match.output.1)
      files["\(Self.siteFolder)/\(path)"] = try read(path)
    }
    return files
  }

  private static let shown = "\n.katex>.katex-html{display:inline}\n"

  private func read(_ path: String) throws(Diagnostic) -> [UInt8] {
    guard workspace.exists(path) else {
      throw Diagnostic(
        id: "missing-katex", "mathematics needs KaTeX, and there is no '\(workspace.shown(path))'", at: .none,
        fix: "install it: apt-get install libjs-katex fonts-katex")
    }
    return try workspace.read(path)
  }
}
