import Diagnostics
import Networks

extension ONNXGraphReader {
  /// Reads one supported node whose inputs must all have been made.
  mutating func readNode(_ index: Int) throws(Diagnostic) {
    let node = graph.node[index]
    let label = label(index)
    for name in node.givenInputs where !name.isEmpty && !known.contains(name) { throw unknown(name, usedBy: index) }
    let outputs = try outputs(node, label)
    if node.opType == "Constant" {
      guard node.givenInputs.isEmpty else { throw file.failure("\(label) has inputs") }
      let (value, type) = try constant(node, label)
      try declare(outputs[0], label)
      (constants[outputs[0]], types[outputs[0]]) = (value, type)
      return
    }
    var reader = try ONNXNodeReader(
      node, label, version: version, types: node.givenInputs.map { types[$0] }, file)
    if node.opType == "Dropout" { reader.inputs = try dropoutInput(reader.inputs, label) }
    let operation = try reader.operation()
    for (place, value) in reader.added.sorted(by: { $0.key < $1.key }) {
      guard reader.inputs[place].isEmpty else { throw file.failure("\(label) gives its input \(place + 1) as an attribute as well") }
      reader.inputs[place] = unusedName("\(outputs[0])/input \(place + 1)")
      try declare(reader.inputs[place], label)
      constants[reader.inputs[place]] = value
    }
    try check(reader.inputs, operation, index)
    for name in outputs where !name.isEmpty { try declare(name, label) }
    try noteTypes(of: outputs, reader, operation)
    let step = Network.Node(name: name(index), operation: operation, inputs: reader.inputs, outputs: outputs)
    if let values = try fold(step) {
      for (name, value) in zip(outputs, values) where !name.isEmpty { constants[name] = value }
    } else {
      nodes.append(step)
    }
  }

  /// The outputs that are kept. Those that only training fills (masks, running means) are not, and can't be used.
  private func outputs(_ node: ONNXNode, _ label: String) throws(Diagnostic) -> [String] {
    let outputs = node.givenOutputs
    let isTrained = node.opType == "Dropout" || node.opType == "BatchNormalization"
    let most = node.opType == "Split" ? max(outputs.count, 1) : node.opType == "MaxPool" ? 2 : node.opType == "Dropout" ? 2 : isTrained ? 5 : 1
    guard let first = outputs.first, outputs.count <= most, !first.isEmpty || node.opType == "Split" else {
      throw file.failure("\(label) has \(node.output.count) outputs; it should have \(most == 1 ? "one" : "1 to \(most)")")
    }
    return isTrained ? [first] : node.opType == "Split" ? node.output : outputs
  }

  private func unusedName(_ wanted: String) -> String {
    var name = wanted
    while known.contains(name) { name += "'" }
    return name
  }

  private mutating func noteTypes(of outputs: [String], _ reader: ONNXNodeReader, _ operation: Operation) throws(Diagnostic) {
    var type: ElementType?
    switch operation {
    case .shape, .argMax: type = .int64
    case .equal: type = .bool
    case .cast: type = try reader.castType()
    case .select: type = types[reader.inputs[1]]
    case .constantOfShape:
      let tensor = try reader.attributes.value("value", .tensor, "a tensor")?.t
      type = tensor.map { ONNXTensorReader.types[$0.dataType]?.type } ?? .float32
    default: type = reader.inputs.first.flatMap { types[$0] }
    }
    for name in outputs { types[name] = type }
    if case .maxPool = operation, outputs.count == 2 { types[outputs[1]] = .int64 }
  }

  /// Why a value is not there: made further on, a mask, left out, or made by nothing.
  private func unknown(_ name: String, usedBy index: Int) -> Diagnostic {
    guard let maker = graph.node.firstIndex(where: { $0.output.contains(name) }) else {
      return file.failure("\(label(index)) uses the value '\(name)', which nothing makes")
    }
    if maker == index { return file.failure("\(label(index)) uses its own output '\(name)'") }
    if maker < index {
      let what = graph.node[maker].opType == "Dropout" ? "the mask" : "an output for training"
      return file.failure("\(label(index)) uses '\(name)', \(what) of \(label(maker)), which is not kept")
    }
    if reaches(from: index, maker) {
      return file.failure("\(label(index)) uses the value '\(name)' of \(label(maker)), which itself depends on it: the graph has a cycle")
    }
    return file.failure(
      "\(label(index)) uses the value '\(name)', which \(label(maker)) makes only later: the nodes are not in order",
      fix: "sort the nodes topologically")
  }

  /// Whether what one node makes goes into another, directly or through others.
  private func reaches(from start: Int, _ goal: Int) -> Bool {
    var users: [String: [Int]] = [:]
    for (index, node) in graph.node.enumerated() { for name in node.input { users[name, default: []].append(index) } }
    var seen: Set<Int> = [start]
    var pending = [start]
    while let index = pending.popLast() {
      for name in graph.node[index].output where !name.isEmpty {
        for user in users[name] ?? [] where seen.insert(user).inserted { pending.append(user) }
      }
    }
    return seen.contains(goal)
  }

  /// The one input of a Dropout that counts in inference; refuses a node that is set to training.
  private func dropoutInput(_ inputs: [String], _ label: String) throws(Diagnostic) -> [String] {
    guard inputs.count <= 3 else { throw file.failure("\(label) has \(inputs.count) inputs; it takes 1 to 3") }
    if inputs.count == 3 {
      guard let training = constants[inputs[2]], training.elements == [0] else {
        throw file.failure("\(label) is set to training", fix: "export the model in inference mode (model.eval())")
      }
    }
    return Array(inputs.prefix(1))
  }
}
