import Diagnostics
import Foundation
import Synchronization

/// The one door through which files are read: everything read is recorded with its hash.
///
/// Paths in articles are relative to the file that names them and may not leave the root folder, not even by a symbolic
/// link. A file is read once; later reads give the same bytes, so that one build sees one state of the folder.
package final class Workspace: Sendable {
  /// A file that was read: its path relative to the root and the SHA-256 of its bytes in lower-case hexadecimal.
  package struct Input: Sendable, Hashable, Comparable {
    package let path: String
    package let sha256: String
    package let byteCount: Int

    package static func < (one: Input, other: Input) -> Bool { one.path < other.path }
  }

  /// The folder that no path may leave, with symbolic links resolved.
  package let root: String
  /// What is put before a path relative to the root when it is shown to the user.
  private let shownRoot: String
  private let isConfined: Bool
  /// What was read, shared by all scopes of a workspace.
  private let store: Store
  /// The paths that were read through this scope.
  private let reads = Mutex<Set<String>>([])

  private final class Store: Sendable {
    let files = Mutex<[String: (bytes: [UInt8], input: Input)]>([:])
  }

  /// Opens a folder. `isConfined: false` lets paths lead anywhere: for command lines, whose writer may read what they like.
  package init(root: String, isConfined: Bool = true) {
    self.root = URL(filePath: root).resolvingSymlinksInPath().path(percentEncoded: false).trimmingSuffix("/")
    var shown = root
    while shown.hasSuffix("/") { shown.removeLast() }
    shownRoot = shown == "." ? "" : shown
    self.isConfined = isConfined
    store = Store()
  }

  private init(sharing other: Workspace) {
    root = other.root
    shownRoot = other.shownRoot
    isConfined = other.isConfined
    store = other.store
  }

  /// The same folder with a record of its own: `inputs` of the scope are what was read through it.
  package func scope() -> Workspace { Workspace(sharing: self) }

  /// The largest file that is read, in bytes: 4 GiB.
  package static let largestFile = 4 << 30

  /// A path relative to the root, as it is shown in messages.
  package func shown(_ path: String) -> String {
    shownRoot.isEmpty || path.hasPrefix("/") ? path : path.isEmpty ? shownRoot : "\(shownRoot)/\(path)"
  }

  /// The bytes of a file. `path` is relative to the root.
  ///
  /// Throws a `Diagnostic` when the path leaves the root, when nothing is there, or when it can't be read.
  package func read(_ path: String) throws(Diagnostic) -> [UInt8] {
    if let known = store.files.withLock({ $0[path]?.bytes }) {
      _ = reads.withLock { $0.insert(path) }
      return known
    }
    let absolute = try resolve(path)
    let bytes = try load(absolute, path)
    let input = Input(path: path, sha256: SHA256.hexadecimal(of: bytes), byteCount: bytes.count)
    _ = reads.withLock { $0.insert(path) }
    return store.files.withLock { files in
      if let known = files[path] { return known.bytes }
      files[path] = (bytes, input)
      return bytes
    }
  }

  /// The text of a UTF-8 file, without a byte-order mark and with line endings as they are.
  package func readText(_ path: String) throws(Diagnostic) -> Source { try Self.text(try read(path), shownAs: shown(path)) }

  /// Bytes as UTF-8 text; `path` names them in messages.
  package static func text(_ bytes: [UInt8], shownAs path: String) throws(Diagnostic) -> Source {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    guard let text = String(validating: bytes.dropFirst(hasMark ? 3 : 0), as: UTF8.self) else {
      throw notUTF8(bytes, path)
    }
    return Source(path: path, text: text)
  }

  /// Where the first bytes stand that are no UTF-8: what is before them keeps its length when the rest is replaced.
  private static func notUTF8(_ bytes: [UInt8], _ path: String) -> Diagnostic {
    // The valid prefix is as long as what decodes and encodes to itself.
    let text = String(decoding: bytes, as: UTF8.self)
    let offset = zip(bytes, text.utf8).prefix { $0 == $1 }.count
    let value = String(UInt16(offset < bytes.count ? bytes[offset] : 0) + 256, radix: 16, uppercase: true).dropFirst()
    guard !bytes.contains(0) else {
      return Diagnostic(id: "not-utf8", "the file is not text", at: .file(path), fix: "save it as text in UTF-8, or name another file")
    }
    let source = Source(path: path, text: text)
    return Diagnostic(
      id: "not-utf8", "the byte 0x\(value) is no UTF-8", at: .text(SourceRange(source: source, bytes: offset..<offset + 3)),
      fix: "save the file as UTF-8")
  }

  /// Everything read so far through this scope, by path.
  package var inputs: [Input] {
    let paths = reads.withLock { $0.sorted() }
    return store.files.withLock { files in paths.compactMap { files[$0]?.input } }
  }

  /// Whether a file, not a folder, is at the path inside the root.
  package func exists(_ path: String) -> Bool {
    guard let absolute = try? resolve(path) else { return false }
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: absolute, isDirectory: &isDirectory) && !isDirectory.boolValue
  }

  /// The paths of all files under a folder of the root, sorted by their bytes; names that start with a dot are left out.
  package func files(under folder: String = "") throws(Diagnostic) -> [String] {
    let base = folder.isEmpty ? root : try resolve(folder)
    var found: [String] = []
    var pending = [""]
    while let here = pending.popLast() {
      let path = here.isEmpty ? base : "\(base)/\(here)"
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        throw Diagnostic(id: "unreadable", "the folder can't be read", at: .file(shown(folder.isEmpty ? "" : folder)))
      }
      for name in names where !name.hasPrefix(".") {
        let relative = here.isEmpty ? name : "\(here)/\(name)"
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: "\(base)/\(relative)", isDirectory: &isDirectory) else { continue }
        let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(base)/\(relative)")) != nil
        if !isDirectory.boolValue { found.append(relative) } else if !isLink { pending.append(relative) }
      }
    }
    let prefix = folder.isEmpty ? "" : "\(folder)/"
    return found.map { prefix + $0 }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The absolute path of a path relative to the root, with symbolic links resolved.
  private func resolve(_ path: String) throws(Diagnostic) -> String {
    let outside = Diagnostic(
      id: "outside", "the path leaves the folder \(shownRoot.isEmpty ? "of the articles" : "'\(shownRoot)'")", at: .file(shown(path)),
      fix: "copy the file into the folder and name it by a relative path")
    if path.hasPrefix("/"), isConfined { throw outside }
    guard !path.utf8.contains(0) else { throw Diagnostic(id: "bad-path", "the path holds a zero byte", at: .none) }
    let joined = path.hasPrefix("/") ? path : "\(root)/\(path)"
    let resolved = URL(filePath: joined).standardizedFileURL.resolvingSymlinksInPath().path(percentEncoded: false)
    guard !isConfined || resolved == root || resolved.hasPrefix(root + "/") else { throw outside }
    return resolved
  }

  private func load(_ absolute: String, _ path: String) throws(Diagnostic) -> [UInt8] {
    let location = Diagnostic.Location.file(shown(path))
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: absolute, isDirectory: &isDirectory) else {
      throw Diagnostic(id: "missing-file", "there is no such file", at: location, fix: nearest(path))
    }
    guard !isDirectory.boolValue else { throw Diagnostic(id: "missing-file", "this is a folder, not a file", at: location) }
    let attributes = try? FileManager.default.attributesOfItem(atPath: absolute)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else {
      throw Diagnostic(id: "unreadable", "this is not a regular file", at: location)
    }
    guard (attributes?[.size] as? Int ?? 0) <= Self.largestFile else {
      throw Diagnostic(id: "too-large", "the file is larger than \(Self.largestFile >> 30) GiB", at: location)
    }
    guard let data = try? Data(contentsOf: URL(filePath: absolute)) else {
      throw Diagnostic(id: "unreadable", "the file can't be read", at: location, fix: "check its permissions")
    }
    return [UInt8](data)
  }

  /// The file of the same folder whose name is nearest to one that is not there.
  private func nearest(_ path: String) -> String? {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let base = try? resolve(folder.isEmpty ? "." : folder),
      let names = try? FileManager.default.contentsOfDirectory(atPath: base), let near = Suggestion.nearest(to: name, in: names)
    else { return nil }
    // Its name alone, since articles and commands write the folder differently.
    return "did you mean '\(near)'?"
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: Character) -> String {
    var result = self
    while result.count > 1, result.last == suffix { result.removeLast() }
    return result
  }
}
