import Diagnostics

/// The terms under which others may use an article.
package struct Licence: Sendable, Equatable {
  /// As it is shown.
  package let name: String
  /// The address of its text; `nil` where it is not known.
  package let url: String?

  /// The addresses of licences in common use, by their SPDX identifiers.
  private static let known = [
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/", "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/", "CC-BY-ND-4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
    "MIT": "https://opensource.org/license/mit", "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
    "BSD-3-Clause": "https://opensource.org/license/bsd-3-clause",
  ]

  /// Reads a name, or `{name, url}`. Throws a `Diagnostic` where the address is none.
  package init(_ node: YAMLNode) throws(Diagnostic) {
    guard case .mapping = node.content else {
      name = try node.text("'licence'")
      url = Self.known[name]
      return
    }
    let mapping = try node.mapping("'licence'")
    if let unknown = mapping.unknownKeys("licence key", known: ["name", "url"]).first { throw unknown }
    guard let name = mapping["name"] else {
      throw Diagnostic(id: "missing-key", "the licence has no 'name'", at: .text(node.range), fix: "add name: …")
    }
    self.name = try name.text("'name'")
    guard let address = mapping["url"] else {
      url = Self.known[self.name]
      return
    }
    let text = try address.text("'url'")
    guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
      throw address.mismatch("'url'", expected: "an address that starts with https://")
    }
    url = text
  }
}
