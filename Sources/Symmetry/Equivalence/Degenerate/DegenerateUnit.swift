/// A hidden unit that a network could do without, and why. Layers and units are counted from 0.
package struct DegenerateUnit: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Its value is 0 for every input, or no unit that matters uses its value.
    case dead
    /// Its value is the same positive number for every input: it is part of the biases of the next layer.
    case constant
    /// Its weights and bias are a multiple of those of another unit, by a factor that the activation passes, so that the other can carry both.
    case parallel(to: Int)
  }

  package let layer: Int
  package let unit: Int
  package let kind: Kind

  package init(layer: Int, unit: Int, kind: Kind) {
    self.layer = layer
    self.unit = unit
    self.kind = kind
  }
}
