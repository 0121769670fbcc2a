extension LaTeXDecoder {
  /// An address or identifier as it stands in a field: braces, `\url`, white space and the backslashes before signs are left out.
  package static func verbatim(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var position = 0
    while position < scalars.count {
      let current = scalars[position]
      position += 1
      if current == "{" || current == "}" || current.isTeXSpace { continue }
      guard current == "\\" else {
        result.append(current)
        continue
      }
      var name = ""
      while position < scalars.count, scalars[position].isASCIILetter {
        name.unicodeScalars.append(scalars[position])
        position += 1
      }
      if let sign = LaTeXSymbols.named[name] {
        for scalar in sign.unicodeScalars { result.append(scalar) }
      } else if name.isEmpty, position < scalars.count {
        // An escaped sign; \~{} and \textasciitilde are both the tilde.
        if scalars[position] != "{" && scalars[position] != "}" { result.append(scalars[position]) }
        position += 1
      }
    }
    return NormalForm.composed(String(result))
  }

  /// The address of a field that holds nothing but `\url{…}` or an address, and `nil` for other text.
  package static func soleAddress(_ text: String) -> String? {
    let trimmed = text.drop(while: \.isWhitespace)
    if trimmed.hasPrefix("http://") || trimmed.hasPrefix("https://") {
      return trimmed.contains(where: \.isWhitespace) ? nil : verbatim(text)
    }
    guard trimmed.hasPrefix("\\url{"), let close = trimmed.firstIndex(of: "}"),
      trimmed[trimmed.index(after: close)...].allSatisfy({ $0.isWhitespace || $0 == "." })
    else { return nil }
    return verbatim(String(trimmed[...close]))
  }
}
