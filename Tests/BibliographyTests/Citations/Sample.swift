import Bibliography
import Diagnostics

/// A library for tests of citations: twelve references whose keys say what is particular about them.
enum Sample {
  static let text = """
    @inproceedings{humayun, author={Ahmed Imtiaz Humayun and Randall Balestriero and Guha Balakrishnan and Richard G. Baraniuk},
      title={SplineCam}, booktitle={CVPR}, year=2023}
    @inproceedings{berzins, author={Arturs Berzins}, title={Polyhedral Complex Extraction}, booktitle={ICML}, year=2023}
    @inproceedings{hanin-a, author={Boris Hanin and David Rolnick}, title={Complexity of Linear Regions}, booktitle={ICML}, year=2019}
    @inproceedings{hanin-b, author={Boris Hanin and David Rolnick}, title={Deep {ReLU} Networks}, booktitle={NeurIPS}, year=2019}
    @misc{undated-a, author={Ada Lovelace}, title={Notes}} @misc{undated-b, author={Ada Lovelace}, title={More Notes}}
    @misc{open, author={Ada Lovelace and others}, title={Engine}, year={in press}}
    @book{editors, editor={Erd{\\H o}s, Paul and Øystein Ore}, title={Graphs}, year=1990}
    @misc{anonymous, title={A Rather Long Title About Nothing}, year=2000}
    @book{body, author={{OpenAI}}, title={Report}, year=2023}
    @book{chinese, author={张, 三 and 李, 四}, title={深度网络}, year=2020} @book{chinese3, author={张, 三 and 李, 四 and 王, 五}, title={书}, year=2021}
    """

  static func library(_ text: String = text) -> ReferenceLibrary {
    var report = DiagnosticReport()
    var library = ReferenceLibrary()
    library.add(BibTeXReader.read(Source(path: "a.bib", text: text), report: &report), report: &report)
    return library
  }

  static let english = FormattedLibrary(library(), .english)
  static let chinese = FormattedLibrary(library(), .chinese)
}
