/// What `facet new` writes: a small site, and an article with every feature, both of which build as they are.
package enum Starter {
  /// The files of a new site, by their paths.
  package static var site: [String: [UInt8]] {
    [
      "content/site.yaml": Array(configuration.utf8), "content/index.md": Array(home.utf8),
      "content/articles/first.md": Array(first.utf8), "content/articles/\(networkName)": network,
    ]
  }

  /// The files of a new article, by their names; `name` is that of the article without `.md`.
  package static func article(named name: String) -> [String: [UInt8]] {
    let parts = [frontMatter(bibliography: "\(name).bib"), mathematics, figures, blocks, ending]
    return ["\(name).md": Array(parts.joined(separator: "\n").utf8), "\(name).bib": Array(bibliography.utf8), networkName: network]
  }

  /// The name of the network's file.
  package static let networkName = "first-network.json"

  /// The network of the articles, written by hand.
  package static let network = Array(
    """
    {"layers": [
      {"w": [[1, 0.5], [-0.5, 1], [0.75, -1]], "b": [0.25, -0.125, 0.125]},
      {"w": [[1, -1, 0.5]], "b": [-0.25]},
      {"w": [[1]], "b": [-0.25]}
    ]}

    """.utf8)
}
