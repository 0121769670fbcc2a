import Diagnostics
import Networks
import Symmetry
import Testing

/// Graphs whose ties the rules don't cover are refused by node and operator, with what would work.
@Suite struct UnknownTieTests {
  private func message(_ build: (inout SketchedGraph) throws -> SymmetryGroup, _ input: Int...) -> String {
    var graph = input.count == 1 ? SketchedGraph(input[0]) : SketchedGraph(input[0], input[1], input[2])
    do {
      _ = try build(&graph)
      return "accepted"
    } catch let diagnostic as Diagnostic {
      return diagnostic.fix == nil ? "no fix" : diagnostic.message
    } catch { return "\(error)" }
  }

  @Test("products of hidden values, their squares, and attention")
  func products() {
    #expect(message({ g in try g.group(g.add(.mul, g.linear("x", 3, 4), g.linear("x", 3, 4)), 4) }, 3).hasPrefix("node 'n3' (Mul) multiplies"))
    #expect(
      message(
        { g in
          let value = g.linear("x", 3, 4)
          return try g.group(g.add(.matMul, g.add(.transpose(order: [1, 0]), value), value), 16)
        }, 3
      ).hasPrefix("node 'n3' (MatMul) multiplies values that depend on the network's input"))
    #expect(message({ g in try g.group(g.add(.div(truncates: false), "x", g.linear("x", 3, 3)), 3) }, 3).contains("(Div) divides by hidden"))
  }

  @Test("shared weights, padded channels, picked units, reduced units, units at intervals")
  func movements() {
    #expect(
      message(
        { g in
          let w = g.weights(3, 3)
          return try g.group(g.add(.matMul, g.add(.relu, g.add(.matMul, "x", w)), w), 3)
        }, 3
      ).hasPrefix("node 'n3' (MatMul) shares the weights 'w1' with node 'n1'"))
    #expect(
      message({ g in try g.group(g.add(.pad(.constant), g.linear("x", 3, 4), g.numbers(0, 2, 0, 2)), 8) }, 3)
        .hasPrefix("node 'n2' (Pad) changes the number of hidden units"))
    #expect(message({ g in try g.group(g.add(.gather(axis: 1), g.linear("x", 3, 4), g.numbers(2, 0)), 2) }, 3).contains("(Gather) picks"))
    #expect(
      message(
        { g in
          let reduce = Operation.reduce(.mean, keepsAxes: true, isIdentityWithoutAxes: false)
          return try g.group(g.add(reduce, g.linear("x", 3, 4), g.numbers(1)), 1)
        }, 3
      ).contains("(ReduceMean) reduces"))
    #expect(
      message({ g in try g.group(g.add(.slice, g.linear("x", 3, 4), g.numbers(0), g.numbers(4), g.numbers(1), g.numbers(2)), 2) }, 3)
        .contains("(Slice) takes hidden units at intervals"))
    #expect(
      message({ g in try g.group(g.add(.reshape(allowZero: false), g.linear("x", 3, 6), g.numbers(0, 2, 3)), 6) }, 3)
        .contains("(Reshape) cuts an axis of units"))
  }

  @Test("units that are shifted, though as many come out as go in")
  func shifts() throws {
    #expect(
      message({ g in try g.group(g.add(.pad(.constant), g.linear("x", 3, 4), g.numbers(0, 1, 0, -1)), 4) }, 3)
        .hasPrefix("node 'n2' (Pad) shifts hidden units"))
    let shifting = Resizing(interpolation: .nearest, coordinates: .halfPixelForNearest, rounding: .ceil)
    #expect(
      message({ g in try g.group(g.add(.resize(shifting), g.linear("x", 3, 4), "", g.numbers(1, 1)), 4) }, 3)
        .hasPrefix("node 'n2' (Resize) shifts hidden units"))
    var padded = SketchedGraph(3), resized = SketchedGraph(3)
    #expect(try padded.group(padded.add(.pad(.constant), padded.linear("x", 3, 4), padded.numbers(0, 0, 0, 0)), 4).freeUnits == 4)
    let still = Resizing(interpolation: .linear)
    #expect(try resized.group(resized.add(.resize(still), resized.linear("x", 3, 4), "", resized.numbers(1, 1)), 4).freeUnits == 4)
  }

  @Test("groups that cut across those of another convolution")
  func groups() {
    let text = message(
      { g in
        let value = g.add(.relu, g.convolution(g.add(.relu, g.convolution("x", 3, 8)), 8, 8, groups: 4))
        return try g.group(g.convolution(value, 8, 8, groups: 2), 32)
      }, 3, 2, 2)
    #expect(text.hasPrefix("node 'n5' (Conv) has groups that cut across those of node 'n3'"))
  }

  @Test("broken graphs: missing values, open sizes, shapes that do not fit")
  func brokenGraphs() {
    #expect(message({ g in try g.group(g.add(.relu, "y"), 3) }, 3) == "node 'n1' (Relu) uses 'y', which nothing makes")
    #expect(message({ g in try g.group(output: "y") }, 3) == "the network's output 'y' is made by no node")
    #expect(message({ g in try g.group(g.linear("x", 4, 2), 2) }, 3).hasPrefix("node 'n1' (Gemm) multiplies shapes"))
    #expect(message({ g in try g.group(g.norm(g.linear("x", 3, 4), 5), 4) }, 3).contains("(BatchNormalization)"))
    var open = SketchedGraph(3, nil, nil)
    #expect(throws: Diagnostic.self) { try open.group("x", 3) }
  }
}
