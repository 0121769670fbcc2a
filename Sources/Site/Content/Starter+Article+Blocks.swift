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

  static let blocks = #"""
    ## Blocks {#blocks}

    ```{note}
    A note; {tip} and {warning} are written in the same way.
    ```

    ```{margin}
    This stands in the margin where there is room.
    ```

    `````{tabs}
    ````{tab}
    :title: Python

    ```python
    def relu(t):
        return max(t, 0.0)  # one unit
    ```
    ````
    ````{tab}
    :title: Swift

    ```swift
    func relu(_ t: Double) -> Double { max(t, 0) }
    ```
    ````
    `````

    ````{listing} count-cells
    :caption: Cells of $n$ lines in general position.

    ```python
    def cells(n):
        return 1 + n + n * (n - 1) // 2
    ```
    ````

    ```{details}
    :title: Why [@count-cells] has no fraction

    Of two numbers that follow each other, one is even.
    ```

    Pattern
    : Which units are on.

    Boundary
    : Where the output is zero. See [@cell] and [@mathematics].

    - [x] write the network down
    - [ ] train a larger one

    Text is *emphasized*, **strong**, ~~deleted~~ or `code`, and [links](https://commonmark.org) lead away.

    > Quotations are indented.

    1. First
    2. Second

    """#

  static let ending = #"""
    ```{acknowledgements}
    Thanks to everyone who reads this far.
    ```

    ```{appendix} larger
    :title: Larger networks

    Everything here works for networks of any depth, as long as the figure shows a plane.
    ```

    """#
}
