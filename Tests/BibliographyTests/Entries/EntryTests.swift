import Testing

import Bibliography

@Suite struct EntryTests {
  /// The pieces of the only entry of a text: emphasis as *…*, formulas as $…$, links as [text](url).
  private static func entry(_ text: String, _ words: Words = .english) throws -> String {
    let library = FormattedLibrary(Sample.library(text), words)
    let entry = try #require(CitedList(citing: library.library.keys, in: library, style: .authorYear).entries.first)
    return entry.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .emphasis(let text): "*\(text)*"
      case .mathematics(let text): "$\(text)$"
      case .link(let url, let text): "[\(text)](\(url))"
      }
    }
    .joined()
  }

  @Test(
    "every kind of work has its form",
    arguments: [
      (
        "@article{a, author={A. One and B. Two}, title={On $x$}, journal={J. of Y}, volume=3, number=4, "
          + "pages={1--9}, year=2020, doi={10.1000/a<b>}}",
        "A. One and B. Two (2020). On $x$. *J. of Y*, 3(4), 1–9. [doi:10.1000/a<b>](https://doi.org/10.1000/a%3Cb%3E)."
      ),
      (
        "@inproceedings{a, author={A. One and B. Two and C. Three}, title={Why?}, booktitle={Proc. of Z}, "
          + "editor={E. Ed and F. Fd}, series={S}, volume=80, pages={7}, publisher={P}, address={Basel}, year=2020}",
        "A. One, B. Two, and C. Three (2020). Why? In E. Ed and F. Fd (eds.), *Proc. of Z*, S, vol. 80, p. 7. P, Basel."
      ),
      (
        "@incollection{a, author={A. One}, title={T}, booktitle={B}, editor={E. Ed}, edition=2, pages={1-2}, publisher={P}}",
        "A. One (n.d.). T. In E. Ed (ed.), *B*, 2nd ed., pp. 1–2. P."
      ),
      (
        "@book{a, author={A. One and others}, title={T}, edition={Third}, volume=2, series={S}, publisher={P}, year=2020}",
        "A. One et al. (2020). *T* (Third ed., vol. 2). S. P."
      ),
      (
        "@book{a, editor={A. One and B. Two}, translator={C. Three}, title={T}, year=2020}",
        "A. One and B. Two (eds.) (2020). *T*. Translated by C. Three."
      ),
      (
        "@phdthesis{a, author={A. One}, title={The \\emph{x} of y}, school={ETH}, year=2020}",
        "A. One (2020). *The *x* of y*. PhD thesis, ETH."
      ),
      (
        "@techreport{a, author={A. One}, title={T}, institution={MIT}, number={7}, year=2020}",
        "A. One (2020). *T*. Technical report 7, MIT."
      ),
      (
        "@misc{a, author={A. One}, title={T}, eprint={2209.04836}, archiveprefix={arXiv}, "
          + "url={https://arxiv.org/abs/2209.04836}, year=2022}",
        "A. One (2022). T. [arXiv:2209.04836](https://arxiv.org/abs/2209.04836)."
      ),
      (
        "@online{a, author={{Org}}, title={T}, organization={Site}, url={https://a.b/?c=d&e}, urldate={2024-01-02}, date={2023-05-06}}",
        "Org (2023). *T*. Site. [https://a.b/?c=d&e](https://a.b/?c=d&e) (accessed 2024-01-02)."
      ),
      (
        "@software{a, author={A. One}, title={T}, version={1.2}, publisher={Zenodo}, year=2020}",
        "A. One (2020). *T* (version 1.2). Computer software. Zenodo."
      ),
      ("@dataset{a, author={A. One}, title={T}, publisher={UCI}, year=2020}", "A. One (2020). *T*. Data set. UCI."),
      ("@misc{a, title={T}, howpublished={Lecture}, note={Draft}, year=2020}", "T (2020). Lecture. Draft."),
      ("@misc{a, year=2020}", "(2020)."),
      ("@article{a, author={A. One}, title={T}, journal={J}, number=4}", "A. One (n.d.). T. *J*, no. 4."),
    ])
  func forms(text: String, entry: String) throws { #expect(try Self.entry(text) == entry) }

  @Test("entries are in the words of the language")
  func chinese() throws {
    #expect(
      try Self.entry(
        "@incollection{a, author={张, 三 and 李, 四 and 王, 五}, title={深度网络}, booktitle={书}, editor={赵, 六}, edition=2, pages={1-2}, year=2020}",
        .chinese)
        == "张三、李四和王五 (2020). 深度网络. 载于 赵六 编, *书*, 第 2 版, 第 1–2 页.")
    #expect(try Self.entry("@phdthesis{a, author={张, 三}, title={T}, school={S}}", .chinese) == "张三 (无日期). *T*. 博士学位论文, S.")
  }

  @Test("long lists of names are cut")
  func longLists() throws {
    let names = { (count: Int) in (1...count).map { "A. N\($0)x" }.joined(separator: " and ") }
    #expect(try Self.entry("@misc{a, author={\(names(20))}, title={T}}").contains("A. N19x, and A. N20x (n.d.)"))
    #expect(
      try Self.entry("@misc{a, author={\(names(21))}, title={T}}").hasPrefix(
        "A. N1x, A. N2x, A. N3x, A. N4x, A. N5x, A. N6x, A. N7x, A. N8x, A. N9x, A. N10x et al. (n.d.)"))
  }

  @Test(
    "unsafe addresses never become links",
    arguments: ["javascript:alert(1)", "data:text/html,x", "//a.b", "ftp://a.b", "http://", " JAVASCRIPT:x", "/etc/passwd", "https:a"])
  func unsafe(url: String) throws { #expect(try Self.entry("@misc{a, title={T}, url={\(url)}}") == "T (n.d.).") }

  @Test("addresses are encoded where they must be, and only there")
  func encoding() throws {
    #expect(
      Identifiers.url("https://a.b/ü \"<x>%20?q=[1]#f") == "https://a.b/%C3%BC%20%22%3Cx%3E%20?q=[1]#f".replacing("%3E%20", with: "%3E%20"))
    #expect(Identifiers.doi("https://dx.doi.org/10.1002/(SICI)1097<1::AID>3.0") == "10.1002/(SICI)1097<1::AID>3.0")
    #expect(Identifiers.doi("10.1000/") == nil)
    #expect(Identifiers.address(doi: "10.1002/a#b%c?d") == "https://doi.org/10.1002/a%23b%25c%3Fd")
    #expect(["2209.04836v2", "0704.0001", "cs.LG/0512345", "math/0309136v1"].compactMap(Identifiers.arXiv).count == 4)
    #expect(["2209.048", "22090.4836", "x", "2209.04836w", "math/03"].compactMap(Identifiers.arXiv).isEmpty)
  }

  @Test("a card has title, authors, year and the best link")
  func cards() throws {
    let library = FormattedLibrary(
      Sample.library(
        "@article{a, author={A. B and C. D and E. F and G. H}, title={On $x$}, journal={J}, doi={10.1/x}, "
          + "url={https://a.b}} @misc{b, title={T}, url={https://a.b}, year=2020}"
      ),
      .english)
    let card = try #require(library.card("a"))
    #expect(
      (card.title, card.authors, card.year, card.url) == (
        [.text("On "), .mathematics("x")], "A. B, C. D, E. F et al.", "n.d.", "https://doi.org/10.1/x"
      ))
    #expect(card.container.plainText == "J")
    #expect(library.card("b")?.url == "https://a.b")
    #expect(library.card("b")?.authors == "")
    #expect(library.card("c") == nil)
  }

  @Test(
    "English ordinals",
    arguments: [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"), (112, "112th")])
  func ordinals(number: Int, text: String) { #expect(Words.english.ordinal(number) == text) }
}
