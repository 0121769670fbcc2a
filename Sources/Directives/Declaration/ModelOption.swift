import ModelFiles

/// The option that goes with model files.
enum ModelOption {
  /// What a model file without a graph leaves open, declared once for every directive that reads models.
  static let activation = OptionDeclaration.optional(
    "activation", .choice([("relu", "max(x, 0)"), ("none", "nothing")]), .compute,
    help: "What stands between the layers of a model in safetensors or JSON, whose files hold no graph; `relu` if not given. An error for ONNX."
  )

  /// Whether a model file says itself what stands between its layers.
  static func holdsGraph(_ path: String) -> Bool { path.lowercased().hasSuffix(".onnx") }

  static func activation(_ options: Options) -> SequentialActivation? {
    options.text("activation").flatMap(SequentialActivation.init(rawValue:))
  }
}
