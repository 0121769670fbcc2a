import Diagnostics
import Inputs

/// The check of a picture's bytes: that they are what the file's name says, and that an SVG does nothing but draw.
enum PictureFile {
  /// The formats that browsers show, by the extensions of their files.
  private static let formats: [String: String] = [
    "png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WebP", "avif": "AVIF", "svg": "SVG",
  ]

  /// Reports what is wrong with a picture of the content folder; `range` is the place that names it. What is wrong inside an SVG is
  /// reported there.
  static func check(_ path: String, in workspace: Workspace, namedAt range: SourceRange, into report: inout DiagnosticReport) {
    func add(_ message: String, fix: String) {
      report.add(Diagnostic(id: "bad-picture", message, at: .text(range), fix: fix))
    }
    let name = workspace.shown(path)
    let kind = RelativePath.name(path).split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
    guard let expected = formats[kind] else {
      return add("'\(name)' is no picture that browsers show", fix: "convert it to one of: AVIF, GIF, JPEG, PNG, SVG, WebP")
    }
    guard let bytes = report.collect({ try workspace.read(path) }) else { return }
    if bytes.isEmpty { return add("the picture '\(name)' is empty", fix: "export it again") }
    guard let found = format(of: bytes) else {
      return add("'\(name)' holds no \(expected)", fix: "export it again; its first bytes are those of no picture")
    }
    guard found == expected else {
      return add("'\(name)' holds a \(found), not a \(expected)", fix: "rename it, or convert it")
    }
    guard found == "SVG", let source = report.collect({ try Workspace.text(bytes, shownAs: name) }) else { return }
    for fault in SVGSafety.faults(in: source) { report.add(fault) }
  }

  /// The format that a file's first bytes say it has.
  ///
  /// Signatures: PNG (ISO 15948, section 5.2), JPEG (SOI and a marker, ITU-T T.81, annex B), GIF87a and GIF89a, WebP (RIFF, RFC 9649),
  /// AVIF (a file type box, ISO 14496-12, section 4.3).
  private static func format(of bytes: [UInt8]) -> String? {
    func has(_ text: String, at offset: Int) -> Bool { bytes.dropFirst(offset).starts(with: text.utf8) }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "PNG" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "JPEG" }
    if has("GIF87a", at: 0) || has("GIF89a", at: 0) { return "GIF" }
    if has("RIFF", at: 0), has("WEBP", at: 8) { return "WebP" }
    if has("ftypavif", at: 4) || has("ftypavis", at: 4) { return "AVIF" }
    return SVGSafety.isDrawing(bytes) ? "SVG" : nil
  }
}
