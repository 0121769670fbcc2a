/// Paths with `/` between their parts, as articles and URLs write them.
package enum RelativePath {
  /// A path written in a folder, as one relative to the folder's root; `.` and `..` are worked out, but none that leads
  /// above the root, so that whoever opens the path can refuse it. An absolute path stays as it is.
  package static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    var parts: [Substring] = []
    for part in folder.split(separator: "/") + path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  /// The folder of a path; empty for a path without one.
  package static func folder(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// The last part of a path.
  package static func name(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The address of one file on the page of another, both paths relative to the same root: the way there, with everything
  /// percent-encoded that a path of a URL can't hold (RFC 3986, section 3.3).
  package static func address(from: String, to: String) -> String { encoded(relative(from: from, to: to)) }

  /// A path with every byte percent-encoded but letters, digits, `-`, `.`, `_`, `~` and the `/` between its parts.
  package static func encoded(_ path: String) -> String {
    path.utf8.reduce(into: "") { result, byte in
      switch byte {
      case 48...57, 65...90, 97...122: result.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where "-._~/".utf8.contains(byte): result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }

  /// The way from one file to another, both relative to the same root.
  package static func relative(from: String, to: String) -> String {
    var here = folder(from).split(separator: "/")[...]
    var there = to.split(separator: "/")[...]
    while let first = here.first, there.count > 1, first == there.first {
      here.removeFirst()
      there.removeFirst()
    }
    return (here.map { _ in ".." } + there).joined(separator: "/")
  }
}
