/// The marks of form that CSL-JSON allows in titles: `<i>` is emphasis; `<b>`, `<sc>`, `<sub>`, `<sup>` and `<span …>` leave no trace.
///
/// Other text in angle brackets is text. Dollar signs are dollar signs: CSL has no formulas.
enum CSLMarkup {
  private static let tags: Set<Substring> = ["i", "/i", "b", "/b", "sc", "/sc", "sub", "/sub", "sup", "/sup", "span", "/span"]

  static func pieces(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    var run = ""
    var emphasis = 0
    func endRun() {
      if run.isEmpty { return }
      if emphasis % 2 == 1 { pieces.append(.emphasis(run)) } else { pieces.append(text: run) }
      run = ""
    }
    var rest = NormalForm.composed(text)[...]
    while let open = rest.firstIndex(of: "<") {
      run += rest[..<open]
      // No tag is long, so a search for its end need not go far.
      let inside = rest[rest.index(after: open)...]
      guard let close = inside.prefix(60).firstIndex(of: ">"), let name = inside[..<close].split(separator: " ").first, tags.contains(name)
      else {
        run.append("<")
        rest = inside
        continue
      }
      if name == "i" || name == "/i" {
        endRun()
        emphasis = name == "i" ? emphasis + 1 : max(0, emphasis - 1)
      }
      rest = inside[inside.index(after: close)...]
    }
    run += rest
    endRun()
    return pieces
  }
}
