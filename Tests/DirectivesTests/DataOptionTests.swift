import Diagnostics
import Directives
import Testing

/// Data with labels that is wrong: where it is said to be, and what is proposed.
@Suite struct DataOptionTests {
  private static let files = [
    "a.json": MatchingTests.a, "b.json": MatchingTests.b, "data.csv": MatchingTests.data, "high.csv": "x,y,label\n1,2,0\n-1,0.5,5\n",
    "half.csv": "x,y,label\n1,2,0\n0,0,1\n-1,0.5,0.5\n", "huge.csv": "x,y,label\n1,2e120,0\n", "text.txt": "",
    "score.json": #"{"layers": [{"w": [[1, -12], [1, 0.5]], "b": [-4, 0]}, {"w": [[0.125, 1]], "b": [0.5]}]}"#,
    "wide.json": #"{"layers": [{"w": [[1, -12, 1], [1, 0.5, 1], [1, 2, 3]], "b": [-4, 0, 1]}, {"w": [[0, 1, 1], [1, 1, 2]], "b": [0, 0]}]}"#,
  ]

  private static func errors(_ data: String) throws -> String {
    try TemporaryContent(files).errors("linear-mode-connectivity", "a: a.json\nb: b.json\ndata: \(data)")
  }

  @Test("a label that is wrong is found in its cell, with the place that names the data")
  func labels() throws {
    let high = try Self.errors("{file: high.csv, labels: label}")
    #expect(high.contains("high.csv:3:8: error: the label is 5, but the network has 2 classes, counted from 0"))
    #expect(high.contains("fix: use labels from 0 to 1") && high.contains("a.md:3:32: note: the data is named here"))
    let half = try Self.errors("{file: half.csv, labels: label}")
    #expect(half.contains("half.csv:4:8: error: the label 0.5 is no class counted from 0"))
    let huge = try Self.errors("{file: huge.csv, labels: label}")
    #expect(huge.contains("huge.csv:2:3: error: the value 2e+120 is beyond 1e100"))
  }

  @Test("a column that is not there is said where it is named, with the columns that are")
  func columns() throws {
    let labels = try Self.errors("{file: data.csv, labels: labl}")
    #expect(labels.contains("a.md:3:32: error: data.csv: there is no column 'labl'; the first row names x, y, label"))
    #expect(labels.contains("fix: did you mean 'label'?"))
    let input = try Self.errors("{file: data.csv, labels: label, columns: [x, q]}")
    #expect(input.contains("a.md:3:52: error: data.csv: there is no column 'q'; the first row names x, y, label"))
    let none = try Self.errors("{file: data.csv}")
    #expect(none.contains("add 'labels: …', the column with the class of each row; there are x, y, label"))
    #expect(try Self.errors("{file: data.csv, columns: [x, y]}").contains("names no labels"))
  }

  @Test("a column is no input and label at once, nor twice an input; a scale is not 0")
  func meaningless() throws {
    let both = try Self.errors("{file: data.csv, labels: label, columns: [x, label]}")
    #expect(both.contains("a.md:3:52: error: the column 'label' holds the labels, and is listed as an input as well"))
    #expect(try Self.errors("{file: data.csv, labels: label, columns: [x, x]}").contains("a.md:3:52: error: 'columns' lists 'x' twice"))
    #expect(try Self.errors("{file: data.csv, labels: label, columns: []}").contains("'columns' lists nothing"))
    #expect(try Self.errors("{file: data.csv, labels: label, scale: 0}").contains("a.md:3:46: error: 'scale' is 0, which makes all rows one"))
  }

  @Test("a set to test on needs one to train on, and a segment a place in the middle")
  func incomplete() throws {
    let test = try Self.errors("{test: {file: data.csv, labels: label}}")
    #expect(test.contains("'test' without 'train'"))
    let even = try Self.errors("{file: data.csv, labels: label}\npoints: 4")
    #expect(even.contains("a.md:4:9: error: 'points' is 4, which leaves no place in the middle of the segment"))
    #expect(!(try Self.errors("{file: data.csv, labels: label}\npoints: 5")).contains("points"))
  }

  @Test("fixes name what is read, and what the table has")
  func fixes() throws {
    #expect(try Self.errors("{file: text.txt, labels: label}").contains("fix: use a file that ends in .csv, .npy or .npz"))
    #expect(try Self.errors("{file: nothing.csv, labels: label}").contains("fix: name a file that is there"))
    #expect(try Self.errors("{file: data.csv, labels: label, columns: [x]}").contains("have 1 value (x), but the network takes 2"))
    let content = try TemporaryContent(Self.files)
    let body = "a: a.json\nb: b.json\nmethod: activations\ndata: {file: data.csv}"
    #expect(
      content.errors("weight-matching", body).contains(
        "fix: choose 2 of the columns by 'columns: […]', or say by 'labels: …' which column is no input, but the class"))
    #expect(content.errors("weight-matching", "just text").contains("write one option a line, as in 'a: network.onnx'"))
    #expect(
      content.errors("symmetry-group", "width: 500").contains(
        "add 'model: …' (path of a model file (.onnx, .safetensors, .json)), or 'architecture: …'"))
    let starts = content.errors("weight-matching", body.replacing("csv}", with: "csv, labels: label}") + "\nrestarts: 3")
    #expect(starts.contains("a.md:5:11: error: option 'restarts' has no meaning where units are compared by activations"))
  }

  @Test("what only shows while computing is said at the option that it is about")
  func computed() throws {
    let content = try TemporaryContent(Self.files)
    let score = content.errors(
      "linear-mode-connectivity", "a: score.json\nb: score.json\ndata: {file: data.csv, labels: label}\naligned: false")
    #expect(score.contains("a.md:1:4: error: the network's output for 1 row has the shape [1, 1]"))
    let run = try content.run("parameter-equivalence", "a: a.json\nb: wide.json")
    do {
      _ = try run.run()
      Issue.record("networks of different inputs were compared")
    } catch {
      #expect(error.id == "different-architecture" && error.location.path == "a.md")
      #expect(error.location.position.map { "\($0.line):\($0.column)" } == "2:4")
    }
  }
}
