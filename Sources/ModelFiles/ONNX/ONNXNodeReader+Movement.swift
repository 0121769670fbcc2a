import Diagnostics
import Networks

extension ONNXNodeReader {
  /// Operators that move elements about.
  mutating func movement() throws(Diagnostic) -> Operation {
    switch node.opType {
    case "Flatten": return .flatten(axis: try attributes.axis("axis", default: 1))
    case "Reshape": return .reshape(allowZero: try attributes.flag("allowzero"))
    case "Transpose": return .transpose(order: try attributes.integers("perm"))
    case "Concat": return .concat(axis: try attributes.axis("axis", default: 1))
    case "Gather": return .gather(axis: try attributes.axis("axis", default: 0))
    case "Squeeze", "Unsqueeze":
      if let axes = try attributes.integers("axes") { add(axes.map { Double($0) }, at: 1) }
      return node.opType == "Squeeze" ? .squeeze : .unsqueeze
    case "Split": return try split()
    case "Slice":
      for (place, name) in ["starts", "ends", "axes"].enumerated() {
        if let values = try attributes.integers(name) { add(values.map { Double($0) }, at: place + 1) }
      }
      return .slice
    case "Pad":
      if let pads = try attributes.integers("pads") {
        add(pads.map { Double($0) }, at: 1)
        add([try attributes.float("value", default: 0)], at: 2, isScalar: true)
      }
      return .pad(try attributes.choice("mode", default: .constant))
    case "Shape":
      return .shape(
        start: try attributes.axis("start", default: 0), end: try attributes.names.contains("end") ? attributes.axis("end", default: 0) : nil)
    case "ConstantOfShape": return .constantOfShape(value: try fillValue())
    case "Mod": return .mod(followsDividend: try attributes.flag("fmod"))
    case "Cast": return .cast(try conversion())
    // A Dropout passes its input on when the network is not being trained.
    default: return .identity
    }
  }

  /// The element type that a Cast converts to.
  func castType() throws(Diagnostic) -> ElementType {
    let number = try attributes.integer("to", default: 0)
    guard let type = Int32(exactly: number).flatMap({ ONNXTensorReader.types[$0] })?.type else {
      throw file.failure("\(label) converts to the data type \(number), which is not read")
    }
    return type
  }

  private func conversion() throws(Diagnostic) -> Operation.Conversion {
    let target = try castType()
    if target == .bool { return .truth }
    let isWhole = types.first.flatMap(\.self).map { $0.isInteger || $0 == .bool } ?? false
    return target.isInteger && !isWhole ? .truncation : .none
  }

  private mutating func split() throws(Diagnostic) -> Operation {
    if let sizes = try attributes.integers("split") { add(sizes.map { Double($0) }, at: 1) }
    let parts = node.output.count
    let named = try attributes.integer("num_outputs", default: Int64(parts))
    guard named == parts else { throw file.failure("\(label) has \(parts) outputs, but 'num_outputs' is \(named)") }
    return .split(axis: try attributes.axis("axis", default: 0), parts: parts)
  }

  private func fillValue() throws(Diagnostic) -> Double {
    guard let tensor = try attributes.value("value", .tensor, "a tensor")?.t else { return 0 }
    let reader = ONNXTensorReader(file: file, folder: "", workspace: nil)
    let value = try reader.read(tensor, "the value of \(label)")
    guard value.count == 1 else { throw file.failure("the value of \(label) has shape \(value.shape); it should be one number") }
    return value.elements[0]
  }

  /// The window attributes of a convolution or a pool.
  func window() throws(Diagnostic) -> SlidingWindow {
    SlidingWindow(
      kernel: try attributes.integers("kernel_shape") ?? [], strides: try attributes.integers("strides") ?? [],
      dilations: try attributes.integers("dilations") ?? [], pads: try attributes.integers("pads") ?? [],
      automaticPadding: try attributes.choice("auto_pad", default: .none), roundsUp: try attributes.flag("ceil_mode"))
  }

  /// Upsample and the first version of Resize know one way to place the outputs and one to round.
  mutating func resizing() throws(Diagnostic) -> Resizing {
    let mode = try attributes.text("mode") ?? "nearest"
    guard let interpolation = Resizing.Interpolation(rawValue: mode == "bilinear" ? "linear" : mode) else {
      throw file.failure("\(label) interpolates by '\(mode)', which is not computed here", fix: "use the mode nearest or linear")
    }
    if try attributes.flag("antialias"), interpolation == .linear {
      throw file.failure("\(label) smooths before it makes smaller ('antialias'), which is not computed here")
    }
    if node.opType == "Upsample" || version < 11 {
      if let scales = try attributes.value("scales", .floats, "a list of floats")?.floats {
        add(scales.map { Double($0) }, at: 2)
      } else if inputs.count == 2 {
        inputs = [inputs[0], "", inputs[1]]
      }
      return Resizing(interpolation: interpolation, coordinates: .asymmetric, rounding: .floor)
    }
    return Resizing(
      interpolation: interpolation, coordinates: try attributes.choice("coordinate_transformation_mode", default: .halfPixel),
      rounding: try attributes.choice("nearest_mode", default: .preferFloor), axes: try attributes.integers("axes"),
      aspectRatio: try attributes.choice("keep_aspect_ratio_policy", default: .stretch),
      extrapolation: try attributes.float("extrapolation_value", default: 0))
  }
}
