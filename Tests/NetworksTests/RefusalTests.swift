import Diagnostics
import Networks
import Testing

/// What networks that are not piecewise linear, or whose shapes do not fit, are told.
@Suite struct RefusalTests {
  private func message(_ input: [Int?] = [nil, 2], _ build: (inout GraphBuilder) -> String) -> String {
    var builder = GraphBuilder(input: input)
    let output = build(&builder)
    do throws(Diagnostic) { _ = try builder.network(output).piecewiseLinear() } catch { return error.message }
    return "no error"
  }

  @Test("a node that is not piecewise linear is named with its operator and the reason")
  func curved() {
    #expect(
      message { g in g.add(.hardSwish, "x") }
        == "node 'n1' (HardSwish) is not piecewise linear: x · max(0, min(1, x / 6 + 1/2)) is quadratic between −3 and 3")
    #expect(
      message { g in g.add(.relu, g.add(.sigmoid, "x")) } == "node 'n1' (Sigmoid) is not piecewise linear: the logistic function is curved")
    #expect(
      message { g in g.add(.neg, g.add(.softmax(axis: 1, isFlattened: false), "x")) }
        == "node 'n1' (Softmax) is not piecewise linear: the exponential function is curved")
    #expect(
      message { g in g.add(.mul, "x", g.add(.relu, "x")) }
        == "node 'n2' (Mul) is not piecewise linear: it multiplies two values that both depend on the input")
    #expect(
      message { g in g.add(.div(truncates: false), g.random(2), "x") }
        == "node 'n1' (Div) is not piecewise linear here: its input 2 depends on the network's input")
    #expect(
      message { g in g.add(.gather(axis: 0), g.random(4), g.add(.cast(.truncation), "x")) }
        == "node 'n1' (Cast) is not piecewise linear: rounding to integers is a step function")
    #expect(
      message { g in g.add(.div(truncates: false), "x", g.constant([], [0])) } == "node 'n1' (Div) is not piecewise linear: it divides by zero")
    #expect(
      message([nil, 1, 4]) { g in
        _ = g.add(.maxPool(SlidingWindow(kernel: [2]), isColumnMajor: false), "x", outputs: ["values", "indices"])
        return g.add(.neg, "indices")
      } == "node 'n1' (MaxPool) is not piecewise linear: an index is a step function")
  }

  @Test("shapes that do not fit are shown with the node")
  func shapes() {
    #expect(message { g in g.add(.add, "x", g.random(3)) } == "node 'n1' (Add) adds shapes [1, 2] and [3]")
    #expect(
      message([nil, 2, 4]) { g in g.add(.conv(SlidingWindow(), groups: 1), "x", g.random(3, 3, 2)) }
        == "node 'n1' (Conv) convolves shape [1, 2, 4] with weights of shape [3, 3, 2] in 1 groups")
    #expect(
      message([nil, 2, 2]) { g in g.add(.averagePool(SlidingWindow(kernel: [3]), countsPadding: false), "x") }
        == "node 'n1' (AveragePool) has a window that reaches over 3 elements of axis 2, more than shape [1, 2, 2] with its pads has")
    #expect(
      message { g in g.add(.concat(axis: 1), "x", g.random(2, 2)) } == "node 'n1' (Concat) joins shapes [1, 2] and [2, 2] along axis 1")
    #expect(
      message { g in g.add(.gather(axis: 1), "x", g.integers(2)) } == "node 'n1' (Gather) takes element 2 along axis 1 of shape [1, 2]")
    #expect(
      message { g in g.add(.batchNormalization(epsilon: 0), "x", g.random(2), g.random(2), g.random(2), g.constant([2], [1, -1])) }
        == "node 'n1' (BatchNormalization) has the variance -1.0, of which there is no root")
  }

  @Test("several varying inputs, sizes left open and sizes without end are errors")
  func inputs() {
    let node = Network.Node(name: "a", operation: .add, inputs: ["x", "y"], output: "z")
    let network = Network(
      inputs: [Network.Input(name: "x", shape: [2]), Network.Input(name: "y", shape: [2])], outputs: ["z"], nodes: [node], constants: [:])
    #expect(
      performing: { try network.piecewiseLinear() },
      throws: { ($0 as? Diagnostic)?.message == "the network's output depends on 2 inputs, 'x', 'y'; it should depend on one" })
    #expect(message([nil, nil]) { g in g.add(.relu, "x") } == "the network's input 'x' leaves the size of axis 1 open")
    #expect(
      message { g in g.add(.expand, "x", g.integers(1 << 40, 2)) }
        == "node 'n1' (Expand) would make a tensor of shape [1099511627776, 2], which is too large")
  }
}
