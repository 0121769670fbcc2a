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
  let number: Int?
  /// HTML.
  let caption: String
  let alt: String
  let pageURL: String
  let budget: SiteConfiguration.Budget
  /// Renders the Markdown of a table's cell.
  let tableCell: (String) -> String

  /// The HTML, the files that go with it, by their paths in the site, and how many bytes the figure has with its pictures.
  func write() -> (html: String, files: [String: [UInt8]], figureSize: Int) {
    var files: [String: [UInt8]] = [:]
    guard let scene = result.figure?() else { return (result.showsTables ? tables : "", files, 0) }
    let svg = picture(scene, &files)
    let figureSize = files.values.reduce(svg.utf8.count) { $0 + $1.count }
    let width = run.options.text("width") ?? "text"
    let heading = number.map { "<a class=\"figure-number\" href=\"#\(HTMLEscape.address(label))\">\(Strings.figure($0)).</a> " } ?? ""
    let html = """
      <figure class="figure width-\(width)" id="\(HTMLEscape.text(label))">
      <div class="figure-image">
      \(svg)</div>
      <figcaption>\(heading)\(caption)</figcaption>
      \(result.showsTables ? tables : "")\(computed(&files))</figure>

      """
    return (html, files, figureSize)
  }

  /// The folder of the page's own files.
  private var folder: String { String(pageURL.dropLast(5)) }

  private func picture(_ scene: Scene, _ files: inout [String: [UInt8]]) -> String {
    let names = scene.rasters.indices.map { $0 == 0 ? "\(label).png" : "\(label)-\($0 + 1).png" }
    for (name, raster) in zip(names, scene.rasters) { files["\(folder)/\(name)"] = PNGWriter.write(raster) ?? [] }
    let base = RelativePath.name(folder)
    return SVGWriter(label: alt) { RelativePath.encoded("\(base)/\(names[$0])") }.write(scene)
  }

  private func computed(_ files: inout [String: [UInt8]]) -> String {
    let name = run.directive.name
    var facts = [(Strings.directive, "<code>\(name)</code>")]
    let options = run.shownOptions(.compute).map { "<code>\(HTMLEscape.text("\($0.name): \($0.value)"))</code>" }
    if !options.isEmpty { facts.append((Strings.options, options.joined(separator: "<br />"))) }
    for note in result.notes { facts.append((Strings.note, tableCell(note))) }
    facts.append((Strings.convention, tableCell(run.directive.convention)))
    facts.append((Strings.engine, "Facet \(EngineVersion.current)"))
    let list = facts.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>\n" }.joined()
    let (links, capped) = downloads(&files)
    let rest = capped.isEmpty ? "" : "<p class=\"capped\">\(HTMLEscape.text(capped.joined(separator: " ")))</p>\n"
    return """
      <details class="computed"><summary>\(Strings.howComputed)</summary>
      <dl class="facts">
      \(list)</dl>
      \(inputs)<p class="downloads">\(Strings.downloads) \(links)</p>
      \(rest)</details>

      """
  }

  private var inputs: String {
    let rows = run.scope.inputs.map {
      "<tr><td><code>\(HTMLEscape.text($0.path))</code></td><td><code class=\"hash\">\($0.sha256)</code></td></tr>\n"
    }
    return rows.isEmpty
      ? ""
      : "<div class=\"table\" tabindex=\"0\"><table class=\"inputs\">\n<thead><tr><th>\(Strings.input)</th><th>SHA-256</th></tr></thead>\n<tbody>\n\(rows.joined())</tbody>\n</table></div>\n"
  }

  private func downloads(_ files: inout [String: [UInt8]]) -> (links: String, capped: [String]) {
    var all = result.downloads
    if let json = try? ResultDocument(directive: run.directive.name, result: result, inputs: run.scope.inputs).json() {
      all.append(Download(name: "values.json", text: json))
    }
    var links: [String] = []
    var capped: [String] = []
    for download in all {
      let contents = download.contents(budget: budget.download)
      if contents.isCapped { capped.append(Strings.capped(download.name, contents)) }
      guard contents.included > 0 || contents.total == 0 else { continue }
      let name = "\(label)-\(download.name)"
      files["\(folder)/\(name)"] = contents.bytes
      let address = RelativePath.encoded("\(RelativePath.name(folder))/\(name)")
      links.append("<a href=\"\(address)\" download>\(HTMLEscape.text(download.name))</a>")
    }
    if !capped.isEmpty { capped.append(Strings.cappedElsewhere) }
    return (links.joined(separator: " "), capped)
  }

  private var tables: String {
    result.tables.filter { !$0.rows.isEmpty }.map { table in
      let head = table.columns.map { "<th\($0.isNumeric ? " class=\"align-right\"" : "")>\(HTMLEscape.text($0.name))</th>" }.joined()
      let rows = table.rows.map { row in
        let cells = zip(row, table.columns).map { "<td\($1.isNumeric ? " class=\"align-right\"" : "")>\(tableCell($0))</td>" }
        return "<tr>\(cells.joined())</tr>\n"
      }
      return
        "<div class=\"table\" tabindex=\"0\"><table class=\"\(HTMLEscape.text(table.name))\">\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(rows.joined())</tbody>\n</table></div>\n"
    }.joined()
  }
}
