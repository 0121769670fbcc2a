import Diagnostics
import Networks

/// A tensor of a model file with its name there.
package struct NamedTensor: Sendable, Equatable {
  package let name: String
  package let tensor: Tensor
  /// How the file stores the elements.
  package let type: ElementType

  package init(name: String, tensor: Tensor, type: ElementType = .float64) {
    self.name = name
    self.tensor = tensor
    self.type = type
  }
}

extension Tensor {
  /// The number of elements of a shape, or `nil` where no tensor of that shape can be held.
  ///
  /// Refused are negative sizes, more than 64 axes, and sizes whose product exceeds 2⁴⁸ even when zeros among them are
  /// left out: products of any of the sizes, in any order, then stay far from overflow.
  static func elementCount(of shape: [Int]) -> Int? {
    guard shape.count <= 64 else { return nil }
    var product = 1
    for size in shape {
      let (next, overflow) = product.multipliedReportingOverflow(by: max(size, 1))
      guard size >= 0, !overflow, next <= 1 << 48 else { return nil }
      product = next
    }
    return shape.contains(0) ? 0 : product
  }

  /// Throws a `Diagnostic` if an element is not a finite number; `label` names the tensor, as in "tensor '0.weight'".
  func requireFinite(_ label: String, at location: Diagnostic.Location) throws(Diagnostic) {
    guard let index = firstNonFinite else { return }
    let flat = zip(index, shape).reduce(0) { $0 * $1.1 + $1.0 }
    let value = elements[flat].isNaN ? "NaN" : elements[flat] > 0 ? "infinite" : "minus infinity"
    throw Diagnostic(
      id: "not-finite", "\(label) of shape \(shape) holds a value that is not a finite number: element \(index) is \(value)",
      at: location, fix: "train the model again or repair the file")
  }
}
