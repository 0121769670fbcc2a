import BigInt
import Diagnostics
import Networks
import Symmetry
import Testing

/// What single operators tie, and what they leave free.
@Suite struct TieRuleTests {
  @Test("a grouped convolution between dense ones has (a!)^g (b!)^g g! permutations")
  func grouped() throws {
    var graph = SketchedGraph(3, 2, 2)
    var value = graph.add(.relu, graph.convolution("x", 3, 6))
    value = graph.add(.relu, graph.convolution(value, 6, 12, groups: 3))
    let group = try graph.group(value, 48)
    // 2!³ · 4!³ · 3!
    #expect(group.exactOrder() == BigUInt(8 * 13824 * 6))
    #expect(group.freeClasses.count == 1 && group.freeUnits == 18 && group.scalingDimension == 18)
  }

  @Test("groups of different origin are not swapped: those of a concatenation, and those that a slice tells apart")
  func unlikeGroups() throws {
    var graph = SketchedGraph(3, 2, 2)
    let one = graph.add(.relu, graph.convolution("x", 3, 2)), other = graph.add(.relu, graph.convolution("x", 3, 2))
    let joined = graph.add(.concat(axis: 1), one, other)
    let group = try graph.group(graph.add(.relu, graph.convolution(joined, 4, 4, groups: 2)), 16)
    #expect(group.exactOrder() == BigUInt(16))
  }

  @Test("a depthwise convolution ties its channels and has factors of its own")
  func depthwise() throws {
    var graph = SketchedGraph(3, 2, 2)
    var value = graph.add(.relu, graph.convolution("x", 3, 4))
    value = graph.add(.relu, graph.convolution(value, 4, 4, groups: 4))
    let group = try graph.group(value, 16)
    #expect(group.exactOrder() == BigUInt(24))
    #expect(group.freeUnits == 4 && group.scalingDimension == 8)
  }

  @Test("concatenations that are added cut each other at their offsets")
  func concatenation() throws {
    var graph = SketchedGraph(3)
    let a = graph.linear("x", 3, 3), b = graph.linear("x", 3, 5), c = graph.linear("x", 3, 8)
    let sum = graph.add(.add, graph.add(.concat(axis: 1), a, b), c)
    let group = try graph.group(graph.add(.relu, sum), 8)
    #expect(group.exactOrder() == BigUInt(6 * 120))
    #expect(group.freeClasses.map(\.units) == [3, 5])
    #expect(group.freeClasses[1].members.map(\.range) == [0..<5, 3..<8])
  }

  @Test("a shifted sum leaves the permutations that the shift commutes with: none")
  func shifted() throws {
    var graph = SketchedGraph(3)
    let a = graph.linear("x", 3, 3), b = graph.linear("x", 3, 5)
    let sum = graph.add(.add, graph.add(.concat(axis: 1), a, b), graph.add(.concat(axis: 1), b, a))
    let group = try graph.group(graph.add(.relu, sum), 8)
    #expect(group.exactOrder() == BigUInt(1))
    // One factor is left for all units, because all are added to each other in turn.
    #expect(group.scalingDimension == 1)
  }

  @Test("flattened channels that are added to a dense layer make blocks of it, whichever axis is outside", arguments: [false, true])
  func blocks(isTransposed: Bool) throws {
    var graph = SketchedGraph(3, 2, 2)
    var value = graph.convolution("x", 3, 4)
    if isTransposed { value = graph.add(.transpose(order: [0, 2, 3, 1]), value) }
    let flat = graph.add(.reshape(allowZero: false), value, graph.numbers(0, -1))
    let dense = graph.linear(graph.add(.flatten(axis: 1), "x"), 12, 16)
    let group = try graph.group(graph.add(.relu, graph.add(.add, flat, dense)), 16)
    #expect(group.exactOrder() == BigUInt(24))
    #expect(group.scalingDimension == 4)
  }

  @Test("an axis that is flattened and cut again is the same axis")
  func unflattened() throws {
    var graph = SketchedGraph(3, 2, 2)
    let made = graph.convolution("x", 3, 4)
    let value = graph.add(.reshape(allowZero: false), graph.add(.flatten(axis: 1), made), graph.numbers(0, 4, 2, 2))
    let group = try graph.group(graph.add(.relu, graph.convolution(graph.add(.relu, value), 4, 5)), 20)
    #expect(group.exactOrder() == BigUInt(24 * 120))
  }

  @Test("a skip from the input fixes what it is added to")
  func inputSkip() throws {
    var graph = SketchedGraph(4)
    let hidden = graph.add(.relu, graph.linear("x", 4, 7))
    let sum = graph.add(.add, graph.linear(hidden, 7, 4), "x")
    let group = try graph.group(graph.add(.relu, sum), 4)
    #expect(group.freeClasses.map(\.units) == [7])
    #expect(group.scalingDimension == 7)
  }

  @Test("a norm after a layer: what comes out has factors, what goes in factors and signs, which γ and μ absorb")
  func norms() throws {
    var graph = SketchedGraph(3)
    let group = try graph.group(graph.add(.relu, graph.norm(graph.linear("x", 3, 6), 6)), 6)
    #expect(group.exactOrder() == BigUInt(720))
    #expect(group.scalingDimension == 12 && group.linearDimension == 6 && group.signs == 6)
  }

  @Test("clips: ReLU6 has no factors, a hard tanh signs, a lower bound of 0 positive factors, one above all numbers none")
  func clips() throws {
    for (bounds, expected) in [((0.0, 6.0), (0, 0)), ((-1.0, 1.0), (0, 4)), ((0.0, 1e39), (4, 0)), ((1e39, 1e39), (0, 0))] {
      var graph = SketchedGraph(3)
      let low = graph.numbers(bounds.0, shape: []), high = graph.numbers(bounds.1, shape: [])
      let group = try graph.group(graph.add(.clip, graph.linear("x", 3, 4), low, high), 4)
      #expect(group.scalingDimension == expected.0 && group.signs == expected.1)
    }
  }

  @Test("a gate by a sigmoid keeps the factors of what it gates; a number that is added to all units leaves none")
  func gates() throws {
    var graph = SketchedGraph(3)
    let value = graph.linear("x", 3, 4), gate = graph.add(.sigmoid, graph.linear("x", 3, 4))
    #expect(try graph.group(graph.add(.mul, value, gate), 4).scalingDimension == 4)
    var other = SketchedGraph(3)
    let shifted = other.add(.add, other.linear("x", 3, 4), other.numbers(3, shape: []))
    #expect(try other.group(other.add(.relu, shifted), 4).scalingDimension == 0)
  }

  @Test("units behind no output are not counted")
  func unused() throws {
    var graph = SketchedGraph(3)
    _ = graph.linear("x", 3, 9)
    #expect(try graph.group(graph.add(.relu, graph.linear("x", 3, 4)), 4).freeUnits == 4)
  }
}
