import Diagnostics
import Foundation

/// The folder that a site is written to: the one place that writes.
///
/// The file `.facet` in it lists what Facet wrote, so that a later build replaces those files and keeps all others: a `CNAME`, say, or
/// the `.git` of a published branch.
package struct OutputFolder: Sendable {
  /// As it was given, for messages.
  package let path: String
  /// With symbolic links resolved, so that a link to a folder stays one.
  private let place: String

  package init(path: String) {
    self.path = path
    place = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false).droppingLastSlash
  }

  static let manifestName = ".facet"

  /// Whether the folder is there; writing makes it, and the folders above it.
  package var exists: Bool { FileManager.default.fileExists(atPath: place) }

  /// Replaces the site in the folder: the new one is written beside it with everything in the folder that Facet did not write, and
  /// swapped in when all is there. What was in the folder stays whole if anything fails. What a build that was killed has left beside it is
  /// removed. Returns whether anything changed.
  ///
  /// Throws a `Diagnostic` when the folder holds files but no site of Facet's, and when it can't be written.
  @discardableResult
  package func replace(with files: [String: [UInt8]]) throws(Diagnostic) -> Bool {
    let site = files.merging([Self.manifestName: Self.manifest(files)]) { _, new in new }
    try checkNames(site.keys)
    try checkOwnership()
    UnfinishedFolder.removeStale(beside: place)
    if FileManager.default.fileExists(atPath: place), differences(from: files).isEmpty { return false }
    do { try swapIn(site) } catch {
      throw Diagnostic(
        id: "unwritable", "the site can't be written: \((error as NSError).localizedFailureReason ?? error.localizedDescription)",
        at: .file(path), fix: "check the folder's permissions and the space that is left")
    }
    return true
  }

  private func swapIn(_ site: [String: [UInt8]]) throws {
    let manager = FileManager.default
    let folder = try UnfinishedFolder(beside: place, manifest: site[Self.manifestName] ?? [])
    defer { folder.remove() }
    let (fresh, old) = (folder.path, "\(place).facet-old-\(folder.number)")
    for (name, bytes) in site.sorted(by: { $0.key < $1.key }) where name != Self.manifestName {
      try folder.write { try write(bytes, to: "\(fresh)/\(name)") }
    }
    guard manager.fileExists(atPath: place) else { return try folder.finish { try manager.moveItem(atPath: fresh, toPath: place) } }
    let written = Set(manifest)
    for name in entries where !written.contains(name) && site[name] == nil {
      try folder.write {
        try manager.createDirectory(atPath: ("\(fresh)/\(name)" as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try manager.copyItem(atPath: "\(place)/\(name)", toPath: "\(fresh)/\(name)")
      }
    }
    try folder.finish {
      try manager.moveItem(atPath: place, toPath: old)
      do { try manager.moveItem(atPath: fresh, toPath: place) } catch {
        try manager.moveItem(atPath: old, toPath: place)
        throw error
      }
      try? manager.removeItem(atPath: old)
    }
  }

  /// Writes single files into the folder, beside what is there: for results that are no site.
  package func add(_ files: [String: [UInt8]]) throws(Diagnostic) {
    try checkNames(files.keys)
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      do { try write(bytes, to: "\(place)/\(name)") } catch {
        throw Diagnostic(id: "unwritable", "the file can't be written", at: .file("\(path)/\(name)"), fix: "check the folder's permissions")
      }
    }
  }

  /// The manifest of a site: the paths of its files, one a line.
  private static func manifest(_ files: [String: [UInt8]]) -> [UInt8] {
    Array((files.keys.filter { $0 != manifestName }.sorted().joined(separator: "\n") + "\n").utf8)
  }

  /// What the folder's manifest lists.
  private var manifest: [String] {
    guard let data = FileManager.default.contents(atPath: "\(place)/\(Self.manifestName)") else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init) + [Self.manifestName]
  }

  /// Everything in the folder that is not itself a folder, links and dot files included.
  private var entries: [String] {
    guard let walker = FileManager.default.enumerator(atPath: place) else { return [] }
    var found: [String] = []
    while let name = walker.nextObject() as? String {
      if walker.fileAttributes?[.type] as? FileAttributeType != .typeDirectory { found.append(name) }
    }
    return found
  }

  private func checkOwnership() throws(Diagnostic) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else {
      throw Diagnostic(id: "not-a-site", "this is a file, not a folder", at: .file(path), fix: "choose another --output")
    }
    let isForeign = entries.contains { !$0.hasPrefix(".") }
    guard !isForeign || !manifest.isEmpty else {
      throw Diagnostic(
        id: "not-a-site", "the folder holds something that Facet did not make", at: .file(path), fix: "remove it, or choose another --output")
    }
  }

  /// No file of a site lies outside the folder.
  private func checkNames(_ names: some Sequence<String>) throws(Diagnostic) {
    for name in names.sorted() where name.isEmpty || name.hasPrefix("/") || name.split(separator: "/").contains("..") || name.utf8.contains(0) {
      throw Diagnostic(id: "internal", "the file '\(name)' would lie outside the folder", at: .file(path))
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path))
  }
}

extension OutputFolder {
  /// A difference between a site and what is in the folder.
  package enum Difference: Sendable, Equatable, CustomStringConvertible {
    case missing(String)
    case changed(String)
    case unexpected(String)

    package var path: String {
      switch self {
      case .missing(let path), .changed(let path), .unexpected(let path): path
      }
    }

    package var description: String {
      switch self {
      case .missing(let path): "missing: \(path)"
      case .changed(let path): "differs: \(path)"
      case .unexpected(let path): "no longer part of the site: \(path)"
      }
    }
  }

  /// How the folder differs from a site, by path. Files that Facet did not write are not looked at.
  package func differences(from files: [String: [UInt8]]) -> [Difference] {
    var found: [Difference] = []
    for (name, bytes) in files.merging([Self.manifestName: Self.manifest(files)], uniquingKeysWith: { _, new in new }) {
      guard let present = FileManager.default.contents(atPath: "\(place)/\(name)") else {
        found.append(.missing(name))
        continue
      }
      if [UInt8](present) != bytes { found.append(.changed(name)) }
    }
    let old = manifest.filter { files[$0] == nil && $0 != Self.manifestName && FileManager.default.fileExists(atPath: "\(place)/\($0)") }
    return (found + old.map { .unexpected($0) }).sorted { $0.path < $1.path }
  }
}

extension String {
  fileprivate var droppingLastSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
