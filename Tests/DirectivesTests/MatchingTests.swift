import Directives
import Foundation
import Testing

/// `{weight-matching}` and `{linear-mode-connectivity}` on small networks, and on bad input.
@Suite struct MatchingTests {
  /// Three hidden units; b is the same with units 2, 0, 1 of a, the first of them times 4.
  static let a =
    #"{"layers": [{"w": [[1, 0.5], [-1, 2], [0.25, -3]], "b": [0, 1, -1]}, {"w": [[1, -2, 0.5], [-1, 1, 3]], "b": [0.5, 0]}]}"#
  static let b =
    #"{"layers": [{"w": [[1, -12], [1, 0.5], [-1, 2]], "b": [-4, 0, 1]}, {"w": [[0.125, 1, -2], [0.75, -1, 1]], "b": [0.5, 0]}]}"#
  static let data = "x,y,label\n1,2,0\n-1,0.5,1\n0.25,-2,1\n3,1,0\n"

  private static func content(_ extra: [String: String] = [:]) throws -> TemporaryContent {
    try TemporaryContent(["a.json": a, "b.json": b, "data.csv": data].merging(extra) { $1 })
  }

  private static func text(_ download: Download) -> String { String(decoding: download.contents().bytes, as: UTF8.self) }

  private static func number(_ result: Result, _ name: String) throws -> Double {
    let number: Double? = if case .number(let value) = result.value(name) { value } else { nil }
    return try #require(number)
  }

  @Test("a permuted and rescaled copy comes back, with its permutation and factors")
  func copy() throws {
    let result = try Self.content().run("weight-matching", "a: a.json\nb: b.json").run()
    #expect(result.value("permutations") == .list([.list([.integer(1), .integer(2), .integer(0)])]))
    #expect(result.value("moved") == .integer(3) && result.value("identity") == .number(0))
    #expect(result.value("rescaled") == .integer(1) && result.value("flipped") == .integer(0))
    #expect(result.value("optimal") == .boolean(true) && result.value("sweeps") == .integer(2))
    let cosine = try Self.number(result, "cosine.after")
    #expect(abs(cosine - 1) < 1e-12)
    #expect(result.downloads.map(\.name) == ["permutations.csv", "aligned.safetensors"])
    #expect(Self.text(result.downloads[0]) == "class,unit_of_a,unit_of_b\n1,0,1\n1,1,2\n1,2,0\n")
    #expect(result.tables[0].rows.count == 2)
    #expect(result.notes.contains("Every weight of the aligned model is exact in the files to download."))
    #expect(result.notes.contains("No other permutation has a larger objective."))
    #expect(result.description.hasPrefix("Permutation matrices of 1 class of hidden units: 3 of 3 units of b come to another place."))
    #expect("\(try #require(result.figure?()).shapes)".contains("unit of b"))
  }

