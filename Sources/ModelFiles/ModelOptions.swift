/// What a file of bare tensors leaves open.
package struct ModelOptions: Sendable, Hashable {
  /// What stands between the layers of a file that holds their weights only; `nil` for ReLU, unless the file speaks against it.
  package var activation: SequentialActivation?

  package init(activation: SequentialActivation? = nil) { self.activation = activation }
}

/// The function between two linear layers of a `torch.nn.Sequential` whose file holds no graph.
package enum SequentialActivation: String, Sendable, CaseIterable {
  /// max(x, 0)
  case relu
  /// Nothing: the layers are composed as they are.
  case none
}
