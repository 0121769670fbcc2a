import Diagnostics
import Directives
import Synchronization
import Testing

/// What directives report while they compute.
@Suite struct ProgressTests {
  private static let body = "a: a.json\nb: b.json"
  /// Twice the same unit, which no weight tells apart.
  private static let twins = #"{"layers": [{"w": [[1, 2], [1, 2], [3, -1]], "b": [1, 1, 0]}, {"w": [[1, 1, 2]], "b": [0.5]}]}"#
  private static let files = ["a.json": MatchingTests.a, "b.json": MatchingTests.b, "data.csv": MatchingTests.data, "twins.json": twins]

  @Test(
    "directives say what they count and how far they are, never beyond what there is, and compute the same as unwatched",
    arguments: [
      ("weight-matching", body, ["passes of balancing", "start 1 of 1, sweeps", "random permutations"]),
      ("weight-matching", body + "\nrestarts: 3", ["start 1 of 3, sweeps", "start 3 of 3, sweeps"]),
      (
        "weight-matching", body + "\nmethod: activations\ndata: {file: data.csv, labels: label}", ["layers matched", "random permutations"]
      ),
      ("linear-mode-connectivity", body + "\ndata: {file: data.csv, labels: label}", ["points of the segment", "start 1 of 1, sweeps"]),
      ("parameter-equivalence", body, ["layers coloured"]),
      ("parameter-equivalence", "a: twins.json\nb: a.json", ["layers coloured", "points at which outputs are compared"]),
      ("automorphisms", "model: twins.json", ["units told apart", "orbits"]),
      ("functional-dimension", "model: a.json", ["rank of the network", "rank of the control", "weights whose layers' ranks are known"]),
      ("regions", "model: a.json\ndomain: {x: [-1, 1], y: [-1, 1]}\nfloat32: true", ["cells", "cells in single precision"]),
      ("decision-topology", "model: a.json\ndomain: {x: [-1, 1], y: [-1, 1]}", ["cells"]),
    ])
  func reports(name: String, body: String, activities: [String]) throws {
    var files = Self.files
    if body.contains("b: a.json") { files["a.json"] = Self.twins.replacing("[1, 1, 2]", with: "[1, 1, 3]") }
    let content = try TemporaryContent(files)
    let steps = Mutex<[WorkProgress.Step]>([])
    let run = try content.run(name, body)
    let watched = try WorkProgress.$current.withValue(WorkProgress { step in steps.withLock { $0.append(step) } }) { try run.run() }
    let found = steps.withLock { $0 }
    for activity in activities { #expect(found.contains { $0.activity == activity }, "\(activity) of \(Set(found.map(\.activity)))") }
    for step in found { #expect(step.done >= 0 && step.done <= step.total ?? .max, "\(step)") }
    #expect(
      try ResultDocument(directive: name, result: watched, inputs: []).json()
        == ResultDocument(directive: name, result: run.run(), inputs: []).json())
  }
}
