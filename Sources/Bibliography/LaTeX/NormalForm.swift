import Foundation

/// Canonical forms of Unicode text (Unicode Standard Annex 15), which do not depend on any locale.
package enum NormalForm {
  /// Normalization form C: base letters with their accents as one character where there is one.
  ///
  /// Foundation's mapping takes quadratic time, so the text is cut, before characters that never join the one before them, into
  /// pieces of about `pieceLength` scalars. Only a run of thousands of accents is cut at another place.
  package static func composed(_ text: String) -> String {
    if isASCII(text) { return text }
    var composed = ""
    var piece = String.UnicodeScalarView()
    var length = 0
    for scalar in text.unicodeScalars {
      if length >= pieceLength, startsCharacter(scalar) || length >= longestPiece {
        composed += String(piece).precomposedStringWithCanonicalMapping
        piece = String.UnicodeScalarView()
        length = 0
      }
      piece.append(scalar)
      length += 1
    }
    return composed + String(piece).precomposedStringWithCanonicalMapping
  }

  private static let pieceLength = 64
  private static let longestPiece = 4096

  /// Whether a scalar neither is a mark nor joins the one before it, as the vowels and finals of Hangul do.
  private static func startsCharacter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x300 { return true }
    if 0x1160...0x11FF ~= scalar.value { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return false
    default: return true
    }
  }

  /// Letters that are not a base letter with an accent, as they are sorted.
  private static let expansions: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n", "’": "'", "‘": "'", "–": "-",
    "—": "-",
  ]

  /// The text for comparison: lower case, without accents (decomposed, then without nonspacing marks), ß as ss, ø as o.
  package static func folded(_ text: String) -> String {
    if isASCII(text) { return text.lowercased() }
    var folded = String.UnicodeScalarView()
    for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
    where scalar.properties.generalCategory != .nonspacingMark {
      guard let letters = expansions[scalar] else {
        folded.append(scalar)
        continue
      }
      for letter in letters.unicodeScalars { folded.append(letter) }
    }
    return String(folded)
  }

  private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }
}
