extension Starter {
  static let configuration = """
    title: My site
    description: Articles whose numbers are computed when the site is built.
    sections:
      - { folder: articles, title: Articles }

    """

  static let home = """
    ---
    title: My site
    ---

    Start with the [first article](articles/first.md).

    """

  /// An article with a figure, values in prose and claims.
  static let first = """
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

    """
}
