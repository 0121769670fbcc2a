import Foundation
import Testing

/// What directives say on pages in other languages than English.
@Suite struct DirectiveWordsTests {
  private static let colors = ["random", "pattern", "class", "output", "slope-norm", "area", "depth", "layer"]

  private static func article(_ color: String) -> String {
    """
    ---
    title: 区域
    lang: zh
    ---

    ```{regions} a
    model: net.json
    domain: { x: [-1, 1], y: [-1, 1] }
    inset: { x: [0, 1], y: [0, 1] }
    points: { file: points.csv, class: kind }
    boundary: true
    float32: true
    color: \(color)
    caption: 胞腔
    ```

    ```{values a}
    ```
    """
  }

  /// The words of a page's text and attributes for readers, without code, addresses, names of files and numbers.
  private static func english(in html: String) -> [String] {
    var text = html.replacing(/<(script|style|head|code|footer|header)\b.*?<\/\1>/.dotMatchesNewlines(), with: " ")
    for (pattern, kept) in [(/<[^>]*aria-label="([^"]*)"[^>]*>/, true), (/<[^>]*alt="([^"]*)"[^>]*>/, true)] {
      text = text.replacing(pattern) { kept ? " \($0.1) " : " " }
    }
    text = text.replacing(/<a [^>]*download[^>]*>.*?<\/a>/, with: " ").replacing(/<[^>]*>/, with: " ")
    // Names that are the same in Chinese, and what is only a letter or a symbol.
    let kept: Set<String> = ["Facet", "ReLU", "SHA", "log", "float", "zh", "html"]
    return text.matches(of: /[A-Za-z]{3,}/).map { String($0.0) }.filter { !kept.contains($0) }
  }

  @Test("no English word is left in the figures of a Chinese page, nor in what they say of themselves", arguments: colors)
  func chinese(color: String) async throws {
    let points = "x,y,kind\n0.5,0.5,0\n-0.5,0.5,1\n"
    let html = try await TemporarySite(["index.md": Self.article(color), "points.csv": points, "site.yaml": "title: 网站\nlang: zh\n"]).page(
      "index.html")
    let start = try #require(html.range(of: "<figure")?.lowerBound)
    let end = try #require(html.range(of: "</main>")?.lowerBound)
    #expect(Self.english(in: String(html[start..<end])) == [])
    #expect(html.contains("网络 2-2-1：共 1 层，2 个 ReLU 神经元。") && html.contains("边界") && html.contains("1×") == false)
  }

  private static let networks = [
    "a.json": #"{"layers": [{"w": [[1, 0.5], [-1, 2], [0.25, -3]], "b": [0, 1, -1]}, {"w": [[1, -2, 0.5], [-1, 1, 3]], "b": [0.5, 0]}]}"#,
    "b.json": #"{"layers": [{"w": [[1, -12], [1, 0.5], [-1, 2]], "b": [-4, 0, 1]}, {"w": [[0.125, 1, -2], [0.75, -1, 1]], "b": [0.5, 0]}]}"#,
    "c.json": #"{"layers": [{"w": [[1, -12], [1, 0.5], [1, 0.5]], "b": [-4, 0, 0]}, {"w": [[0.125, 1, 1], [0.75, 1, 1]], "b": [0.5, 0]}]}"#,
    "d.json": #"{"layers": [{"w": [[1, 1], [2, 2], [-1, -1]], "b": [9, 0, -9]}, {"w": [[0.125, 1, 1]], "b": [0.5]}]}"#,
    "data.csv": "x,y,label\n1,2,0\n-1,0.5,1\n",
  ]

