import Diagnostics
import Directives
import Foundation
import Testing

/// Regions on planes through the space of many inputs.
@Suite struct SliceTests {
  private static let fixtures = RegistryTests.root.appending(path: "Tests/Fixtures/models")
  private static let three = #"{"layers": [{"w": [[1, 0, 2], [0, 1, 0]], "b": [0, 0]}, {"w": [[1, -1]], "b": [0.5]}]}"#

  /// Content with a network of three inputs, points, and the digits.
  private func content() throws -> TemporaryContent {
    let content = try TemporaryContent(["three.json": Self.three, "p.csv": "a,b,c,label\n0,0,0,x\n1,0,0,y\n0,1,0,z\n2,0,0,x\n"])
    for (name, path) in [("test.npz", "digits/test.npz"), ("digits.onnx", "digits-mlp-a/model.onnx"), ("moons.onnx", "moons/model.onnx")] {
      try FileManager.default.copyItem(at: Self.fixtures.appending(path: path), to: content.folder.appending(path: name))
    }
    return content
  }

  private static let digits = "model: digits.onnx\nthrough: {file: test.npz, images: images, rows: [3, 17, 42], scale: 0.0625}\n"

  @Test("a plane is a window of the network where it is the input plane itself")
  func identity() throws {
    let content = try content()
    let whole = try content.run("regions", "model: moons.onnx\ndomain: {x: [-1.5, 2.5], y: [-1, 1.5]}").run()
    for plane in ["slice: {origin: [0, 0], u: [1, 0], v: [0, 1]}", "through: [[0, 0], [1, 0], [0, 1]]"] {
      let slice = try content.run("regions", "model: moons.onnx\ndomain: {x: [-1.5, 2.5], y: [-1, 1.5]}\n\(plane)").run()
      for name in ["regions", "linear-regions", "vertices", "edges", "by-layer", "certified", "units", "layers"] {
        #expect(slice.value(name) == whole.value(name), "\(name)")
      }
    }
  }

