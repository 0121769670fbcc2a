import Directives
import Foundation
import Testing

/// `{symmetry-group}` on known architectures, models and bad input.
@Suite struct SymmetryGroupTests {
  private static func text(_ download: Download) -> String { String(decoding: download.contents().bytes, as: UTF8.self) }

  @Test("a known architecture gives its order, sizes and factors")
  func perceptron() throws {
    let content = try TemporaryContent()
    let result = try content.run("symmetry-group", "architecture: {mlp: [4, 5, 3, 2]}").run()
    #expect(result.value("order") == .text("720"))
    #expect(result.value("digits") == .integer(3))
    #expect(result.value("exact") == .boolean(true))
    #expect(result.value("sizes") == .list([.integer(5), .integer(3)]))
    #expect(result.value("scaling-dimension") == .integer(8))
    #expect(result.value("sign-order") == .text("1"))
    #expect(result.tables[0].rows.map { $0[2] } == ["fixed", "5!", "3!", "fixed"])
  }

  @Test("a large order is a power of ten, and says that it is not exact")
  func large() throws {
    let content = try TemporaryContent()
    let result = try content.run("symmetry-group", "architecture: {resnet20: {width: 32}}").run()
    #expect(result.value("order") == .text("10^38801.99"))
    #expect(result.value("digits") == .integer(38802))
    #expect(result.value("exact") == .boolean(false))
  }

  @Test(
    "few permutations are counted, and one of a thing is singular",
    arguments: [
      ("[2, 1, 1]", "1 free class of 1 hidden unit, 0 of them tied across layers; 1 permutation.", "There is 1 permutation; "),
      ("[2, 3, 2, 1]", "2 free classes of 5 hidden units, 0 of them tied across layers; 12 permutations.", "There are 12 permutations; "),
      (
        "[2, 40, 1]", "1 free class of 40 hidden units, 0 of them tied across layers; about 10^47.91 permutations.",
        "There are about 10^47.91 permutations; "
      ),
    ])
  func grammar(widths: String, description: String, note: String) throws {
    let result = try TemporaryContent().run("symmetry-group", "architecture: {mlp: \(widths)}").run()
    #expect(result.description.hasSuffix(description))
    #expect(result.notes[0].hasPrefix(note) && result.notes[0].hasSuffix(", and 0 signs may be flipped."))
  }

  @Test("a model file's graph is read; what stands between its layers can be said")
  func model() throws {
    let content = try TemporaryContent()
    let relu = try content.run("symmetry-group", "model: net.json").run()
    #expect(relu.value("order") == .text("2") && relu.value("scaling-dimension.linear") == .integer(0))
    let linear = try content.run("symmetry-group", "model: net.json\nactivation: none").run()
    #expect(linear.value("scaling-dimension.linear") == .integer(2) && linear.value("signs") == .integer(2))
  }

  @Test("the figure collapses repeated blocks; downloads have a row for each axis and an object for each class")
  func presentation() throws {
    let content = try TemporaryContent()
    let result = try content.run("symmetry-group", "architecture: resnet50").run()
    let scene = try #require(result.figure?())
    #expect("\(scene.shapes)".contains("×5"))
    let lines = Self.text(result.downloads[0]).split(separator: "\n")
    // The head, the input, 53 convolutions and the dense layer.
    #expect(lines.count == 56)
    let objects = try #require(try JSONSerialization.jsonObject(with: Data(result.downloads[1].contents().bytes)) as? [[String: Any]])
    #expect(objects.count == 39)
    #expect(objects.count { ($0["axes"] as? [Any])?.count ?? 0 > 1 } == 4)
    #expect(result.description.contains("37 free classes of 11,456 hidden units, 4 of them tied across layers"))
  }

  @Test("what is wrong with an architecture is said where it is written")
  func badInput() throws {
    let content = try TemporaryContent()
    func errors(_ body: String) -> String { content.errors("symmetry-group", body) }
    #expect(errors("architecture: vgg61").contains("a.md:1:15: error: option 'architecture' has no value 'vgg61'"))
    #expect(errors("architecture: vgg61").contains("did you mean 'vgg16'?"))
    #expect(errors("architecture: {mlp: [3]}").contains("lists 1 width, but it needs from 2"))
    #expect(errors("architecture: {mlp: [3, 0, 1]}").contains("a.md:1:25: error: a width is 0"))
    #expect(errors("architecture: mlp").contains("write {mlp: [784, 512, 10]}"))
    #expect(errors("architecture: {mlp: [3, 1], activation: rleu}").contains("did you mean 'relu'?"))
    #expect(errors("architecture: {resnet20: {width: 0}}").contains("it must be from 1 to 64"))
    #expect(errors("architecture: {resnet20: {widht: 2}}").contains("did you mean 'width'?"))
    #expect(errors("architecture: {vgg16: 2}").contains("vgg16 takes no settings"))
    #expect(errors("architecture: {mlp: [3, 1], vgg16: 2}").contains("names several architectures"))
    #expect(errors("caption: nothing").contains("needs the option 'model'"))
    #expect(errors("model: net.json\narchitecture: vgg16").contains("a.md:1:8: error: option 'model' has no meaning"))
  }
}