  @Test("without balance factors stay; activations need data and find the copy as well")
  func methods() throws {
    let content = try Self.content()
    let raw = try content.run("weight-matching", "a: a.json\nb: b.json\nbalance: false").run()
    #expect(raw.value("rescaled") == .integer(0))
    let body = "a: a.json\nb: b.json\nmethod: activations\ndata: {file: data.csv, labels: label}"
    let activations = try content.run("weight-matching", body).run()
    #expect(activations.value("permutations") == .list([.list([.integer(1), .integer(2), .integer(0)])]))
    #expect(activations.value("sweeps") == .integer(1))
    #expect(
      content.errors("weight-matching", "a: a.json\nb: b.json\nmethod: activations").contains(
        "a.md:3:9: error: activations are compared on data"))
    #expect(
      content.errors("weight-matching", "a: a.json\nb: b.json\ndata: {file: data.csv, labels: label}")
        .contains("option 'data' has no meaning where units are compared by weights"))
    #expect(
      content.errors("weight-matching", "a: a.json\nb: b.json\nmethod: activations\ndata: {file: data.csv}")
        .contains("a.md:4:14: error: rows of 'data.csv' have 3 values (x, y, label), but the network takes 2"))
  }

  @Test("results repeat for a seed, and restarts list what each ended with")
  func seeds() throws {
    let content = try Self.content()
    func values(_ body: String) throws -> [String] {
      try content.run("weight-matching", "a: a.json\nb: b.json\n\(body)").run().values.map { "\($0)" }
    }
    #expect(try values("seed: 4") == values("seed: 4"))
    #expect(
      try content.run("weight-matching", "a: a.json\nb: b.json\nrestarts: 3").run().value("restarts").map { "\($0)".contains(", ") } == true)
  }

  @Test("a copy has a barrier before, none after, and the curve lists every α")
  func barrier() throws {
    let body = "a: a.json\nb: b.json\ndata: {file: data.csv, labels: label}\npoints: 5"
    let result = try Self.content().run("linear-mode-connectivity", body).run()
    #expect(result.value("loss.middle.before") != result.value("loss.a"))
    #expect(result.value("loss.middle.after") == result.value("loss.a"))
    #expect(result.value("barrier.after") == .number(0) && result.value("barrier.after.alpha") == .number(0))
    #expect(result.value("loss.a") == result.value("loss.b") && result.value("train.loss.a") == result.value("loss.a"))
    let lines = Self.text(result.downloads[0]).split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[0] == "alpha,data_loss_naive,data_accuracy_naive,data_loss_aligned,data_accuracy_aligned")
    #expect(lines[2].hasPrefix("0.25,"))
    let scene = "\(try #require(result.figure?()).shapes)"
    for text in ["loss, nats", "accuracy", "as they are", "aligned", "segment-naive", "segment-aligned"] { #expect(scene.contains(text)) }
    #expect(result.description.contains("and 0 nats after alignment."))
  }

  @Test("train and test have curves of their own; the values without a prefix are those of test")
  func sets() throws {
    let content = try Self.content(["other.csv": "label,x,y\n0,1,2\n0,5,5\n"])
    let body =
      "a: a.json\nb: b.json\naligned: false\ndata:\n  train: {file: data.csv, columns: [x, y], labels: label}\n  test: {file: other.csv, labels: label}"
    let result = try content.run("linear-mode-connectivity", body).run()
    #expect(result.value("loss.a") != result.value("train.loss.a"))
    #expect(result.value("barrier.after") == result.value("barrier.before") && result.value("aligned") == .boolean(false))
    #expect(
      result.tables[0].columns.map(\.name) == ["alpha", "train_loss_naive", "train_accuracy_naive", "test_loss_naive", "test_accuracy_naive"])
    #expect(result.notes.contains("train: 4 rows, test: 2 rows."))
  }

  @Test("what is wrong with data is said where it is written")
  func badData() throws {
    let content = try Self.content([
      "three.csv": "x,y,label\n1,2,2\n", "half.csv": "x,y,label\n1,2,0.5\n", "empty.csv": "x,y,label\n",
      "wide.json": #"{"layers": [{"w": [[1, 0, 0]], "b": [0]}, {"w": [[1], [2]], "b": [0, 0]}]}"#,
    ])
    func errors(_ data: String, _ rest: String = "a: a.json\nb: b.json") -> String {
      content.errors("linear-mode-connectivity", "\(rest)\ndata: \(data)")
    }
    #expect(content.errors("linear-mode-connectivity", "a: a.json\nb: b.json").contains("needs the option 'data'"))
    #expect(errors("{file: data.csv, columns: [x, y]}").contains("a.md:3:14: error: the data names no labels"))
    #expect(
      errors("{file: three.csv, labels: label}").contains(
        "three.csv:2:5: error: the label is 2, but the network has 2 classes"))
    #expect(errors("{file: half.csv, labels: label}").contains("half.csv:2:5: error: the label 0.5 is no class"))
    #expect(errors("{file: empty.csv, labels: label}").contains("has no rows"))
    #expect(errors("{file: data.csv, labels: lable}").contains("did you mean 'label'?"))
    #expect(errors("{file: data.csv, lables: label}").contains("did you mean 'labels'?"))
    #expect(errors("{tset: {file: data.csv}, train: {file: data.csv}}").contains("did you mean 'test'?"))
    #expect(errors("{labels: label}").contains("names no file"))
    #expect(errors("{file: missing.csv, labels: label}").contains("missing.csv"))
    #expect(
      errors("{file: data.csv, labels: label}", "a: wide.json\nb: wide.json")
        .contains("rows of 'data.csv' have 2 values (x, y), but the network takes 3"))
    #expect(errors("{file: data.csv, labels: label, scale: 1e200}").contains("data.csv:2:1: error: the value 1e+200, scaled, is beyond 1e100"))
    #expect(errors("{file: data.csv, labels: label}\naligned: false\nseed: 1").contains("option 'seed' has no meaning where b is not aligned"))
  }

  @Test("two architectures are refused at b, with their first difference", arguments: ["weight-matching", "linear-mode-connectivity"])
  func architectures(name: String) throws {
    let content = try Self.content([
      "four.json": Self.a.replacing("[0.25, -3]]", with: "[0.25, -3], [1, 1]]").replacing("1, -1]}", with: "1, -1, 0]}").replacing(
        "[1, -2, 0.5], [-1, 1, 3]", with: "[1, -2, 0.5, 0], [-1, 1, 3, 0]")
    ])
    let data = name == "weight-matching" ? "" : "\ndata: {file: data.csv, labels: label}"
    let errors = content.errors(name, "a: a.json\nb: four.json\(data)")
    #expect(errors.contains("a.md:2:4: error: node"))
    #expect(errors.contains("have weights of the shapes [3, 2] and [4, 2]"))
  }
}
