import Linear
import Networks
import SeededNetworks

extension Network {
  /// A perceptron by the rows of its weights and its biases, a ReLU between layers.
  static func layered(_ rows: [[[Double]]], _ bias: [[Double]]) -> Network {
    LayeredNetwork(
      layers: rows.indices.map { i in
        LayeredNetwork.Layer(
          weights: Matrix(rows: rows[i].count, columns: rows[i][0].count, elements: rows[i].flatMap { $0 }), bias: bias[i],
          isRectified: i + 1 < rows.count)
      }
    ).network
  }
}
