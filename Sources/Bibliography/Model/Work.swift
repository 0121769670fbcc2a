/// What a reference refers to, whatever format it was read from. Empty text and `nil` mean that the record does not say.
///
/// Titles keep the case in which they are written: no style here changes it, so braces that protect case leave no trace.
package struct Work: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    case article, book, chapter, paper, thesis, report, preprint, webpage, software, dataset, misc
  }

  package enum Degree: Sendable, Hashable { case doctoral, masters, bachelors }

  package var kind: Kind
  package var authors = NameList()
  package var editors = NameList()
  package var translators = NameList()
  package var date = PublicationDate()
  /// The title with its subtitle.
  package var title: [Piece] = []
  /// The journal, the book or proceedings, or the site that holds the work.
  package var container: [Piece] = []
  package var series: [Piece] = []
  package var volume = ""
  /// The issue of a journal, the number in a series, the number of a report.
  package var number = ""
  /// A number, or words such as "Second".
  package var edition = ""
  package var version = ""
  /// Pages or an article number; a range is written with an en dash.
  package var pages = ""
  package var pageTotal = ""
  package var publisher = ""
  package var place = ""
  /// The university of a thesis, the institution behind a report.
  package var institution = ""
  package var degree: Degree?
  /// The kind of work in the record's own words, such as "Master’s thesis".
  package var genre = ""
  package var howPublished: [Piece] = []
  package var note: [Piece] = []
  /// A DOI without a resolver's address: "10.1007/PL00009321".
  package var doi = ""
  /// An arXiv identifier: "2209.04836", "math/0309136".
  package var arXiv = ""
  /// An http or https address.
  package var url = ""
  package var accessed = PublicationDate()
  package var language = ""

  package init(kind: Kind) { self.kind = kind }
}
