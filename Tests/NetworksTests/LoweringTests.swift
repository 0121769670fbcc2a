import Diagnostics
import Linear
import Networks
import Seeded
import Testing

/// Networks in normal form against the same networks evaluated as graphs.
@Suite struct LoweringTests {
  typealias Build = @Sendable (inout GraphBuilder) -> String

  /// Graphs on an input of shape [batch, 2, 6, 6], together of every operator.
  static let graphs: [(name: String, build: Build)] = [
    ("conv", { g in g.add(.conv(SlidingWindow(strides: [2, 1], pads: [1, 0, 2, 1]), groups: 1), "x", g.random(3, 2, 3, 2), g.random(3)) }),
    ("dilated", { g in g.add(.conv(SlidingWindow(dilations: [2, 2], automaticPadding: .sameLower), groups: 2), "x", g.random(4, 1, 3, 3)) }),
    (
      "transposed",
      { g in
        g.add(
          .convTranspose(SlidingWindow(strides: [2, 3], pads: [1, 1, 0, 1]), groups: 2, outputPadding: [1, 0], outputShape: []), "x",
          g.random(2, 2, 3, 2), g.random(4))
      }
    ),
    (
      "normalised",
      { g in
        g.add(
          .batchNormalization(epsilon: 1e-5), "x", g.random(2), g.random(2), g.random(2), g.random(2, in: 0.1...2))
      }
    ),
    (
      "pools",
      { g in
        let a = g.add(.averagePool(SlidingWindow(kernel: [3, 2], strides: [2, 2], pads: [1, 0, 1, 0]), countsPadding: false), "x")
        let b = g.add(.averagePool(SlidingWindow(kernel: [3, 2], strides: [2, 2], pads: [1, 0, 1, 0]), countsPadding: true), "x")
        let c = g.add(.maxPool(SlidingWindow(kernel: [3, 2], strides: [2, 2], pads: [1, 0, 1, 0]), isColumnMajor: false), "x")
        let d = g.add(.concat(axis: 1), a, b, c)
        return g.add(.maxPool(SlidingWindow(kernel: [2, 2], roundsUp: true), isColumnMajor: false), d)
      }
    ),
    ("global", { g in g.add(.concat(axis: 1), g.add(.globalAveragePool, "x"), g.add(.globalMaxPool, "x")) }),
    (
      "slopes",
      { g in
        let a = g.add(.leakyRelu(slope: 0.1), "x"), b = g.add(.prelu, a, g.random(2, 1, 1))
        return g.add(.absolute, g.add(.relu, g.add(.sub, b, g.random(6))))
      }
    ),
    (
      "clips",
      { g in
        let low = g.constant([], [-0.3]), high = g.constant([], [0.6]), zero = g.constant([], [0])
        let a = g.add(.clip, "x", low, high), b = g.add(.clip, "x", low), c = g.add(.clip, "x", "", high), d = g.add(.clip, "x", zero)
        return g.add(.sum, a, b, c, d, g.add(.hardSigmoid(alpha: 0.2, beta: 0.5), "x"))
      }
    ),
    (
      "extrema",
      { g in
        let a = g.add(.maximum, "x", g.random(6), g.add(.neg, "x")), b = g.add(.minimum, "x", g.random(2, 6, 6), a)
        return g.add(.mean, a, b, g.add(.reduce(.maximum, keepsAxes: true, isIdentityWithoutAxes: false), b, g.integers(-1)))
      }
    ),
    (
      "arithmetic",
      { g in
        let a = g.add(.mul, "x", g.random(6)), b = g.add(.div(truncates: false), a, g.random(2, 1, 1, in: 0.5...3))
        let c = g.add(.div(truncates: false), b, g.constant([], [-3]))
        return g.add(.matMul, g.add(.add, g.random(6, 1), c), g.random(2, 6, 4))
      }
    ),
    (
      "reductions",
      { g in
        let a = g.add(.reduce(.sum, keepsAxes: false, isIdentityWithoutAxes: false), "x", g.integers(1, 3))
        let b = g.add(.reduce(.mean, keepsAxes: false, isIdentityWithoutAxes: false), "x", g.integers(1, 2))
        return g.add(.gemm(alpha: 0.3, beta: 0.7, transposeA: false, transposeB: true), g.add(.sub, a, b), g.random(4, 6), g.random(1, 4))
      }
    ),
    (
      "movement",
      { g in
        let a = g.add(.transpose(order: [0, 2, 3, 1]), "x")
        let b = g.add(.slice, a, g.integers(5, 0), g.integers(0, 1 << 48), g.integers(1, 2), g.integers(-2, 2))
        let c = g.add(.pad(.reflect), b, g.integers(0, 1, 2, 0, 0, 1, 0, 0)), d = g.add(.pad(.wrap), c, g.integers(0, 0, 1, 0, 0, 2, 0, 0))
        let e = g.add(.pad(.constant), d, g.integers(0, 0, 0, -1, 0, 0, 0, 1), g.constant([], [1.5]))
        let f = g.add(.unsqueeze, g.add(.squeeze, e, g.integers(0)), g.integers(0))
        _ = g.add(.split(axis: 2, parts: 2), f, g.integers(2, 4), outputs: ["one", "two"])
        let h = g.add(.gather(axis: 2), g.add(.concat(axis: 2), "two", "one"), g.integers(0, -1, 3, 3))
        let i = g.add(.pad(.edge), g.add(.expand, h, g.integers(2, 1, 1, 1)), g.integers(0, 0, 1, 1, 0, 0, 1, 1))
        return g.add(.relu, g.add(.flatten(axis: 2), g.add(.reshape(allowZero: false), i, g.integers(2, -1, 0))))
      }
    ),
    (
      "resizing",
      { g in
        let scales = g.constant([4], [1, 1, 2, 1.5]), sizes = g.integers(1, 2, 4, 9)
        let a = g.add(.resize(Resizing(interpolation: .nearest, coordinates: .asymmetric, rounding: .floor)), "x", "", scales)
        let b = g.add(.resize(Resizing(interpolation: .linear)), a, "", "", sizes)
        return g.add(.relu, b)
      }
    ),
    (
      "shapes",
      { g in
        let shape = g.add(.shape(start: 0, end: nil), "x")
        let batch = g.add(.unsqueeze, g.add(.gather(axis: 0), shape, g.constant([], [0])), g.integers(0))
        let target = g.add(.concat(axis: 0), batch, g.integers(-1))
        let flat = g.add(.reshape(allowZero: false), "x", target)
        let ones = g.add(.constantOfShape(value: 0.1), g.integers(72, 3))
        let range = g.add(.range, g.constant([], [0]), g.constant([], [3]), g.constant([], [1]))
        return g.add(.add, g.add(.matMul, flat, ones), g.add(.cast(.none), range))
      }
    ),
    (
      "residual",
      { g in
        let a = g.add(.relu, g.add(.conv(SlidingWindow(automaticPadding: .sameUpper), groups: 1), "x", g.random(2, 2, 3, 3), g.random(2)))
        let b = g.add(.conv(SlidingWindow(automaticPadding: .sameUpper), groups: 1), a, g.random(2, 2, 3, 3), g.random(2))
        return g.add(.relu, g.add(.add, b, "x"))
      }
    ),
  ]

