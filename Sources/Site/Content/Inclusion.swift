import Diagnostics
import Inputs
import Markup

/// Puts the text of other files in the place of `{include path}`, as if it stood there: paths in it are relative to the article.
struct Inclusion {
  let workspace: Workspace
  /// The article.
  let path: String
  private var footnotes: [Footnote]
  /// Files that are included, so that each stands on the page once.
  private var included: [String: SourceRange] = [:]
  private var report = DiagnosticReport()
  private static let longestChain = 100

  /// Blocks and footnotes of an article with everything that it includes. What can't be included is added to the report.
  static func expand(
    _ document: Document, path: String, in workspace: Workspace, into report: inout DiagnosticReport
  ) -> (blocks: [Block], footnotes: [Footnote]) {
    let needsIt = document.blocks.flattened.contains { if case .directive(let block) = $0.kind { block.name == "include" } else { false } }
    guard needsIt else { return (document.blocks, document.footnotes) }
    var inclusion = Inclusion(workspace: workspace, path: path, footnotes: document.footnotes)
    let blocks = inclusion.expand(document.blocks, chain: [path])
    report.add(contentsOf: inclusion.report)
    return (blocks, inclusion.footnotes)
  }

  private init(workspace: Workspace, path: String, footnotes: [Footnote]) {
    self.workspace = workspace
    self.path = path
    self.footnotes = footnotes
  }

  /// `chain` are the files that are being included, the article first; `nesting` is how many blocks are around these.
  private mutating func expand(_ blocks: [Block], chain: [String], nesting: Int = 0) -> [Block] {
    var result: [Block] = []
    for block in blocks {
      switch block.kind {
      case .directive(let directive) where directive.name == "include": result += include(directive, chain: chain, nesting: nesting)
      case .quote(let inner): result.append(Block(.quote(expand(inner, chain: chain, nesting: nesting + 1)), range: block.range))
      case .list(let list):
        let items = list.items.map { expand($0, chain: chain, nesting: nesting + 2) }
        result.append(Block(.list(list.holding(items)), range: block.range))
      case .container(let container):
        result.append(Block(.container(container.holding(expand(container.blocks, chain: chain, nesting: nesting + 1))), range: block.range))
      default: result.append(block)
      }
    }
    return result
  }

  private mutating func include(_ block: DirectiveBlock, chain: [String], nesting: Int) -> [Block] {
    do {
      let (file, place) = try target(of: block)
      if let start = chain.firstIndex(of: file) {
        let names = (chain[start...] + [file]).map { "'\(workspace.shown($0))'" }.joined(separator: " includes ")
        throw Diagnostic(id: "include-cycle", "the file includes itself: \(names)", at: place, fix: "remove one of the includes")
      }
      guard chain.count <= Self.longestChain else {
        throw Diagnostic(
          id: "too-deep", "files include each other more than \(Self.longestChain) deep", at: place,
          fix: "include this file by the article itself")
      }
      if let first = included[file] {
        throw Diagnostic(
          id: "included-twice", "'\(workspace.shown(file))' is included twice on this page", at: place,
          fix: "include it once, and refer to what it holds",
          notes: [Diagnostic.Note("it was first included here", at: .text(first))])
      }
      included[file] = block.argument?.range
      let source = try workspace.readText(file)
      let document = Document.parse(source, nesting: nesting, into: &report)
      if !document.frontMatter.ranges.isEmpty {
        report.add(
          Diagnostic(
            .warning, id: "front-matter", "the front matter of a file that is included counts for nothing",
            at: .text(source.range(ofLine: 1)), fix: "remove it"))
      }
      footnotes += document.footnotes
      return expand(document.blocks, chain: chain + [file], nesting: nesting)
    } catch {
      report.add(error: error)
      return []
    }
  }

  /// The file that a block names, and the place of the name.
  private func target(of block: DirectiveBlock) throws(Diagnostic) -> (String, Diagnostic.Location) {
    guard let argument = block.argument else {
      throw Diagnostic(
        id: "missing-option", "{include} names no file", at: .text(block.nameRange),
        fix: "write {include path}, as in {include _shared/definitions.md}")
    }
    let place = Diagnostic.Location.text(argument.range)
    let file = RelativePath.join(RelativePath.folder(path), argument.name)
    if let label = block.labelRange {
      throw Diagnostic(id: "bad-label", "{include} takes no label", at: .text(label), fix: "remove it")
    }
    guard !file.hasPrefix(".."), workspace.exists(file) else {
      let known = ((try? workspace.files()) ?? []).filter { $0.hasSuffix(".md") }.map { RelativePath.relative(from: path, to: $0) }
      throw Diagnostic(
        id: "missing-file", "there is no file '\(argument.name)' in the content folder", at: place,
        fix: Suggestion.nearest(to: argument.name, in: known).map { "did you mean '\($0)'?" } ?? "write its path relative to the article")
    }
    return (file, place)
  }
}
