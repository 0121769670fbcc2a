import Foundation
import Testing

/// The program as a whole: what it prints, where, and its exit codes.
@Suite struct CommandTests {
  private func facet(_ arguments: String...) throws -> (code: Int32, output: String, errors: String) { try Program.run(arguments) }

  private func facet(_ arguments: [String]) throws -> (code: Int32, output: String, errors: String) { try Program.run(arguments) }

  @Test("one directive runs without a site, and prints one JSON object and nothing else", arguments: ["onnx", "safetensors"])
  func run(ending: String) throws {
    let result = try facet("run", "regions", "model=moons/model.\(ending)", "domain={x: [-1.5, 2.5], y: [-1, 1.5]}", "--json")
    #expect(result.code == 0 && result.errors == "")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(Set(object.keys) == ["directive", "values", "tables", "notes", "inputs"])
    let values = try #require(object["values"] as? [String: Any])
    for (name, value) in ["regions": 457, "linear-regions": 457, "vertices": 503, "edges": 959] { #expect(values[name] as? Int == value) }
    #expect(values["certified"] as? Bool == true)
  }

  @Test("a network and its moved copy are equivalent, another one is not")
  func equivalence() throws {
    for (other, expected) in [("digits-mlp-a-moved", true), ("digits-mlp-b", false)] {
      let result = try facet("run", "parameter-equivalence", "a=digits-mlp-a/model.onnx", "b=\(other)/model.onnx", "--json")
      let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
      #expect((object?["values"] as? [String: Any])?["equivalent"] as? Bool == expected)
    }
  }

  @Test("what the command line does wrong ends with 2, what a file does wrong with 1")
  func exitCodes() throws {
    #expect(try facet("run", "regoins").code == 2)
    #expect(try facet("run", "regions", "modle=x").code == 2)
    #expect(try facet("run", "regions", "what").code == 2)
    #expect(try facet("build", "no-such-folder").code == 2)
    #expect(try facet("build", "--jobs", "0").code == 2)
    #expect(try facet("frobnicate").code == 2)
    #expect(try facet("model", "nope.onnx").code == 2)
    #expect(try facet("render", "nope.md").code == 2)
    #expect(try facet("build", "content", "--theme", "nope").code == 2)
    #expect(try facet("new", "site", ".").code == 2)
    #expect(try facet("model", "moons/train.csv").code == 2)
    #expect(try facet("model", "moons/reference.json").code == 1)
    #expect(try facet("run", "regions", "model=digits-mlp-a/model.onnx", "domain={x: [0, 1], y: [0, 1]}").code == 1)
    #expect(try facet("--version").code == 0)
    #expect(try facet("directives", "regions").output.contains("linear-regions"))
  }

  @Test("a command that is misspelt, or given a file for a folder, says what to write")
  func misspelt() throws {
    let bild = try facet("bild")
    #expect(bild.code == 2 && bild.errors.hasPrefix("error: there is no command 'bild'\n  fix: did you mean 'build'?\n"))
    let file = try facet("build", "../sites/broken/open/index.md")
    #expect(file.code == 2 && file.errors.contains("a site is built from a folder, and this is a file"))
    #expect(file.errors.contains("'facet render ../sites/broken/open/index.md'"))
  }

  @Test("what the command line says of a directive ends with 2, what depends on files or on computing with 1")
  func runCodes() throws {
    let (moons, domain) = ("model=moons/model.onnx", "domain={x: [0, 1], y: [0, 1]}")
    for arguments in [
      [moons], [moons, domain, "max-regions=0"], [moons, domain, "color=bleu"], [moons, "domain=7"], [moons, "domain={x: [1, 1], y: [0, 1]}"],
      [moons, domain, "layers=[]"], [moons, domain, "activation=relu"], [moons, domain, "domain={"],
      ["model=none.onnx", domain], [moons, "domain={x: [0, 1], y: [0, 1], z: 1}"], [moons, domain, "slice={origin: [0], u: [1], v: [2]}"],
    ] { #expect(try facet(["run", "regions"] + arguments).code == 2, "\(arguments)") }
    for arguments in [
      [moons, domain, "output=7"], [moons, domain, "layers=[9]"], [moons, domain, "max-regions=1"],
      ["model=digits-mlp-a/model.onnx", domain], [moons, domain, "slice={origin: [0, 0, 0], u: [1, 0, 0], v: [0, 1, 0]}"],
    ] { #expect(try facet(["run", "regions"] + arguments).code == 1, "\(arguments)") }
  }

  @Test("options of the directives about weights that are wrong by themselves end with 2, files that do not fit with 1")
  func weightCodes() throws {
    let pair = ["linear-mode-connectivity", "a=moons/model.onnx", "b=moons/model.onnx"]
    for arguments in [
      ["symmetry-group", "architecture={mlp: [2]}"], ["symmetry-group", "architecture={mpl: [2, 2]}"],
      ["symmetry-group", "architecture={vgg16: 1}"],
      ["symmetry-group", "architecture=mlp"], ["symmetry-group", "architecture=vgg16", "model=moons/model.onnx"],
      ["automorphisms", "model=moons/train.csv"], ["functional-dimension", "model=moons/model.onnx", "box=[1, 1]"],
      pair, pair + ["data={file: moons/train.csv}"], pair + ["data={file: moons/train.csv, labels: label, scale: 0}"],
      pair + ["data={file: moons/train.csv, labels: label, columns: [x, label]}"], pair + ["data={file: moons/model.onnx, labels: label}"],
      pair + ["data={trian: {file: moons/train.csv}, test: {file: moons/train.csv}}"],
    ] { #expect(try facet(["run"] + arguments).code == 2, "\(arguments)") }
    for arguments in [
      pair + ["data={file: moons/train.csv, labels: lable}"], pair + ["data={file: moons/train.csv, labels: label, columns: [x]}"],
      ["parameter-equivalence", "a=moons/model.onnx", "b=circles/model.onnx"], ["functional-dimension", "model=digits-mlp-a/model.onnx"],
    ] {
      let result = try facet(["run"] + arguments)
      #expect(result.code == 1, "\(arguments)")
      #expect(result.errors.hasPrefix("arguments:"), "\(result.errors)")
    }
  }

  @Test("what a model can be used for is what directives say of it")
  func uses() throws {
    let uses = try facet("model", "torus-sdf/model.onnx").output
    let refused = try facet(
      "run", "linear-mode-connectivity", "a=torus-sdf/model.onnx", "b=torus-sdf/model.onnx", "data={file: ../onnx/run/wide.npz, labels: x}")
    #expect(refused.code != 0)
    #expect(uses.contains("  linear-mode-connectivity: no, the network's output for 1 row has the shape [1, 1]; "))
    #expect(uses.contains("  weight-matching: yes\n") && uses.contains("  symmetry-group: yes\n"))
    #expect(try facet("model", "moons/model.onnx").output.contains("  linear-mode-connectivity: yes\n"))
  }

  @Test("a build that is interrupted leaves no unfinished folder, at whatever moment it is", arguments: [SIGINT, SIGTERM])
  func interruption(signal: Int32) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "facet-\(UUID().uuidString)").path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: "\(folder)/content", withIntermediateDirectories: true)
    let links = (0..<300).map { "[\($0)](\($0).csv)" }
    try Data("---\ntitle: T\n---\n\(links.joined(separator: "\n"))\n".utf8).write(to: URL(filePath: "\(folder)/content/index.md"))
    for number in 0..<300 { try Data(repeating: 65, count: 30_000).write(to: URL(filePath: "\(folder)/content/\(number).csv")) }
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "facet")
    process.arguments = ["build", "\(folder)/content", "--output", "\(folder)/site"]
    process.currentDirectoryURL = Program.root
    process.standardError = FileHandle.nullDevice
    try process.run()
    while process.isRunning, !FileManager.default.fileExists(atPath: "\(folder)/site.facet-new-0") { usleep(200) }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(left == ["content"] || left == ["content", "site"])
  }