  @Test("the normal form of a graph computes what the graph computes", arguments: graphs.indices)
  func agrees(index: Int) throws {
    var builder = GraphBuilder(input: [nil, 2, 6, 6])
    let output = Self.graphs[index].build(&builder)
    let network = builder.network(output)
    let form = try network.piecewiseLinear()
    #expect(form.inputShape == [1, 2, 6, 6] && form.dropped.isEmpty)
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<20 {
      let input = (0..<72).map { _ in Double.random(in: -2...2, using: &generator) }
      let expected = try #require(try network.evaluate(["x": Tensor(shape: [1, 2, 6, 6], elements: input)])[output])
      let found = form.network.evaluate(input)
      #expect(form.outputShape == expected.shape && found.count == expected.count)
      for (one, other) in zip(found, expected.elements) { #expect(abs(one - other) < 1e-9, "\(Self.graphs[index].name)") }
    }
  }

  @Test("a multilayer perceptron has a stage for each layer, the same as by way of its layers", arguments: [true, false])
  func perceptron(usesGemm: Bool) throws {
    var builder = GraphBuilder(input: [nil, 3])
    var value = "x"
    for (inputs, outputs) in [(3, 5), (5, 4), (4, 2)] {
      if usesGemm {
        value = builder.add(
          .gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), value, builder.random(outputs, inputs), builder.random(outputs))
      } else {
        value = builder.add(.add, builder.add(.matMul, value, builder.random(inputs, outputs)), builder.random(outputs))
      }
      if outputs != 2 { value = builder.add(.relu, value) }
    }
    let network = builder.network(value)
    let form = try network.piecewiseLinear().network
    let expected = PiecewiseLinearNetwork(try LayeredNetwork(network))
    #expect(form.stages.map(\.map) == expected.stages.map(\.map))
    #expect(form.stages.map(\.bend) == expected.stages.map(\.bend))
    #expect(form.stages.map(\.sources) == [[0], [1], [2]])
  }

  @Test("units stay units of the network where nothing after them has a weight, and where their own weights are zeros")
  func unreachedUnits() throws {
    var builder = GraphBuilder(input: [nil, 2])
    func layer(_ input: String, _ weights: [Double], _ bias: [Double], _ builder: inout GraphBuilder) -> String {
      builder.add(
        .gemm(alpha: 1, beta: 1, transposeA: false, transposeB: true), input,
        builder.constant([bias.count, weights.count / bias.count], weights), builder.constant([bias.count], bias))
    }
    let first = builder.add(.relu, layer("x", [1, 0, 0, 1, 0, 0], [0, 0, 1], &builder))
    let second = builder.add(.relu, layer(first, [0, 0, 0, 0, 0, 0], [1, -1], &builder))
    let output = layer(second, [0, 0], [3], &builder)
    let network = try builder.network(output).piecewiseLinear().network
    #expect(network.bendingStages.map(\.valueCount) == [3, 2])
    #expect(network.stages.count == 3 && network.outputCount == 1 && network.evaluate([5, -7]) == [3])
  }

