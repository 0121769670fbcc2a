import Foundation

/// Canonical forms of Unicode text (Unicode Standard Annex 15), which do not depend on any locale.
package enum NormalForm {
  /// Normalization form C: base letters with their accents as one character where there is one.
  package static func composed(_ text: String) -> String { isASCII(text) ? text : text.precomposedStringWithCanonicalMapping }

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