  @Test("rows of images, of an array and the same numbers inline give the same plane")
  func forms() throws {
    let content = try content()
    let images = try content.run("regions", Self.digits).run()
    #expect(images.value("certified") == .boolean(true) && images.value("euler") == .integer(1))
    #expect(images.value("layers") == .integer(2) && images.value("units") == .integer(256))
    let array = try content.run("regions", Self.digits.replacingOccurrences(of: "images: images", with: "array: images")).run()
    #expect(array.value("regions") == images.value("regions"))
    #expect(
      images.notes[1] == """
        The point (s, t) is the input (1 − s − t)·a + s·b + t·c: the three points lie at (0, 0), (1, 0) and (0, 1). Areas, lengths, \
        slopes and Lipschitz constants are with respect to s and t, not to distances in the space of the inputs.
        """)
    let table = try content.run("regions", "model: three.json\nthrough: {file: p.csv, columns: [a, b, c], rows: [0, 1, 2]}").run()
    let inline = try content.run("regions", "model: three.json\nthrough: [[0, 0, 0], [1, 0, 0], [0, 1, 0]]").run()
    #expect(table.values.map { "\($0)" } == inline.values.map { "\($0)" })
    #expect(table.value("regions") == .integer(4))
  }

  @Test("a scale that rounds is said")
  func rounding() throws {
    let content = try content()
    let notes = try content.run("regions", Self.digits.replacingOccurrences(of: "0.0625", with: "0.1")).run().notes
    #expect(notes.contains { $0.hasSuffix("products with the scale were rounded to doubles; the slice goes through the rounded points.") })
    #expect(try !content.run("regions", Self.digits).run().notes.contains { $0.contains("rounded") })
  }

  @Test("a domain is needed with a slice, and not with three points")
  func domain() throws {
    #expect(
      try content().errors("regions", "model: three.json\nslice: {origin: [0, 0, 0], u: [1, 0, 0], v: [0, 1, 0]}") == """
        error: {regions} needs the option 'domain'
          fix: add 'domain: …' ({x: [a, b], y: [c, d]} or {polygon: [[x, y], …]}), or 'through: …'
        """)
  }

  @Test(
    "what is wrong with a plane is found where it is written",
    arguments: [
      (
        "model: three.json\nthrough: [[0, 0, 0], [1, 1, 1], [2, 2, 2]]",
        """
        a.md:2:10: error: the three points lie on one line, so that many planes go through them
            2 | through: [[0, 0, 0], [1, 1, 1], [2, 2, 2]]
              |          ^ fix: choose three points that are not on a line
        """
      ),
      (
        "model: three.json\nthrough: [[0, 0], [1, 0], [0, 1]]",
        """
        a.md:2:10: error: the plane lies in a space of 2 dimensions, but the network takes 3 inputs
            2 | through: [[0, 0], [1, 0], [0, 1]]
              |          ^ fix: give 3 coordinates, one for each input
        """
      ),
      (
        "model: three.json\ndomain: {x: [0, 1], y: [0, 1]}\nslice: {origin: [0, 0, 0], u: [1, 0, 0]}",
        """
        a.md:3:8: error: option 'slice' has no 'v'
            3 | slice: {origin: [0, 0, 0], u: [1, 0, 0]}
              |        ^ fix: write {origin: […], u: […], v: […]}
        """
      ),
      (
        "model: three.json\ndomain: {x: [0, 1], y: [0, 1]}\nslice: {origin: [0, 0, 0], u: [1, 0, 0], v: [2, 0, 0]}",
        """
        a.md:3:45: error: the directions u and v are parallel, so that they span no plane
            3 | slice: {origin: [0, 0, 0], u: [1, 0, 0], v: [2, 0, 0]}
              |                                             ^ fix: give two directions that differ
        """
      ),
      (
        "model: digits.onnx\nthrough: {file: test.npz, images: images, rows: [3, 17, 500], scale: 0.0625}",
        """
        a.md:2:57: error: there is no row 500: 'images' in 'test.npz' has 500 rows
            2 | through: {file: test.npz, images: images, rows: [3, 17, 500], scale: 0.0625}
              |                                                         ^^^ fix: count from 0 to 499
        """
      ),
      (
        "model: digits.onnx\nthrough: {file: test.npz, images: imges, rows: [3, 17, 42]}",
        """
        a.md:2:35: error: test.npz: the archive has no array 'imges'
            2 | through: {file: test.npz, images: imges, rows: [3, 17, 42]}
              |                                   ^^^^^ fix: did you mean 'images'?
        """
      ),
      (
        "model: digits.onnx\nthrough: {file: test.npz, images: labels, rows: [3, 17, 42]}",
        """
        a.md:2:35: error: 'labels' in 'test.npz' has the shape [500]; an axis each is needed for number, height and width
            2 | through: {file: test.npz, images: labels, rows: [3, 17, 42]}
              |                                   ^^^^^^ fix: name an array of pictures, or write 'array' instead of 'images'
        """
      ),
      (
        "model: three.json\ndomain: {x: [0, 1], y: [0, 1]}\nslice: {u: [1, 0], origin: [0, 0], v: [0, 1]}",
        """
        a.md:3:28: error: the plane lies in a space of 2 dimensions, but the network takes 3 inputs
            3 | slice: {u: [1, 0], origin: [0, 0], v: [0, 1]}
              |                            ^ fix: give 3 coordinates, one for each input
        """
      ),
      (
        "model: three.json\ndomain: {x: [0, 1], y: [0, 1]}\nslice: {origin: [0, 0, 0], u: [1, 0], v: [0, 1, 0]}",
        """
        a.md:3:31: error: 'u' has 2 coordinates where 'origin' has 3
            3 | slice: {origin: [0, 0, 0], u: [1, 0], v: [0, 1, 0]}
              |                               ^ fix: give as many coordinates as the network has inputs
        """
      ),
      (
        "model: three.json\ndomain: {x: [0, 1], y: [0, 1]}\nslice: {origin: [0, 1e101, 0], u: [1, 0, 0], v: [0, 1, 0]}",
        """
        a.md:3:21: error: an entry of 'origin' is 1e+101, beyond 1e100
            3 | slice: {origin: [0, 1e101, 0], u: [1, 0, 0], v: [0, 1, 0]}
              |                     ^^^^^ fix: scale the data
        """
      ),
      (
        "model: digits.onnx\nthrough: {file: test.npz, images: images, rows: [3, 17, 42], scale: 0}",
        """
        a.md:2:69: error: 'scale' is 0, which makes all points one
            2 | through: {file: test.npz, images: images, rows: [3, 17, 42], scale: 0}
              |                                                                     ^ fix: write another number
        """
      ),
      (
        "model: digits.onnx\nthrough: {file: tset.npz, images: images, rows: [3, 17, 42]}",
        """
        a.md:2:35: error: tset.npz: there is no such file
            2 | through: {file: tset.npz, images: images, rows: [3, 17, 42]}
              |                                   ^^^^^^ fix: did you mean 'test.npz'?
        """
      ),
      (
        "model: three.json\nthrough: {file: p.csv, columns: [a, b, d], rows: [0, 1]}",
        """
        a.md:2:40: error: p.csv: there is no column 'd'; the first row names a, b, c, label
            2 | through: {file: p.csv, columns: [a, b, d], rows: [0, 1]}
              |                                        ^ fix: use one of: a, b, c, label
        """
      ),
      (
        "model: three.json\nthrough: {file: p.csv, columns: [a, b, c], rows: [0, 1]}",
        """
        a.md:2:50: error: 'rows' lists 2 rows; a plane goes through three points
            2 | through: {file: p.csv, columns: [a, b, c], rows: [0, 1]}
              |                                                  ^ fix: write [i, j, k]
        """
      ),
      (
        "model: three.json\nthrough: {file: p.csv, columns: [a, b, c], rows: [0, 1, 3]}",
        """
        a.md:2:50: error: the three points lie on one line, so that many planes go through them
            2 | through: {file: p.csv, columns: [a, b, c], rows: [0, 1, 3]}
              |                                                  ^ fix: choose three points that are not on a line
        """
      ),
      (
        "model: three.json\nthrough: [[0, 0, 0], [1, 0, 0], [0, 1, 0]]\nslice: {origin: [0, 0, 0], u: [1, 0, 0], v: [0, 1, 0]}",
        """
        a.md:2:10: error: 'slice' and 'through' both give a plane of 3 dimensions
            2 | through: [[0, 0, 0], [1, 0, 0], [0, 1, 0]]
              |          ^ fix: give one of them
        """
      ),
    ])
  func errors(body: String, expected: String) throws { #expect(try content().errors("regions", body) == expected) }

  @Test("labels in a table of points are found in the table")
  func labels() throws {
    #expect(
      try content().errors("regions", "model: three.json\nthrough: {file: p.csv, rows: [0, 1, 2]}").hasPrefix(
        "p.csv:2:7: error: column 'label'"))
  }
}
