/// Which addresses may stand in a page: none that run code when followed, or mean something else on every machine.
///
/// The site reports such addresses where they are written; the renderer leaves them out whatever the site does.
package enum AddressSafety {
  /// Whether a link to an address is safe. An image may be written into a `data:` address, but not as SVG, which holds code.
  ///
  /// Schemes are compared as browsers do (WHATWG, URL Standard, section 4.4): control characters and spaces in front and tabs
  /// and line feeds anywhere are skipped, case is ignored.
  package static func isSafe(_ address: String, isImage: Bool = false) -> Bool {
    let kept = address.unicodeScalars.drop { $0.value <= 32 }.filter { !["\t", "\n", "\r"].contains($0) }
    let text = String(String.UnicodeScalarView(kept.prefix(40))).lowercased()
    guard ["javascript:", "vbscript:", "file:", "data:"].contains(where: text.hasPrefix) else { return true }
    let images = ["png", "gif", "jpeg", "webp"].map { "data:image/\($0)" }
    return isImage && images.contains { text.hasPrefix("\($0);") || text.hasPrefix("\($0),") }
  }
}
