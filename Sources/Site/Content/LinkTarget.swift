import Diagnostics
import Inputs
import Markup

/// Where a link or an image of an article leads.
package enum LinkTarget: Sendable, Equatable {
  /// Another host, or a protocol such as mailto; written as it is.
  case external(String)
  /// A page of the site and a place on it.
  case page(String, anchor: String?)
  /// A file of the content folder, which the site carries along.
  case file(String)

  /// Finds out where a destination leads, and that it leads somewhere. Throws a `Diagnostic` at the destination.
  static func resolve(
    _ destination: String, from page: ContentPage, in content: Content, at range: SourceRange
  ) throws(Diagnostic) -> LinkTarget {
    func fail(_ message: String, fix: String?) -> Diagnostic { Diagnostic(id: "broken-link", message, at: .text(range), fix: fix) }
    if let scheme = AddressSafety.scheme(of: destination) {
      guard ["http", "https", "mailto", "tel", "doi"].contains(scheme) else {
        throw Diagnostic(
          id: "unsafe-link", "a link may not use '\(scheme):'", at: .text(range), fix: "use https, http, mailto or a relative path")
      }
      return .external(destination)
    }
    guard !destination.hasPrefix("/") else {
      throw fail(
        "the path '\(destination)' starts with '/', so it depends on where the site is published", fix: "write a path relative to this article")
    }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let anchor = parts.count > 1 ? parts[1].decoded : nil
    let path = (parts.first ?? "").decoded
    if path.isEmpty, anchor == nil { throw fail("the link leads nowhere", fix: "write a path or an address") }
    let target = path.isEmpty ? page.path : RelativePath.join(page.folder, path)
    if let other = content.page(target) {
      if let anchor, !other.anchors.contains(anchor) {
        throw fail(
          "'\(target)' has no heading or label '\(anchor)'",
          fix: Suggestion.nearest(to: anchor, in: other.anchors).map { "did you mean '#\($0)'?" } ?? "label the heading: ## … {#\(anchor)}")
      }
      return .page(target, anchor: anchor)
    }
    if anchor == nil, content.configuration.sections.contains(where: { target == "\($0.folder)/index.md" }) {
      return .page(target, anchor: nil)
    }
    if content.drafts.contains(target) {
      throw fail("'\(target)' is a draft, which is left out of the site", fix: "publish it, or remove the link")
    }
    if target.hasPrefix("..") { throw fail("the path '\(path)' leaves the content folder", fix: "copy the file into the folder") }
    guard !target.hasSuffix(ContentPage.suffix), content.workspace.exists(target) else {
      throw fail(
        "there is no '\(target.isEmpty ? path : target)'",
        fix: nearestFile(to: path, from: page, in: content) ?? "write the path of a file, relative to this article")
    }
    return .file(target)
  }

  /// The file of the content folder whose path is nearest to one that was not found.
  private static func nearestFile(to path: String, from page: ContentPage, in content: Content) -> String? {
    let files = (try? content.workspace.files()) ?? []
    let known = files.filter { !content.drafts.contains($0) }.map { RelativePath.relative(from: page.path, to: $0) }
    return Suggestion.nearest(to: path, in: known).map { "did you mean '\($0)'?" }
  }
}

extension String {
  /// With percent-encoded bytes decoded; as it is where that gives no text.
  fileprivate var decoded: String {
    guard contains("%") else { return self }
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? self
  }
}
