/// What the entry types of BibTeX and biblatex become.
enum BibTeXTypes {
  static let kinds: [String: Work.Kind] = {
    let groups: [(Work.Kind, [String])] = [
      (.article, ["article", "suppperiodical", "review"]),
      (
        .book,
        [
          "book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings", "reference", "mvreference", "booklet",
          "periodical",
        ]
      ),
      (.chapter, ["inbook", "incollection", "bookinbook", "suppbook", "suppcollection", "inreference"]),
      (.paper, ["inproceedings", "conference"]),
      (.thesis, ["phdthesis", "mastersthesis", "thesis"]),
      (.report, ["techreport", "report", "manual", "standard"]),
      (.webpage, ["online", "electronic", "www"]),
      (.software, ["software"]),
      (.dataset, ["dataset", "data"]),
      (
        .misc,
        ["misc", "unpublished", "patent", "set", "xdata", "artwork", "audio", "video", "movie", "music", "image", "letter", "legislation"]
      ),
    ]
    return Dictionary(groups.flatMap { kind, types in types.map { ($0, kind) } }) { first, _ in first }
  }()

  /// Degrees by entry type, and by biblatex's keys for the field `type`.
  static let degrees: [String: Work.Degree] = [
    "phdthesis": .doctoral, "mastersthesis": .masters, "mathesis": .masters, "bathesis": .bachelors,
  ]
  /// biblatex's keys for the kinds of reports, which the style words itself.
  static let reportKeys: Set<String> = ["techreport", "resreport"]
}
