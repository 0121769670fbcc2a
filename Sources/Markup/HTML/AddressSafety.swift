/// Which addresses may stand in a page: none that run code when followed, or mean something else on every machine.
///
/// The site reports such addresses where they are written; the renderer leaves them out whatever the site does.
package enum AddressSafety {
  /// Whether a link to an address is safe. An image may be written into a `data:` address, but not as SVG, which holds code.
  ///
  /// Schemes are compared as browsers do (WHATWG, URL Standard, section 4.4): control characters and spaces in front and tabs
  /// and line feeds anywhere are skipped, case is ignored.
  package static func isSafe(_ address: String, isImage: Bool = false) -> Bool {
    let text = start(of: address, 40)
    guard ["javascript:", "vbscript:", "file:", "data:"].contains(where: text.hasPrefix) else { return true }
    let images = ["png", "gif", "jpeg", "webp"].map { "data:image/\($0)" }
    return isImage && images.contains { text.hasPrefix("\($0);") || text.hasPrefix("\($0),") }
  }

  /// The scheme of an address in lower case (RFC 3986, section 3.1), as a browser reads it or a careless one might: spaces and control
  /// characters are skipped everywhere. `nil` for a path.
  package static func scheme(of address: String) -> String? {
    let text = start(of: String(String.UnicodeScalarView(address.unicodeScalars.lazy.filter { $0.value > 32 }.prefix(80))), 80)
    guard text.unicodeScalars.first?.properties.isAlphabetic == true, let colon = text.firstIndex(of: ":") else { return nil }
    let scheme = text[..<colon]
    return scheme.allSatisfy { $0.isLetter || $0.isNumber || "+-.".contains($0) } ? String(scheme) : nil
  }

  /// The first scalars of an address in lower case, without what browsers skip.
  private static func start(of address: String, _ count: Int) -> String {
    let kept = address.unicodeScalars.drop { $0.value <= 32 }.lazy.filter { !["\t", "\n", "\r"].contains($0) }
    return String(String.UnicodeScalarView(kept.prefix(count))).lowercased()
  }
}
