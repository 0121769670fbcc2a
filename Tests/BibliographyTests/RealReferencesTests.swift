import Bibliography
import Diagnostics
import Foundation
import Testing

/// The bibliography of the project's own site, read and formatted.
@Suite struct RealReferencesTests {
  private static func library() throws -> (FormattedLibrary, DiagnosticReport) {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../content/references.bib").standardized
    var report = DiagnosticReport()
    var library = ReferenceLibrary()
    library.add(
      BibTeXReader.read(Source(path: "references.bib", text: try String(contentsOf: file, encoding: .utf8)), report: &report),
      report: &report)
    return (FormattedLibrary(library, .english), report)
  }

  @Test("the references of the site are read without a finding")
  func findings() throws {
    let (library, report) = try Self.library()
    #expect(report.isEmpty)
    #expect(library.library.keys.count >= 15)
    for reference in library.library.references {
      #expect(!reference.work.authors.isEmpty && reference.work.date.year != nil, "\(reference.key)")
      // Works from before the web have no address.
      let isOld = (reference.work.date.year ?? 0) < 1990
      #expect(isOld || !reference.work.arXiv.isEmpty || !reference.work.doi.isEmpty || !reference.work.url.isEmpty, "\(reference.key)")
    }
  }

  @Test(
    "citations of the site's references",
    arguments: [
      ("humayun2023", "(Humayun et al., 2023)"), ("montufar2014", "(Montúfar et al., 2014)"),
      ("hanin2019complexity", "(Hanin and Rolnick, 2019a)"),
      ("hanin2019patterns", "(Hanin and Rolnick, 2019b)"), ("balestriero2018", "(Balestriero and Baraniuk, 2018)"),
      ("berzins2023", "(Berzins, 2023)"),
      ("ainsworth2023", "(Ainsworth et al., 2023)"), ("entezari2022", "(Entezari et al., 2022)"), ("serra2018", "(Serra et al., 2018)"),
      ("sotoudeh2021", "(Sotoudeh and Thakur, 2021)"), ("masden2025", "(Masden, 2025)"), ("rolnick2020", "(Rolnick and Kording, 2020)"),
      ("raghu2017", "(Raghu et al., 2017)"), ("pascanu2014", "(Pascanu et al., 2014)"), ("shewchuk1997", "(Shewchuk, 1997)"),
    ])
  func citations(key: String, shown: String) throws {
    let (library, _) = try Self.library()
    let list = CitedList(citing: library.library.keys, in: library, style: .authorYear)
    #expect(list.text(of: Citation(.parenthetical, [Citation.Item(key)])).map(\.plainText).joined() == shown)
  }

  @Test(
    "list entries of the site's references",
    arguments: [
      (
        "montufar2014",
        "Guido Montúfar, Razvan Pascanu, Kyunghyun Cho, and Yoshua Bengio (2014). On the Number of Linear Regions of Deep Neural "
          + "Networks. In Advances in Neural Information Processing Systems, vol. 27, pp. 2924–2932. arXiv:1402.1869."
      ),
      (
        "shewchuk1997",
        "Jonathan Richard Shewchuk (1997). Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates. "
          + "Discrete & Computational Geometry, 18(3), 305–363. doi:10.1007/PL00009321."
      ),
      (
        "balestriero2018",
        "Randall Balestriero and Richard G. Baraniuk (2018). A Spline Theory of Deep Learning. In Proceedings of the 35th "
          + "International Conference on Machine Learning, Proceedings of Machine Learning Research, vol. 80, pp. 374–383. PMLR. "
          + "https://proceedings.mlr.press/v80/balestriero18b.html."
      ),
    ])
  func entries(key: String, shown: String) throws {
    let (library, _) = try Self.library()
    let list = CitedList(citing: [key], in: library, style: .authorYear)
    #expect(list.entries.map(\.pieces.plainText) == [shown])
  }
}
