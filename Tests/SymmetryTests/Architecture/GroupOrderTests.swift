import BigInt
import Diagnostics
import Linear
import Networks
import Symmetry
import Testing

/// Orders of the groups of known architectures.
@Suite struct GroupOrderTests {
  /// To two decimals.
  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  @Test("the perceptron 784-512-512-512-10 has 512!³ permutations and a factor for each hidden unit")
  func perceptron() throws {
    let group = try SymmetryGroup(.multilayerPerceptron([784, 512, 512, 512, 10]))
    #expect(Self.rounded(group.log10Order) == 3499.62)
    var factorial = BigUInt(1)
    for k in 2...512 { factorial *= BigUInt(k) }
    #expect(group.exactOrder() == factorial * factorial * factorial)
    #expect(group.freeUnits == 1536 && group.scalingDimension == 1536 && group.signs == 0)
    #expect(group.classes.map(\.isFixed) == [true, false, false, false, true])
    #expect(group.classes.map(\.units) == [784, 512, 512, 512, 10])
  }

  @Test("activations decide what may be rescaled: positive factors, signs, nothing", arguments: HiddenActivation.allCases)
  func activations(activation: HiddenActivation) throws {
    let group = try SymmetryGroup(.multilayerPerceptron([3, 4, 5, 2], activation: activation))
    #expect(group.exactOrder() == BigUInt(2880))
    #expect(group.scalingDimension == (activation == .relu ? 9 : 0))
    #expect(group.signs == (activation == .tanh ? 9 : 0))
  }

  @Test("VGG16: thirteen convolutions and two dense layers; a channel is a block of 49 rows after flattening")
  func vgg16() throws {
    let group = try SymmetryGroup(.vgg16)
    #expect(Self.rounded(group.log10Order) == 35168.55)
    #expect(group.freeClasses.count == 15 && group.exactOrder() == nil)
    #expect(group.freeUnits == 12416 && group.scalingDimension == 12416 && group.signs == 0)
  }

  @Test("ResNet50: the outputs of a stage's blocks are one class; batch norm absorbs factors and signs")
  func resnet50() throws {
    let group = try SymmetryGroup(.resnet50)
    #expect(Self.rounded(group.log10Order) == 25638.29)
    #expect(group.freeClasses.count == 1 + 4 + 32)
    #expect(group.freeClasses.filter { $0.units >= 256 && $0.members.count > 1 }.map(\.members.count) == [4, 5, 7, 4])
    #expect(group.freeUnits == 11456)
    // Every one of the 53 batch norms takes as many channels as its convolution makes, 26,560 in all.
    #expect(group.signs == 26560 && group.linearDimension == 26560)
    #expect(group.scalingDimension == 11456 + 26560)
  }

  @Test("ResNet20 by its width, streams tied", arguments: [(1, 551.38), (4, 3246.49), (16, 17252.83), (32, 38801.99)])
  func resnet20(width: Int, order: Double) throws {
    let group = try SymmetryGroup(.resnet20(width: width))
    #expect(Self.rounded(group.log10Order) == order)
    #expect(group.freeClasses.count == 12)
    #expect(group.freeUnits == 4 * (16 + 32 + 64) * width)
  }

  @Test("a logarithm agrees with the exact integer")
  func logarithm() throws {
    for width in [1, 2, 10, 100, 1000, 1800] {
      let group = try SymmetryGroup(.multilayerPerceptron([2, width, 1]))
      let order = try #require(group.exactOrder(digits: 6000))
      #expect(Int(group.log10Order) + 1 == String(order).count)
    }
  }
}
