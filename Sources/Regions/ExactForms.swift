import Linear
import Networks

/// A line a·x + b·y + c = 0, or the affine function on its left side, in exact dyadic numbers.
struct ExactForm: Sendable, Equatable {
  var a: Dyadic
  var b: Dyadic
  var c: Dyadic

  static let zero = ExactForm(a: .zero, b: .zero, c: .zero)

  /// The line through two points, positive on the left of the way from one to the other.
  init(from p: Window.Point, to q: Window.Point) {
    let (px, py, qx, qy) = (Dyadic(p.x), Dyadic(p.y), Dyadic(q.x), Dyadic(q.y))
    self.init(a: py - qy, b: qx - px, c: px * qy - qx * py)
  }

  init(a: Dyadic, b: Dyadic, c: Dyadic) {
    self.a = a
    self.b = b
    self.c = c
  }
}

/// The intersection of two lines in homogeneous coordinates (x : y : w), w > 0.
struct ExactPoint: Sendable {
  let x: Dyadic
  let y: Dyadic
  let w: Dyadic

  /// The common point of two lines that are not parallel; `nil` when they are.
  init?(_ p: ExactForm, _ q: ExactForm) {
    let w = p.a * q.b - q.a * p.b
    guard !w.isZero else { return nil }
    let x = p.b * q.c - q.b * p.c
    let y = p.c * q.a - q.c * p.a
    self.x = w.sign < 0 ? -x : x
    self.y = w.sign < 0 ? -y : y
    self.w = w.sign < 0 ? -w : w
  }

  /// The sign of an affine function at the point.
  func sign(of form: ExactForm) -> Int { (form.a * x + form.b * y + form.c * w).sign }

  /// The coordinates, each rounded once to the nearest double.
  var rounded: Window.Point { Window.Point(x: x.divided(by: w), y: y.divided(by: w)) }
}

/// The exact affine forms of the units of every layer on one cell, computed when first asked for.
///
/// The activation pattern is that of the path from the window down to the cell; setting a layer's pattern forgets the forms
/// of the layers after it, which depend on it.
struct ExactForms {
  private let layers: [LayeredNetwork.Layer]
  private var active: [[Bool]]
  /// How many leading entries of `forms` hold for the present path.
  private var valid = 0
  private var forms: [[ExactForm]]

  init(_ network: LayeredNetwork) {
    layers = network.layers
    active = layers.map { [Bool](repeating: false, count: $0.outputCount) }
    forms = layers.map { _ in [] }
  }

  /// Says which units of a layer pass their value on.
  mutating func setActive(_ units: [Bool], layer: Int) {
    active[layer] = units
    valid = min(valid, layer + 1)
  }

  /// The pre-activation of a unit under the patterns of the layers before its own.
  mutating func form(layer: Int, unit: Int) -> ExactForm {
    while valid <= layer {
      forms[valid] = compute(valid)
      valid += 1
    }
    return forms[layer][unit]
  }

  private func compute(_ index: Int) -> [ExactForm] {
    let layer = layers[index]
    let inputs: [(k: Int, form: ExactForm)]
    if index == 0 {
      inputs = [(0, ExactForm(a: .one, b: .zero, c: .zero)), (1, ExactForm(a: .zero, b: .one, c: .zero))]
    } else {
      inputs = forms[index - 1].enumerated().compactMap { k, form in active[index - 1][k] && form != .zero ? (k, form) : nil }
    }
    return (0..<layer.outputCount).map { j in
      var sum = ExactForm(a: .zero, b: .zero, c: Dyadic(layer.bias[j]))
      for (k, form) in inputs where layer.weights[j, k] != 0 {
        let weight = Dyadic(layer.weights[j, k])
        sum.a += weight * form.a
        sum.b += weight * form.b
        sum.c += weight * form.c
      }
      return sum
    }
  }
}
