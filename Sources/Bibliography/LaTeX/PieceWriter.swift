/// Gathers characters into pieces: white space is collapsed, and accents that wait are set on the next character.
struct PieceWriter {
  private(set) var pieces: [Piece] = []
  private var run = String.UnicodeScalarView()
  /// Whether a space is due before the next character. Leading and trailing white space is thus left out.
  private var hasSpace = false
  private var isEmpty = true
  /// Combining characters for the next character, outermost first.
  private var accents: [Unicode.Scalar] = []

  private(set) var isEmphasized = false
  var hasAccents: Bool { !accents.isEmpty }

  mutating func setEmphasis(_ value: Bool) {
    if value == isEmphasized { return }
    // A space before an emphasis is not part of it.
    if value, hasSpace, !isEmpty {
      run.append(" ")
      hasSpace = false
    }
    endRun()
    isEmphasized = value
  }

  mutating func add(accent: Unicode.Scalar) { accents.append(accent) }

  mutating func addSpace() { if !hasAccents { hasSpace = true } }

  mutating func add(_ scalar: Unicode.Scalar) {
    if hasSpace, !isEmpty { run.append(" ") }
    hasSpace = false
    isEmpty = false
    if accents.isEmpty { return run.append(scalar) }
    // The dot of an i or j gives way to an accent above it, so that \'{\i} is the letter í.
    let above = accents.contains { !["\u{327}", "\u{323}", "\u{331}", "\u{328}", "\u{326}"].contains($0) }
    run.append(above && scalar == "ı" ? "i" : above && scalar == "ȷ" ? "j" : scalar)
    // One by one: appending a sequence reserves exactly its length, which copies the run each time.
    for accent in accents.reversed() { run.append(accent) }
    accents = []
  }

  mutating func add(_ text: String) { for scalar in text.unicodeScalars { scalar == " " ? addSpace() : add(scalar) } }

  mutating func add(mathematics text: String) {
    settleAccents()
    if hasSpace, !isEmpty { run.append(" ") }
    hasSpace = false
    isEmpty = false
    endRun()
    pieces.append(.mathematics(text))
  }

  /// Accents that stand on nothing become characters of their own.
  mutating func settleAccents() {
    let waiting = accents
    accents = []
    for accent in waiting { if let sign = LaTeXSymbols.spacing[accent] { add(sign) } }
  }

  private mutating func endRun() {
    if run.isEmpty { return }
    let text = NormalForm.composed(String(run))
    if isEmphasized { pieces.append(.emphasis(text)) } else { pieces.append(text: text) }
    run = String.UnicodeScalarView()
  }

  mutating func finish() -> [Piece] {
    settleAccents()
    endRun()
    return pieces
  }
}
