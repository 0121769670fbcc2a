import Foundation

/// The most memory that the process has held, as Linux counts it.
enum PeakMemory {
  /// Megabytes since the start or the last reset; "–" where the system does not say.
  static var text: String {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    let kilobytes = line.flatMap { Double($0.filter(\.isNumber)) }
    return kilobytes.map { String(format: "%.0f", $0 / 1024) } ?? "–"
  }

  /// Counts anew from what is held now.
  static func reset() { try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8) }
}
