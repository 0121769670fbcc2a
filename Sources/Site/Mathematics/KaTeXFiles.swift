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

  /// The style sheet and its fonts, and a sheet of ours that shows what they style, by their paths in the site.
  ///
  /// Ours is in the same folder, so a site that is published without the folder shows MathML instead, never both.
  func assets() throws(Diagnostic) -> [String: [UInt8]] {
    let sheet = try read("katex.min.css")
    var files = ["\(Self.siteFolder)/katex.min.css": sheet, "\(Self.siteFolder)/shown.css": Array(Self.shown.utf8)]
    // Of each font the sheet names three forms; the first that a browser can read is loaded, and all read this one.
    for match in String(decoding: sheet, as: UTF8.self).matches(of: /url\((fonts\/[A-Za-z0-9_-]+\.woff2)\)/) {
      let path = String(match.output.1)
      files["\(Self.siteFolder)/\(path)"] = try read(path)
    }
    return files
  }

  private static let shown = """
    /* KaTeX's style sheet stands beside this one, so its boxes can be shown, and the MathML is left to screen readers. */
    .katex .katex-html { display: inline; }
    .katex-display > .katex > .katex-html { display: block; }

    """

  private func read(_ path: String) throws(Diagnostic) -> [UInt8] {
    guard workspace.exists(path) else {
      throw Diagnostic(
        id: "missing-katex", "mathematics needs KaTeX, and there is no '\(workspace.shown(path))'", at: .none,
        fix: "install it: apt-get install libjs-katex fonts-katex")
    }
    return try workspace.read(path)
  }
}
