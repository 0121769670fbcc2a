/// What a reference refers to, whatever format it was read from. Empty text and `nil` mean that the record does not say.
///
/// Titles keep the case in which they are written: no style here changes it, so braces that protect case leave no trace.
package struct Work: Sendable, Hashable {
  /// The forms of list entries.
  package enum Kind: String, Sendable, CaseIterable {
    case article, book, chapter, paper, thesis, report, preprint, webpage, software, dataset, misc
  }

  /// The degree that a thesis was written for.
  package enum Degree: Sendable, Hashable { case doctoral, masters, bachelors }

  /// What form the entry has.
  package var kind: Kind
  /// Who wrote it.
  package var authors = NameList()
  /// Who edited it, or the book that holds it.
  package var editors = NameList()
  /// Who translated it.
  package var translators = NameList()
  /// When it appeared.
  package var date = PublicationDate()
  /// The title with its subtitle.
  package var title: [Piece] = []
  /// The journal, the book or proceedings, or the site that holds the work.
  package var container: [Piece] = []
  /// The series that it is part of.
  package var series: [Piece] = []
  /// The volume of a journal or of a book in several.
  package var volume = ""
  /// The issue of a journal, the number in a series, the number of a report.
  package var number = ""
  /// A number, or words such as "Second".
  package var edition = ""
  /// The version of software or data.
  package var version = ""
  /// Pages or an article number; a range is written with an en dash.
  package var pages = ""
  /// How many pages a book has.
  package var pageTotal = ""
  /// Who published it.
  package var publisher = ""
  /// Where the publisher is.
  package var place = ""
  /// The university of a thesis, the institution behind a report.
  package var institution = ""
  /// The degree of a thesis.
  package var degree: Degree?
  /// The kind of work in the record's own words, such as "Master’s thesis".
  package var genre = ""
  /// How it was published, where no publisher did.
  package var howPublished: [Piece] = []
  /// What the record says besides.
  package var note: [Piece] = []
  /// A DOI without a resolver's address: "10.1007/PL00009321".
  package var doi = ""
  /// An arXiv identifier: "2209.04836", "math/0309136".
  package var arXiv = ""
  /// An http or https address.
  package var url = ""
  /// When its address was last looked up.
  package var accessed = PublicationDate()
  /// The language it is written in, as the record has it.
  package var language = ""

  /// A work of which only the form is known.
  package init(kind: Kind) { self.kind = kind }
}
