/// An entry of a .bib file as it is written: fields in LaTeX, nothing inherited yet.
struct BibTeXEntry {
  struct Field {
    let nameBytes: Range<Int>
    /// The value in LaTeX: parts joined, strings replaced, outer braces or quotes left out.
    let value: String
    /// The bytes of the whole value in the file.
    let valueBytes: Range<Int>
    /// Where the text of the value starts in the file, if it is one braced or quoted part, so that places in it are known.
    let textStart: Int?
  }

  /// In lower case.
  let type: String
  let typeBytes: Range<Int>
  var key = ""
  var keyBytes = 0..<0
  /// By their names in lower case.
  var fields: [String: Field] = [:]
  /// Whether an error ended its reading, so that fields may be missing.
  var isDamaged = false
}
