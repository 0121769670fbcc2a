/// The parts of an article that uses every feature; `Starter.article` puts them together.
extension Starter {
  static func frontMatter(bibliography: String) -> String {
    #"""
    ---
    title: Everything an article can hold
    subtitle: To be cut down to what you need
    description: Formulas, theorems, figures, values and notes, each of them once.
    authors:
      - { name: Your Name, affiliation: Your University }
    tags: [example]
    licence: CC-BY-4.0
    bibliography: \#(bibliography)
    number-sections: true
    macros:
      \R: \mathbb{R}
      \relu: \operatorname{ReLU}
    ---

    ```{abstract}
    A network of four units, and all that can be said about it in this format. What follows is an example: delete what you
    do not need.
    ```

    """#
  }

  static let mathematics = #"""
    ## Mathematics {#mathematics}

    A layer maps $x \in \R^n$ to $\relu(Wx + b)$, unit by unit:

    $$
    \relu(t) = \max(t, 0). \label{relu}
    $$

    By $\eqref{relu}$, or [@relu], every unit is affine on each side of a line. Larger displays have a fence of their own:

    ```math
    \begin{align}
    f(x) &= W_2 \relu(W_1 x + b_1) + b_2 \label{network} \\
         &= A_c x + d_c \quad \text{on each cell } c. \label{affine}
    \end{align}
    ```

    Works are cited as in [@montufar2014, p. 3], or in the sentence, as @zaslavsky1975 does.

    ````{theorem} count
    :title: Zaslavsky

    Lines in general position, $n$ of them, cut the plane into $1 + n + \binom{n}{2}$ cells.
    ````

    ````{proof}
    :of: count

    The $k$-th line meets the $k - 1$ lines before it in as many points, which cut it into $k$ pieces. Each piece splits one cell
    in two, so the count grows by $k$, and

    $$
    1 + \sum_{k=1}^{n} k = 1 + n + \binom{n}{2}.
    $$
    ````

    ```{definition} cell
    :title: Cell

    A *cell* is a largest set on which the network is one affine map, as in [@affine].
    ```

    """#

  /// The works that the article cites.
  static let bibliography = #"""
    @inproceedings{montufar2014,
      author    = {Mont{\'u}far, Guido and Pascanu, Razvan and Cho, Kyunghyun and Bengio, Yoshua},
      title     = {On the Number of Linear Regions of Deep Neural Networks},
      booktitle = {Advances in Neural Information Processing Systems},
      volume    = {27},
      year      = {2014},
    }

    @article{zaslavsky1975,
      author  = {Zaslavsky, Thomas},
      title   = {Facing up to Arrangements: Face-Count Formulas for Partitions of Space by Hyperplanes},
      journal = {Memoirs of the American Mathematical Society},
      volume  = {1},
      number  = {154},
      year    = {1975},
    }

    """#
}
