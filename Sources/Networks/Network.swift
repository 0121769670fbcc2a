/// A feed-forward network: a graph of operations on named tensors, in an order in which every value is made before it is used.
///
/// A value is an input, a constant or the output of one node. The graph knows nothing of the file that it came from.
package struct Network: Sendable, Equatable {
  /// An input of the network. A dimension is `nil` where the file leaves it open (the batch, as a rule).
  package struct Input: Sendable, Equatable {
    package let name: String
    package let shape: [Int?]

    package init(name: String, shape: [Int?]) {
      self.name = name
      self.shape = shape
    }
  }

  /// One operation. `name` is what messages call the node.
  package struct Node: Sendable, Equatable {
    package let name: String
    package let operation: Operation
    /// The values that it takes; an empty name stands for one that is left out.
    package let inputs: [String]
    /// The values that it makes, at least one; an empty name stands for one that nobody wants.
    package let outputs: [String]

    package init(name: String, operation: Operation, inputs: [String], outputs: [String]) {
      precondition(!outputs.isEmpty, "node '\(name)' makes nothing")
      self.name = name
      self.operation = operation
      self.inputs = inputs
      self.outputs = outputs
    }

    package init(name: String, operation: Operation, inputs: [String], output: String) {
      self.init(name: name, operation: operation, inputs: inputs, outputs: [output])
    }

    /// The first output.
    package var output: String { outputs[0] }
  }

  package let inputs: [Input]
  package let outputs: [String]
  package let nodes: [Node]
  package let constants: [String: Tensor]
  /// The element types that a file gives inputs, outputs and constants; those that are not named hold doubles.
  package let elementTypes: [String: ElementType]

  package init(
    inputs: [Input], outputs: [String], nodes: [Node], constants: [String: Tensor], elementTypes: [String: ElementType] = [:]
  ) {
    self.inputs = inputs
    self.outputs = outputs
    self.nodes = nodes
    self.constants = constants
    self.elementTypes = elementTypes
  }
}
