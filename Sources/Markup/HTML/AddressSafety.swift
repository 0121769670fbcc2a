import Diagnostics

/// Which addresses may stand in a page: none that run code when they are followed, or that mean something else on every machine.
package enum AddressSafety {
  /// Whether a link to an address is safe. An image may also be written into a `data:` address.
  ///
  /// The schemes are compared as browsers do (WHATWG, URL Standard, section 4.4): control characters and spaces in front and
  /// tabs and line feeds anywhere are skipped, case is ignored.
  package static func isSafe(_ address: String, isImage: Bool = false) -> Bool { unsafeScheme(address, isImage: isImage) == nil }

  /// The error for an address that is not safe; `nil` for others.
  package static func refusal(of address: String, isImage: Bool, at range: SourceRange) -> Diagnostic? {
    guard let scheme = unsafeScheme(address, isImage: isImage) else { return nil }
    return Diagnostic(
      id: "unsafe-address", "\(isImage ? "an image" : "a link") may not have an address with the scheme '\(scheme)'", at: .text(range),
      fix: isImage ? "put the image into a file beside the article" : "use a relative address or one with https:")
  }

  private static func unsafeScheme(_ address: String, isImage: Bool) -> String? {
    let kept = address.unicodeScalars.drop { $0.value <= 32 }.filter { !["\t", "\n", "\r"].contains($0) }
    let text = String(String.UnicodeScalarView(kept.prefix(40))).lowercased()
    guard let scheme = ["javascript:", "vbscript:", "file:", "data:"].first(where: text.hasPrefix) else { return nil }
    let images = ["png", "gif", "jpeg", "webp"].map { "data:image/\($0)" }
    let isPicture = images.contains { text.hasPrefix("\($0);") || text.hasPrefix("\($0),") }
    return isImage && isPicture ? nil : scheme
  }
}