  @Test("how far work has come is told on standard error where it is asked for, and changes nothing else")
  func progress() throws {
    let arguments = [
      "run", "linear-mode-connectivity", "a=moons/model.onnx", "b=moons/model.onnx", "data={file: moons/train.csv, labels: label}",
    ]
    let quiet = try facet(arguments)
    #expect(quiet.code == 0 && quiet.errors == "")
    let told = try facet(arguments + ["--progress"])
    #expect(told.output == quiet.output)
    let lines = told.errors.split(separator: "\n")
    #expect(lines.first == "… linear-mode-connectivity: points of the segment 0 of 25")
    #expect(lines.allSatisfy { $0.hasPrefix("… linear-mode-connectivity: ") } && !told.errors.contains("\u{1B}"))
    #expect(try facet(arguments + ["--no-progress"]).errors == "")
    let rendered = try facet(["render", "../sites/broken/open/index.md", "--no-run", "--progress"])
    #expect(!rendered.errors.contains("…"))
  }

  @Test("a model's page names its layers and what can be done with it")
  func model() throws {
    let result = try facet("model", "digits-mlp-a/model.onnx")
    #expect(result.code == 0)
    for line in [
      "widths 64-128-128-10", "parameters 26,122", "  parameter-equivalence: yes",
      "  regions: yes",
      "normal form: 64 inputs, 10 outputs",
    ] { #expect(result.output.contains(line + "\n"), "\(line)") }
    for line in [
      " of the input: 128 rows with 8192 weights, 128 ReLU units\n", " of stage 1: 128 rows with 16,384 weights, 128 ReLU units\n",
      " of stage 2: 10 rows with 1280 weights, affine\n",
    ] { #expect(result.output.contains(line), "\(line)") }
  }

  @Test("a model is evaluated on the arrays of a file, and says what is wrong with them")
  func evaluation() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "facet-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = folder.appending(path: "y.npz").path(percentEncoded: false)
    let model = "../onnx/good/raw-float.onnx"
    #expect(try facet("model", model, "--run", "../onnx/run/x.npz", "--output", output).code == 0)
    #expect(try Data(contentsOf: URL(filePath: output)) == Data(contentsOf: Program.root.appending(path: "Tests/Fixtures/onnx/run/y.npz")))
    let shape = try facet("model", model, "--run", "../onnx/run/wide.npz", "--output", output)
    #expect(shape.code == 1)
    #expect(shape.errors.contains("the array 'x' has shape [4, 3], but the model's input 'x' has shape [?, 2]"))
    let names = try facet("model", model, "--run", "../onnx/run/names.npz", "--output", output)
    #expect(names.code == 1)
    #expect(names.errors.contains("there is no array for the model's input 'x'\n  fix: name the arrays as the inputs: x"))
    #expect(try facet("model", model, "--run", "../onnx/run/x.npz").code == 2)
  }
}
