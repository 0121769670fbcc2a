/// What `facet new` writes: a small site that builds as it is.
package enum Starter {
  /// The files of a new site, by their paths.
  package static var site: [String: [UInt8]] {
    [
      "content/site.yaml": Array(configuration.utf8), "content/index.md": Array(home.utf8), "content/articles/first.md": article,
      "content/articles/first-network.json": network,
    ]
  }

  /// An article with a figure, values in prose and claims.
  package static let article = Array(
    """
    ---
    title: A first article
    description: Four ReLU units and the cells that they cut the plane into.
    ---

    Each unit of a ReLU network bends the plane along a line, and the lines of later layers bend where they meet those of
    earlier ones.

    ```{regions} first
    model: first-network.json
    domain: { x: [-1, 1], y: [-1, 1] }
    color: slope-norm
    boundary: true
    caption: Four units cut the square into `= first.regions` cells; the line is where the output changes its sign.
    ```

    The largest of the `= first.regions` cells takes `= first.area.largest-share | percent 1` of the square. The build fails if
    what follows is no longer true:

    ```{expect}
    first.certified
    first.vertices - first.edges + first.regions == 1
    first.area.total = 4 ± 1e-12
    ```

    """.utf8)

  /// The network of the article, written by hand.
  package static let network = Array(
    """
    {"layers": [
      {"w": [[1, 0.5], [-0.5, 1], [0.75, -1]], "b": [0.25, -0.125, 0.125]},
      {"w": [[1, -1, 0.5]], "b": [-0.25]},
      {"w": [[1]], "b": [-0.25]}
    ]}

    """.utf8)

  private static let configuration = """
    title: My site
    description: Articles whose numbers are computed when the site is built.
    sections:
      - { folder: articles, title: Articles }

    """

  private static let home = """
    ---
    title: My site
    ---

    Start with the [first article](articles/first.md).

    """
}
