extension Starter {
  static let figures = #"""
    ## Figures and values {#figures}

    ```{regions} first
    model: first-network.json
    domain: { x: [-1, 1], y: [-1, 1] }
    color: slope-norm
    boundary: true
    caption: Four units cut the square into `= first.regions` cells; the line is where the output changes its sign.
    ```

    [@first] shows `= first.regions` cells; the largest takes `= first.area.largest-share | percent 1` of the square. The build
    fails if what follows is no longer true:

    ```{expect}
    first.certified
    first.vertices - first.edges + first.regions == 1
    first.area.total = 4 ± 1e-12
    ```

    ````{table} arrangements
    :caption: Cells of lines in general position, by [@count].

    | lines | cells |
    |------:|------:|
    |     1 |     2 |
    |     2 |     4 |
    |     3 |     7 |
    ````

    [@arrangements] has only straight lines; those of [@first] bend.[^bend] All that is known of the figure:

    ```{values first}
    ```

    [^bend]: A unit of the second layer bends where it meets a line of the first.

    """#
}
