import Directives
import Figures
import Inputs
import Markup

/// The HTML of a directive's result: figure, caption, "How this was computed", downloads; or its tables.
struct FigureHTML {
  let run: DirectiveRun
  let result: Result
  /// The id on the page and the beginning of the names of its files.
  let label: String
  /// HTML: the number that stands before the caption; empty where there is none.
  let number: String
  /// HTML.
  let caption: String
  let alt: String
  /// The folder of the page's own files, relative to the site.
  let folder: String
  let budget: SiteConfiguration.Budget
  let strings: Strings
  let words: DirectiveWords
  /// Renders the Markdown of a table's cell.
  let tableCell: (String) -> String

  /// The HTML, the files that go with it, by their paths in the site, and how many bytes the figure has with its pictures.
  func write() -> (html: String, files: [String: [UInt8]], figureSize: Int) {
    var files: [String: [UInt8]] = [:]
    guard let scene = result.figure?().changingTexts(words.text) else {
      // What says nothing about itself, such as a table of options, needs no record.
      let record = result.notes.isEmpty ? "" : computed(&files)
      return ((result.showsTables ? tables : "") + record, files, 0)
    }
    let svg = picture(scene, &files)
    let figureSize = files.values.reduce(svg.utf8.count) { $0 + $1.count }
    let width = run.options.text("width") ?? "text"
    let html = """
      <figure class="figure width-\(width)" id="\(HTMLEscape.text(label))">
      <div class="figure-image\(scene.keepsSize ? " scrolls\" tabindex=\"0" : "")">
      \(svg)</div>
      <figcaption>\(number)\(caption)
      \(result.showsTables ? tables : "")\(computed(&files))</figcaption>
      </figure>

      """
    return (html, files, figureSize)
  }

  private func picture(_ scene: Scene, _ files: inout [String: [UInt8]]) -> String {
    // A dot, which no label holds, so that two figures never share a name.
    let names = scene.rasters.indices.map { $0 == 0 ? "\(label).png" : "\(label).\($0 + 1).png" }
    for (name, raster) in zip(names, scene.rasters) { files["\(folder)/\(name)"] = PNGWriter.write(raster) ?? [] }
    let base = RelativePath.name(folder)
    return SVGWriter(label: alt) { RelativePath.encoded("\(base)/\(names[$0])") }.write(scene)
  }

  /// A theme's word as HTML.
  private func word(_ word: Strings.Word) -> String { HTMLEscape.text(strings[word]) }

  private func computed(_ files: inout [String: [UInt8]]) -> String {
    let name = run.directive.name
    var facts = [(word(.directive), "<code>\(name)</code>")]
    let options = run.shownOptions(.compute).map { "<code>\(HTMLEscape.text("\($0.name): \($0.value)"))</code>" }
    if !options.isEmpty { facts.append((word(.options), options.joined(separator: "<br />"))) }
    for note in result.notes { facts.append((word(.factsNote), tableCell(words.text(note)))) }
    facts.append((word(.convention), tableCell(words.conventions[run.directive.name] ?? run.directive.convention)))
    facts.append((word(.engine), "Facet \(EngineVersion.current)"))
    let list = facts.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>\n" }.joined()
    let (links, capped) = downloads(&files)
    let rest = capped.isEmpty ? "" : "<p class=\"capped\">\(HTMLEscape.text(capped.joined(separator: " ")))</p>\n"
    return """
      <details class="computed"><summary>\(word(.howComputed))</summary>
      <dl class="facts">
      \(list)</dl>
      \(inputs)<p class="downloads">\(word(.downloads)) \(links)</p>
      \(rest)</details>

      """
  }

  private var inputs: String {
    let rows = run.scope.inputs.map { input in
      [
        TableHTML.Cell("<code>\(HTMLEscape.text(input.path))</code>"), TableHTML.Cell("<code class=\"hash\">\(input.sha256)</code>"),
      ]
    }
    return rows.isEmpty ? "" : TableHTML("inputs", header: [TableHTML.Cell(word(.input)), TableHTML.Cell("SHA-256")], rows: rows).html
  }

  private func downloads(_ files: inout [String: [UInt8]]) -> (links: String, capped: [String]) {
    var all = result.downloads
    if let json = try? ResultDocument(directive: run.directive.name, result: result, inputs: run.scope.inputs).json() {
      all.append(Download(name: "values.json", text: json))
    }
    var links: [String] = []
    var notes: [String] = []
    for download in all {
      let contents = download.contents(budget: budget.download)
      if contents.isCapped { notes.append(capped(download.name, contents)) }
      guard contents.included > 0 || contents.total == 0 else { continue }
      let name = "\(label)-\(download.name)"
      files["\(folder)/\(name)"] = contents.bytes
      let address = RelativePath.encoded("\(RelativePath.name(folder))/\(name)")
      links.append("<a href=\"\(address)\" download>\(HTMLEscape.text(download.name))</a>")
    }
    if !notes.isEmpty { notes.append(strings[.cappedElsewhere]) }
    return (links.joined(separator: " "), notes)
  }

  /// That a file of data holds only its first records.
  private func capped(_ name: String, _ contents: Download.Contents) -> String {
    if contents.included == 0 { return strings(.leftOut, ["name": name]) }
    return strings(
      .capped,
      [
        "name": name, "included": NumberFormat.grouped(contents.included), "total": NumberFormat.grouped(contents.total),
        "records": words.text(contents.records),
      ])
  }

  private var tables: String {
    result.tables.filter { !$0.rows.isEmpty }.map { table in
      func cells(_ texts: [String]) -> [TableHTML.Cell] {
        zip(texts, table.columns).map { TableHTML.Cell($0, alignment: $1.isNumeric ? .right : .none) }
      }
      return TableHTML(
        table.name, header: cells(table.columns.map { HTMLEscape.text(words.text($0.name)) }), rows: table.rows.map { cells($0.map(tableCell)) }
      ).html
    }.joined()
  }
}
