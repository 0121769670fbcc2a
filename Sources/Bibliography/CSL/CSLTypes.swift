/// What the item types of CSL become.
enum CSLTypes {
  static let kinds: [String: Work.Kind] = [
    "article": .preprint, "article-journal": .article, "article-magazine": .article, "article-newspaper": .article, "review": .article,
    "review-book": .article, "periodical": .book, "paper-conference": .paper, "book": .book, "collection": .book, "classic": .book,
    "chapter": .chapter, "entry": .chapter, "entry-dictionary": .chapter, "entry-encyclopedia": .chapter, "thesis": .thesis,
    "report": .report,
    "standard": .report, "webpage": .webpage, "post": .webpage, "post-weblog": .webpage, "dataset": .dataset, "software": .software,
    "manuscript": .misc, "document": .misc, "speech": .misc, "event": .misc, "patent": .misc, "pamphlet": .misc, "broadcast": .misc,
    "figure": .misc,
    "graphic": .misc, "interview": .misc, "legal_case": .misc, "legislation": .misc, "map": .misc, "motion_picture": .misc,
    "musical_score": .misc, "performance": .misc, "personal_communication": .misc, "regulation": .misc, "song": .misc, "treaty": .misc,
    "bill": .misc, "hearing": .misc,
  ]
}
