extension Starter {
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
