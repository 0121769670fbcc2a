import Diagnostics
import Foundation

/// The folder that a site is written to: the one place that writes.
package struct OutputFolder: Sendable {
  package let path: String

  package init(path: String) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  /// A difference between a site and what is in the folder.
  package enum Difference: Sendable, Equatable, CustomStringConvertible {
    case missing(String), changed(String), unexpected(String)

    package var path: String {
      switch self {
      case .missing(let path), .changed(let path), .unexpected(let path): path
      }
    }

    package var description: String {
      switch self {
      case .missing(let path): "missing: \(path)"
      case .changed(let path): "differs: \(path)"
      case .unexpected(let path): "not part of the site: \(path)"
      }
    }
  }

  /// Replaces the folder by a site: the files are written beside it, and the folder is swapped in when all are there. What was
  /// in the folder stays whole if anything fails. Returns whether anything changed; a folder that already holds the site is left alone.
  ///
  /// Throws a `Diagnostic` when the folder holds something that Facet did not make, and when it can't be written.
  @discardableResult
  package func replace(with files: [String: [UInt8]]) throws(Diagnostic) -> Bool {
    let manager = FileManager.default
    let exists = manager.fileExists(atPath: path)
    if exists {
      guard isOurs else {
        throw Diagnostic(
          id: "not-a-site", "the folder holds something that Facet did not make", at: .file(path), fix: "remove it, or choose another --output")
      }
      if differences(from: files).isEmpty { return false }
    }
    let (fresh, old) = ("\(path).new", "\(path).old")
    do {
      try? manager.removeItem(atPath: fresh)
      try? manager.removeItem(atPath: old)
      for (name, bytes) in files.sorted(by: { $0.key < $1.key }) { try write(bytes, to: "\(fresh)/\(name)") }
      if files.isEmpty { try manager.createDirectory(atPath: fresh, withIntermediateDirectories: true) }
      if exists { try manager.moveItem(atPath: path, toPath: old) }
      do { try manager.moveItem(atPath: fresh, toPath: path) } catch {
        if exists { try? manager.moveItem(atPath: old, toPath: path) }
        throw error
      }
      try? manager.removeItem(atPath: old)
    } catch {
      try? manager.removeItem(atPath: fresh)
      throw Diagnostic(
        id: "unwritable", "the site can't be written: \((error as NSError).localizedFailureReason ?? error.localizedDescription)",
        at: .file(path), fix: "check the folder's permissions and the space that is left")
    }
    return true
  }

  /// Writes single files into the folder, beside what is there: for results that are no site.
  package func add(_ files: [String: [UInt8]]) throws(Diagnostic) {
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      do { try write(bytes, to: "\(path)/\(name)") } catch {
        throw Diagnostic(id: "unwritable", "the file can't be written", at: .file("\(path)/\(name)"), fix: "check the folder's permissions")
      }
    }
  }

  /// How the folder differs from a site, by path. Files whose names start with a dot are not looked at.
  package func differences(from files: [String: [UInt8]]) -> [Difference] {
    var found: [Difference] = []
    let present = Set(existingFiles())
    for (name, bytes) in files {
      guard present.contains(name) else {
        found.append(.missing(name))
        continue
      }
      if FileManager.default.contents(atPath: "\(path)/\(name)").map({ [UInt8]($0) }) != bytes { found.append(.changed(name)) }
    }
    found += present.filter { files[$0] == nil }.map { .unexpected($0) }
    return found.sorted { $0.path < $1.path }
  }

  private func existingFiles() -> [String] {
    guard let walker = FileManager.default.enumerator(atPath: path) else { return [] }
    var files: [String] = []
    while let name = walker.nextObject() as? String {
      let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
      if !isHidden, walker.fileAttributes?[.type] as? FileAttributeType == .typeRegular { files.append(name) }
    }
    return files
  }

  /// Whether the folder is empty or holds a site of Facet's: its home page says so.
  private var isOurs: Bool {
    guard !existingFiles().isEmpty else { return true }
    guard let home = FileManager.default.contents(atPath: "\(path)/index.html") ?? FileManager.default.contents(atPath: "\(path)/404.html")
    else {
      return false
    }
    return String(decoding: home, as: UTF8.self).contains("<meta name=\"generator\" content=\"Facet\">")
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path))
  }
}