  @Test("a branch that bends and is multiplied by zero stays, and the output is still the last stage")
  func unreachedBranch() throws {
    var builder = GraphBuilder(input: [nil, 2])
    let kept = builder.add(.relu, "x")
    let lost = builder.add(.mul, builder.add(.absolute, builder.add(.add, "x", builder.constant([2], [1, 2]))), builder.constant([], [0]))
    let output = builder.add(.add, kept, lost)
    let network = try builder.network(output).piecewiseLinear().network
    #expect(network.bendingStages.count == 2)
    #expect(network.evaluate([4, -5]) == [4, 0])
  }

  @Test("rectifiers of numbers that the graph computes from constants or shapes are no units")
  func rectifiedShapes() throws {
    var builder = GraphBuilder(input: [nil, 2])
    let shape = builder.add(.relu, builder.add(.shape(start: 0, end: nil), "x"))
    let bias = builder.add(.absolute, builder.constant([2], [-1, 2]))
    let output = builder.add(.add, builder.add(.reshape(allowZero: false), "x", shape), bias)
    let network = try builder.network(output).piecewiseLinear().network
    #expect(network.bendingStages.isEmpty && network.evaluate([1, 1]) == [2, 3])
  }

  @Test("a clip counts the units of all elements, those that are numbers included")
  func clippedNumbers() throws {
    var builder = GraphBuilder(input: [nil, 2])
    let scaled = builder.add(.mul, "x", builder.constant([2], [1, 0]))
    let clipped = builder.add(.clip, scaled, builder.constant([], [-1]), builder.constant([], [1]))
    let network = try builder.network(clipped).piecewiseLinear().network
    #expect(network.bendingStages.map(\.valueCount) == [4])
    #expect(network.evaluate([5, 5]) == [1, 0] && network.evaluate([-5, 5]) == [-1, 0])
  }

  @Test("a network that ends in its input is a stage of copies")
  func identity() throws {
    var builder = GraphBuilder(input: [nil, 2])
    let output = builder.add(.identity, "x")
    let form = try builder.network(output).piecewiseLinear()
    #expect(form.network.stages.count == 1 && form.network.evaluate([3, -4]) == [3, -4])
  }

  @Test("what does not depend on the input is a number, exactly, or a stage of its own")
  func constants() throws {
    var builder = GraphBuilder(input: [nil, 1])
    // 0.1 + 0.2 is no double: the exact sum is kept as two numbers that are added after x.
    let sum = builder.add(.add, builder.constant([1], [0.1]), builder.constant([1], [0.2]))
    let output = builder.add(.add, "x", sum)
    let form = try builder.network(output).piecewiseLinear().network
    #expect(form.stages.count > 1)
    #expect(abs(form.evaluate([1])[0] - 1.3) < 1e-15)
    var exact = GraphBuilder(input: [nil, 1])
    let half = exact.add(.add, exact.constant([1], [0.25]), exact.constant([1], [0.5]))
    let total = exact.add(.add, "x", half)
    let other = try exact.network(total).piecewiseLinear().network
    #expect(other.stages.count == 1 && other.stages[0].map.bias == [0.75])
  }

  @Test("a layer at the end that is curved is dropped and named")
  func dropped() throws {
    for (operation, name): (Operation, String) in [
      (.softmax(axis: -1, isFlattened: false), "Softmax"), (.logSoftmax(axis: 1, isFlattened: true), "LogSoftmax"), (.sigmoid, "Sigmoid"),
      (.argMax(axis: 1, keepsAxis: false, takesLast: false), "ArgMax"),
    ] {
      var builder = GraphBuilder(input: [nil, 2])
      let output = builder.add(.identity, builder.add(operation, builder.add(.relu, "x")))
      let form = try builder.network(output).piecewiseLinear()
      #expect(form.dropped.map(\.name) == ["n2"] && form.dropped.map(\.operation) == [name])
      #expect(form.network.evaluate([-1, 2]) == [0, 2])
    }
  }

  @Test("the factor of a batch normalisation is the double nearest to γ / √(σ² + ε), computed elsewhere with 80 digits")
  func batchNormalizationFactors() throws {
    let scale = [0.49160677194595337, 0.967147946357727, 1.180774211883545, 1.769801139831543, -0.9595943093299866]
    let variance = [0.09672563523054123, 1.4022117853164673, 2.830636501312256, 1.9504339694976807, 2.7036924362182617]
    let factors = [1.580609590678504, 0.8167413787355325, 0.7018172541754593, 1.2672366684261038, -0.5835905054148258]
    var builder = GraphBuilder(input: [nil, 5])
    let zeros = builder.constant([5], [0, 0, 0, 0, 0])
    let output = builder.add(
      .batchNormalization(epsilon: Double(Float(1e-5))), "x", builder.constant([5], scale), zeros, zeros, builder.constant([5], variance))
    let stages = try builder.network(output).piecewiseLinear().network.stages
    #expect(stages.last?.map.coefficients == factors)
  }
}
