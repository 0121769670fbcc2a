import Foundation
import Synchronization

/// The folder that a build writes into beside its output until all is there.
///
/// It is called `site.facet-new-N` for the output `site` and holds the site's manifest from the beginning, locked as long as the build runs. So
/// a folder of that name whose manifest nobody locks was left behind by a build that was killed, and the next build removes it.
final class UnfinishedFolder: Sendable {
  let path: String
  /// The number in its name, which no other build has at the same time.
  let number: Int
  private let lock: Int32

  /// The folders of this process. Its lock is held while one file is written and while a folder takes the place of the output, so that no
  /// interruption comes between, and nothing is written after one.
  private static let present = Mutex<Set<String>>([])

  /// Makes a folder beside another, with the manifest in it.
  init(beside place: String, manifest: [UInt8]) throws {
    let parent = (place as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: parent.isEmpty ? "." : parent, withIntermediateDirectories: true)
    (path, number) = try Self.present.withLock { present in
      for number in 0... {
        let path = "\(place).facet-new-\(number)"
        if mkdir(path, 0o777) == 0 {
          present.insert(path)
          return (path, number)
        }
        guard errno == EEXIST else { break }
      }
      throw CocoaError(.fileWriteUnknown, userInfo: [NSLocalizedFailureReasonErrorKey: String(cString: strerror(errno))])
    }
    lock = open("\(path)/\(OutputFolder.manifestName)", O_CREAT | O_RDWR | O_CLOEXEC, 0o666)
    // Locked before anything is in it: an empty manifest proves nothing to other builds.
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      remove()
      throw CocoaError(.fileWriteUnknown)
    }
    try FileHandle(fileDescriptor: lock, closeOnDealloc: false).write(contentsOf: Data(manifest))
  }

  deinit { if lock >= 0 { close(lock) } }

  /// Does what writes a file; an interruption waits for it.
  func write(_ file: () throws -> Void) throws { try Self.present.withLock { _ in try file() } }

  /// Does what puts the folder in its place; an interruption waits for it. Afterwards the name is free for other builds.
  func finish(_ move: () throws -> Void) throws {
    try Self.present.withLock { present in
      try move()
      present.remove(path)
    }
  }

  /// Removes the folder unless it is in its place.
  func remove() {
    Self.present.withLock { present in
      if present.remove(path) != nil { try? FileManager.default.removeItem(atPath: path) }
    }
  }

  /// Removes all folders of this process and ends it, without letting anyone write in between.
  static func removeAll(then end: () -> Never) -> Never {
    present.withLock { present in
      for path in present.sorted() { try? FileManager.default.removeItem(atPath: path) }
      end()
    }
  }

  /// Removes the folders beside an output that builds have left behind.
  static func removeStale(beside place: String) {
    let parent = (place as NSString).deletingLastPathComponent, prefix = (place as NSString).lastPathComponent + ".facet-new-"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.isEmpty ? "." : parent)) ?? []
    for name in names.sorted() where name.hasPrefix(prefix) && Int(name.dropFirst(prefix.count)) != nil {
      let folder = "\(place).facet-new-\(name.dropFirst(prefix.count))"
      let manifest = open("\(folder)/\(OutputFolder.manifestName)", O_RDWR | O_CLOEXEC | O_NOFOLLOW)
      guard manifest >= 0 else { continue }
      defer { close(manifest) }
      if lseek(manifest, 0, SEEK_END) > 0, flock(manifest, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(atPath: folder) }
    }
  }
}

extension OutputFolder {
  /// Removes what builds of this process have written beside their outputs so far, and ends the process.
  package static func removeUnfinished(then end: () -> Never) -> Never { UnfinishedFolder.removeAll(then: end) }
}
