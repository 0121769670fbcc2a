import Testing

import Bibliography

@Suite struct NameParserTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let written: String
    let given: String
    let particle: String
    let family: String
    let suffix: String
    var testDescription: String { written }

    init(_ written: String, _ given: String, _ particle: String, _ family: String, _ suffix: String = "") {
      self.written = written
      self.given = given
      self.particle = particle
      self.family = family
      self.suffix = suffix
    }
  }

  /// The forms of names that BibTeX's manual describes, with tokens of which only the case matters.
  static let forms = [
    Case("AA BB", "AA", "", "BB"), Case("AA", "", "", "AA"), Case("AA bb", "AA", "", "bb"), Case("aa", "", "", "aa"),
    Case("AA bb CC", "AA", "bb", "CC"), Case("AA bb CC dd EE", "AA", "bb CC dd", "EE"), Case("AA 1B cc dd", "AA 1B", "cc", "dd"),
    Case("AA 1b cc dd", "AA", "1b cc", "dd"), Case("AA {b}B cc dd", "AA bB", "cc", "dd"), Case("AA {b}b cc dd", "AA", "bb cc", "dd"),
    Case("AA {bb} cc DD", "AA bb", "cc", "DD"), Case("AA bb {cc} DD", "AA", "bb", "cc DD"), Case("AA {bb} CC", "AA bb", "", "CC"),
    Case("bb CC, AA", "AA", "bb", "CC"), Case("bb, AA", "AA", "", "bb"), Case("BB, AA", "AA", "", "BB"),
    Case("BB CC, AA", "AA", "", "BB CC"),
    Case("bb CC dd EE, AA", "AA", "bb CC dd", "EE"), Case("CC dd EE, AA", "AA", "CC dd", "EE"),
    Case("bb CC, XX, AA", "AA", "bb", "CC", "XX"),
    Case("bb, XX, AA", "AA", "", "bb", "XX"), Case("BB, AA aa", "AA aa", "", "BB"), Case("{Dd BB}, AA", "AA", "", "Dd BB"),
    Case("BB,", "", "", "BB"),
    Case("aa bb", "", "aa", "bb"), Case("AA  \n\t BB", "AA", "", "BB"), Case("AA~bb~CC", "AA", "bb", "CC"),
  ]

  static let people = [
    Case("Donald E. Knuth", "Donald E.", "", "Knuth"), Case("Knuth, Donald E.", "Donald E.", "", "Knuth"),
    Case("John von Neumann", "John", "von", "Neumann"), Case("von Neumann, John", "John", "von", "Neumann"),
    Case("Ludwig van Beethoven", "Ludwig", "van", "Beethoven"),
    Case("Charles Louis Xavier Joseph de la Vallée Poussin", "Charles Louis Xavier Joseph", "de la", "Vallée Poussin"),
    Case("de la Vall{\\'e}e Poussin, Charles", "Charles", "de la", "Vallée Poussin"),
    Case("King, Jr., Martin Luther", "Martin Luther", "", "King", "Jr."),
    Case("Ford, Jr, Henry", "Henry", "", "Ford", "Jr"), Case("Steele, III, Guy L.", "Guy L.", "", "Steele", "III"),
    Case("Jean-Luc Godard", "Jean-Luc", "", "Godard"), Case("Serre, J.-P.", "J.-P.", "", "Serre"),
    Case("M. C. Escher", "M. C.", "", "Escher"),
    Case("J.R.R. Tolkien", "J.R.R.", "", "Tolkien"), Case("Brinch Hansen, Per", "Per", "", "Brinch Hansen"),
    Case("Per {Brinch Hansen}", "Per", "", "Brinch Hansen"), Case("Mont{\\'u}far, Guido F.", "Guido F.", "", "Montúfar"),
    Case("Guido F. Mont\\'{u}far", "Guido F.", "", "Montúfar"), Case("Kurt G{\\\"o}del", "Kurt", "", "Gödel"),
    Case("Kurt G\\\"odel", "Kurt", "", "Gödel"),
    Case("Paul Erd{\\H{o}}s", "Paul", "", "Erdős"), Case("Paul Erd\\H os", "Paul", "", "Erdős"),
    Case("Eduard {\\v C}ech", "Eduard", "", "Čech"),
    Case("Eduard \\v{C}ech", "Eduard", "", "Čech"), Case("{\\L}ukasz Kaiser", "Łukasz", "", "Kaiser"),
    Case("Niels Henrik {\\AA}bel", "Niels Henrik", "", "Åbel"),
    Case("Carl {\\o}ster Madsen", "Carl", "øster", "Madsen"), Case("Gerd {\\\"a}b Holt", "Gerd", "äb", "Holt"),
    Case("Gerd {\\\"A}b Holt", "Gerd Äb", "", "Holt"),
    Case("Émile Borel", "Émile", "", "Borel"), Case("Anna élan Borel", "Anna", "élan", "Borel"),
    Case("Ho{\\`a}ng Xu{\\^a}n S{\\'\\i}nh", "Hoàng Xuân", "", "Sính"),
    Case("d'Alembert, Jean le Rond", "Jean le Rond", "", "d’Alembert"), Case("Paul {\\'E}mile Appell", "Paul Émile", "", "Appell"),
    Case("张 三", "张", "", "三"), Case("张, 三", "三", "", "张"), Case("Pascanu, R\\u{a}zvan", "Răzvan", "", "Pascanu"),
    Case("Ahmed Imtiaz Humayun", "Ahmed Imtiaz", "", "Humayun"), Case("Jascha Sohl-Dickstein", "Jascha", "", "Sohl-Dickstein"),
    Case("Knuth, D.\\,E.", "D.\u{2009}E.", "", "Knuth"), Case("Holger {von der Twer}", "Holger", "", "von der Twer"),
    Case("{Barnes and Noble}, Inc.", "Inc.", "", "Barnes and Noble"),
  ]

  @Test("the parts of a name follow from commas and the case of its tokens", arguments: forms + people)
  func parts(_ name: Case) {
    let parser = NameParser(name.written)
    #expect(parser.list == NameList([PersonName(given: name.given, particle: name.particle, family: name.family, suffix: name.suffix)]))
    #expect(parser.flaws.map(\.flaw) == (name.written.hasSuffix(",") ? [.trailingComma] : []))
  }

  @Test("a name in one pair of braces is that of a body", arguments: ["{Barnes and Noble}", "{The {LIGO} Collaboration}", "{OpenAI}"])
  func literals(written: String) {
    let literal = written.dropFirst().dropLast().filter { $0 != "{" && $0 != "}" }
    #expect(NameParser(written).list == NameList([PersonName(literal: String(literal))]))
  }

  @Test(
    "names are parted by the word and, outside braces, in any case",
    arguments: [
      ("A and B", ["A", "B"]), ("A AND B\nand\tC", ["A", "B", "C"]), ("{A and B} and C", ["A and B", "C"]), ("Andy Sandand", ["Sandand"]),
      ("A\\and B", ["AB"]), ("{A} and {B}", ["A", "B"]), ("", []), ("  ", []),
    ])
  func lists(written: String, families: [String]) {
    let list = NameParser(written).list
    #expect(list.names.map { $0.literal + $0.family } == families)
    #expect(!list.isOpen)
  }

  @Test("others at the end leaves the list open")
  func others() {
    #expect(NameParser("Ada Lovelace and others").list == NameList([PersonName(given: "Ada", family: "Lovelace")], isOpen: true))
    #expect(NameParser("others").list.isOpen == false)
  }

  @Test(
    "what is no name is found at its place",
    arguments: [
      ("A, B, C, D", [NameParser.Flaw.commas(3)], 0..<10), ("A and B, C, D, E, F and G", [.commas(4)], 6..<19),
      ("A and and B", [.empty], 6..<6),
      ("A and B,", [.trailingComma], 6..<8), ("{}", [.empty], 0..<0), (",", [.trailingComma, .empty], 0..<1), ("and A", [.empty], 0..<0),
    ])
  func flaws(written: String, flaws: [NameParser.Flaw], scalars: Range<Int>) {
    let found = NameParser(written).flaws
    #expect(found.map(\.flaw) == flaws)
    if !scalars.isEmpty { #expect(found.first?.scalars == scalars) }
  }

  @Test("a name of plain text is read by the same rules, with its signs as they are")
  func plain() {
    #expect(PersonName(written: "John von Neumann") == PersonName(given: "John", particle: "von", family: "Neumann"))
    #expect(PersonName(written: "R & D Group, The") == PersonName(given: "The", family: "R & D Group"))
    #expect(PersonName(written: "") == PersonName(literal: ""))
    #expect(PersonName(written: "A and B").literal == "A and B")
  }

  @Test("a name is shown in full and in short")
  func shown() {
    #expect(PersonName(given: "John", particle: "von", family: "Neumann").full == "John von Neumann")
    #expect(PersonName(given: "John", particle: "von", family: "Neumann").short == "von Neumann")
    #expect(PersonName(given: "Martin Luther", family: "King", suffix: "Jr.").full == "Martin Luther King, Jr.")
    #expect(PersonName(given: "Guy L.", family: "Steele", suffix: "III").full == "Guy L. Steele III")
    #expect(PersonName(given: "Jean", particle: "d’", family: "Alembert").full == "Jean d’Alembert")
    #expect(PersonName(given: "三", family: "张").full == "张三")
    #expect(PersonName(literal: "OpenAI").short == "OpenAI")
    #expect(PersonName(given: "Plato").short == "Plato")
  }
}
