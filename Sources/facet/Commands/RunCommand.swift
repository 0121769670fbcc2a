import ArgumentParser
import Diagnostics
import Directives
import Figures
import Inputs
import Markup
import Site

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run one directive without a site.",
    discussion: "Options are written as in an article: facet run regions model=moons.onnx 'domain={x: [-1.5, 2.5], y: [-1, 1.5]}'")

  @Argument(help: "The directive.")
  var name: String

  @Argument(help: ArgumentHelp("Options; values are YAML, paths relative to the current folder.", valueName: "key=value"))
  var arguments: [String] = []

  @Flag(help: "Print one JSON object: directive, values, tables, notes, inputs.")
  var json = false

  @Option(help: ArgumentHelp("Write figure and data into this folder.", valueName: "dir"))
  var out: String?

  @OptionGroup var progress: ProgressOption

  func run() async throws {
    if let unknown = Registry.unknownDirective(name, at: nil) { throw UsageError(unknown) }
    guard let directive = Registry.directive(name) else { return }
    let scope = InputScope(workspace: Workspace(root: ".", isConfined: false), folder: "")
    let body = try parse(try source())
    let run = try prepare(directive, body, scope)
    let (line, name) = (ProgressLine(progress), name)
    line.observe(.started(name: name))
    let watcher = WorkProgress { line.observe(.advanced(name: name, step: $0)) }
    let result = try await line.during { try WorkProgress.$current.withValue(watcher) { try run.run() } }
    let document = try ResultDocument(directive: name, result: result, inputs: scope.inputs).json()
    if let out {
      let folder = OutputFolder(path: out)
      let isNew = !folder.exists
      try folder.add(files(result, document))
      if isNew { Terminal.note("made the folder \(out)") }
    }
    try Terminal.result(json ? document : Self.text(result))
  }

  /// Arguments that are no YAML are the command line's fault.
  private func parse(_ source: Source) throws(UsageError) -> YAMLNode? {
    do { return try YAMLParser.parse(YAMLText(source)) } catch {
      var report = DiagnosticReport()
      report.add(error: error)
      throw UsageError(report)
    }
  }

  /// What is wrong with options as they are written, files that are missing included, is the command line's fault; what is wrong in a
  /// file is not.
  private func prepare(_ directive: any Directive.Type, _ body: YAMLNode?, _ scope: InputScope) throws -> DirectiveRun {
    do throws(DiagnosticReport) { return try DirectiveRun(directive, body: body, at: nil, scope: scope) } catch {
      if error.diagnostics.contains(where: { OptionParser.identifiers.contains($0.id) || $0.id == "missing-file" }) { throw UsageError(error) }
      throw error
    }
  }

  /// The arguments as YAML, one a line, so that diagnostics can point at them.
  private func source() throws(UsageError) -> Source {
    var lines: [String] = []
    for argument in arguments {
      guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
        throw UsageError(Diagnostic(id: "bad-argument", "'\(argument)' is no option", at: .none, fix: "write it as name=value"))
      }
      lines.append("\(argument[..<equals]): \(argument[argument.index(after: equals)...])")
    }
    return Source(path: "arguments", text: lines.joined(separator: "\n"))
  }

  private func files(_ result: Result, _ document: String) -> [String: [UInt8]] {
    var files = ["\(name)-values.json": Array(document.utf8)]
    for download in result.downloads { files["\(name)-\(download.name)"] = download.contents().bytes }
    if let scene = result.figure?() {
      let writer = SVGWriter(label: result.description, styleSheet: SVGWriter.standaloneStyle) { "\(name)-\($0 + 1).png" }
      files["\(name).svg"] = Array(writer.write(scene).utf8)
      for (number, raster) in scene.rasters.enumerated() { files["\(name)-\(number + 1).png"] = PNGWriter.write(raster) }
    }
    return files
  }

  /// Values by name, tables, and notes.
  private static func text(_ result: Result) -> String {
    let width = result.values.map(\.name.count).max() ?? 0
    var lines = result.values.map { name, value in
      let text = value.text(in: .english)
      return name + String(repeating: " ", count: width - name.count + 2) + (text.count > 100 ? text.prefix(97) + "…" : text)
    }
    if result.showsTables {
      for table in result.tables { lines += [""] + ([table.columns.map(\.name)] + table.rows).map { $0.joined(separator: "  ·  ") } }
    }
    lines += result.notes.map { "note: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