  @Test(
    "no English word is left in figures, tables' heads and notes of the directives about weights",
    arguments: [
      "symmetry-group} s\nmodel: a.json", "symmetry-group} s\narchitecture: {mlp: [2, 1, 1], activation: tanh}",
      "symmetry-group} s\narchitecture: {resnet20: {width: 2}}", "symmetry-group} s\nmodel: a.json\nactivation: none",
      "automorphisms} s\nmodel: a.json", "automorphisms} s\nmodel: c.json\ninputs: free", "parameter-equivalence} s\na: a.json\nb: b.json",
      "parameter-equivalence} s\na: a.json\nb: c.json", "parameter-equivalence} s\na: c.json\nb: c.json",
      "weight-matching} s\na: a.json\nb: b.json", "weight-matching} s\na: a.json\nb: c.json\nbalance: false",
      "linear-mode-connectivity} s\na: a.json\nb: b.json\ndata: {file: data.csv, labels: label}",
      "linear-mode-connectivity} s\na: a.json\nb: c.json\ndata: {train: {file: data.csv, labels: label}, test: {file: data.csv, labels: label}}",
      "linear-mode-connectivity} s\na: a.json\nb: c.json\ndata: {file: data.csv, labels: label}\naligned: false",
      "functional-dimension} s\nmodel: a.json", "functional-dimension} s\nmodel: c.json", "functional-dimension} s\nmodel: d.json\npoints: 5",
    ])
  func weights(block: String) async throws {
    let article = "---\ntitle: 权重\nlang: zh\n---\n\n```{\(block)\n\(block.hasPrefix("automorphisms") ? "" : "caption: 图\n")```\n"
    let files = Self.networks.merging(["index.md": article, "site.yaml": "title: 网站\nlang: zh\n"]) { $1 }
    let html = try await TemporarySite(files).page("index.html")
    let start = try #require((html.range(of: "<figure") ?? html.range(of: "</h1>"))?.lowerBound)
    let end = try #require(html.range(of: "</main>")?.lowerBound)
    // Conventions and what a table's cells hold stay as they are: names of nodes and operators, and definitions.
    let shown = String(html[start..<end]).replacing(/<dt>约定<\/dt><dd>.*?<\/dd>/.dotMatchesNewlines(), with: "")
      .replacing(/<tbody>.*?<\/tbody>/.dotMatchesNewlines(), with: "")
    // Names of nodes, of operators and of architectures.
    let names: Set<String> = ["input", "layer", "layers", "relu", "conv", "downsample", "Gemm", "ResNet"]
    #expect(Self.english(in: shown).filter { !names.contains($0) } == [], "\(shown)")
  }

  @Test("the same page in English has none of the phrases")
  func english() async throws {
    let article = Self.article("class").replacingOccurrences(of: "lang: zh\n", with: "")
    let html = try await TemporarySite(["index.md": article, "points.csv": "x,y,kind\n0.5,0.5,0\n"]).page("index.html")
    #expect(html.contains("Network 2-2-1: 2 ReLU units in 1 layer.") && html.contains(">boundary<") && !html.contains("边界"))
  }

  @Test("a file of phrases that names what is not there is said to be wrong at its place")
  func broken() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "theme-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: TemporarySite.root.appending(path: "themes/default"), to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let phrases = """
      de:
        conventions: { regoins: x }
        values: { regions: { nothing: x } }
        phrases: { "{n} cells": "{m} Zellen" }
        other: {}
      """
    try Data(phrases.utf8).write(to: folder.appending(path: "phrases.yaml"))
    let errors = await TemporarySite.errors(ofTheme: folder).replacingOccurrences(of: folder.path(percentEncoded: false) + "/", with: "")
    for line in [
      "phrases.yaml:2:18: error: there is no directive 'regoins'", "phrases.yaml:3:24: error: {regions} has no value 'nothing'",
      "phrases.yaml:4:14: error: the phrase has no place '{m}'", "phrases.yaml:5:3: error: unknown key 'other'",
    ] { #expect(errors.contains(line), "\(errors)") }
  }

  @Test("a list names an article once, in its own language, and one that is in another language only as it is")
  func lists() async throws {
    let files = [
      "site.yaml": "title: S\nsections: [{folder: a, title: A}]\n", "a/one.md": "---\ntitle: One\n---\n",
      "a/one.zh.md": "---\ntitle: 一\nlang: zh\ntranslation-of: one.md\n---\n", "a/two.md": "---\ntitle: 二\nlang: zh\n---\n",
    ]
    let html = try await TemporarySite(files).page("a/index.html")
    #expect(html.contains(">One</a>") && html.contains(">二</a>") && !html.contains(">一</a>"))
    #expect(try await TemporarySite(files).page("a/one.html").contains(">一</a>"))
  }
}
