import Seeded
import Testing

import Bibliography

@Suite struct RoundTripTests {
  private final class Dice {
    private var generator: SeededGenerator
    init(_ seed: UInt64) { generator = SeededGenerator(seed: seed) }
    func roll(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
    func pick<Element>(_ elements: [Element]) -> Element { elements[roll(elements.count)] }
    /// One to `most` words.
    func words(_ most: Int, _ words: [String]) -> String { (0..<1 + roll(most)).map { _ in pick(words) }.joined(separator: " ") }
  }

  private static let words = [
    "Deep", "ReLU", "networks", "é", "Gödel’s", "“quoted”", "a–b", "R&D", "100%", "x_1", "#7", "Łódź", "straße", "Erdős", "naïve", "(so)",
    "etc.", "中文", "çok", "a—b", "5$",
  ]

  private static func name(_ dice: Dice) -> PersonName {
    if dice.roll(6) == 0 { return PersonName(literal: dice.words(3, ["The", "LIGO", "and", "Café,", "Group", "of"])) }
    let given = dice.words(2, ["Ada", "É.", "Jean-Luc", "Öde", "K.", "Guo"])
    let particle = dice.roll(3) == 0 ? dice.words(1, ["von", "de", "la", "øst"]) : ""
    let family = dice.words(dice.roll(3) == 0 ? 2 : 1, ["Montúfar", "Knuth", "Čech", "O’Brien", "Łukasz", "Straße"])
    let suffix = dice.roll(5) == 0 ? dice.pick(["Jr.", "III"]) : ""
    return PersonName(given: given, particle: particle, family: family, suffix: suffix)
  }

  private static func names(_ dice: Dice) -> NameList {
    let count = dice.roll(4)
    return NameList((0..<count).map { _ in name(dice) }, isOpen: count > 0 && dice.roll(4) == 0)
  }

  private static func title(_ dice: Dice) -> [Piece] {
    var pieces: [Piece] = [.text(dice.words(4, words))]
    if dice.roll(3) == 0 {
      pieces += [.text(" "), .mathematics(dice.pick(["L_1", "x^{2}", "\\alpha + \\beta", "a < b"])), .text(" " + dice.words(2, words))]
    }
    if dice.roll(3) == 0 { pieces += [.text(" "), .emphasis(dice.words(1, words))] }
    var joined: [Piece] = []
    joined.append(pieces: pieces)
    return joined
  }

  private static func work(_ dice: Dice) -> (String, Work) {
    let (type, kind) = dice.pick([
      ("article", Work.Kind.article), ("book", .book), ("incollection", .chapter), ("inproceedings", .paper), ("online", .webpage),
      ("software", .software), ("dataset", .dataset),
    ])
    var work = Work(kind: kind)
    work.authors = names(dice)
    work.editors = names(dice)
    work.title = title(dice)
    if [.article, .chapter, .paper].contains(kind) { work.container = title(dice) }
    if dice.roll(2) == 0 { work.series = title(dice) }
    work.date = dice.pick([
      PublicationDate(), PublicationDate(year: 1900 + dice.roll(200)), PublicationDate(year: 2020, month: 1 + dice.roll(12)),
      PublicationDate(year: 2021, month: 2, day: 1 + dice.roll(28)), PublicationDate(literal: "in press"),
    ])
    work.volume = dice.pick(["", "7", "A1"])
    work.number = dice.pick(["", "12"])
    work.pages = dice.pick(["", "1–9", "17", "xi–xv"])
    work.publisher = dice.pick(["", "P & Q"])
    work.place = dice.pick(["", "Łódź"])
    work.note = dice.roll(3) == 0 ? [.text(dice.words(3, words))] : []
    work.doi = dice.pick(["", "10.1000/x_(1)<a>"])
    work.url = dice.pick(["", "https://a.b/c_d/~e?f=1%20&g#h"])
    if kind == .paper { work.arXiv = dice.pick(["", "2209.04836v1"]) }
    return (type, work)
  }

  private static func fields(_ work: Work, _ writer: BibTeXWriter) -> [(String, String)] {
    let container = work.kind == .article ? ["journal", "journaltitle"][writer.choose(2)] : "booktitle"
    let all: [(String, String)] = [
      ("author", writer.names(work.authors)), ("editor", writer.names(work.editors)), ("title", writer.pieces(work.title)),
      (container, writer.pieces(work.container)),
      ("series", writer.pieces(work.series)), ("volume", work.volume), ("number", work.number), ("pages", writer.text(work.pages)),
      ("publisher", writer.text(work.publisher)),
      (["address", "location"][writer.choose(2)], writer.text(work.place)), ("note", writer.pieces(work.note)), ("doi", work.doi),
      ("url", work.url), ("eprint", work.arXiv),
      ("archiveprefix", work.arXiv.isEmpty ? "" : "arXiv"), ("date", work.date.iso ?? ""),
    ]
    return all.filter { !$0.1.isEmpty }
  }

  @Test("random works are read back as they were, in whatever way they are written", arguments: 0..<20)
  func works(seed: UInt64) throws {
    let dice = Dice(seed)
    let writer = BibTeXWriter(choose: dice.roll)
    let works = (0..<50).map { _ in Self.work(dice) }
    let text = works.enumerated().map { writer.entry("key\($0)", $1.0, Self.fields($1.1, writer)) }.joined()
    let reading = Reading(text)
    #expect(reading.findings.isEmpty, "\(reading.report.sorted.map(\.message))")
    try #require(reading.references.count == works.count)
    for (reference, (_, work)) in zip(reading.references, works) { #expect(reference.work == work, "\(text)") }
  }
}
