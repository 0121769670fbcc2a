import Diagnostics
import Linear
import ModelFiles
import Networks
import Testing

@Suite struct LayerListTests {
  private func network(_ text: String, _ activation: SequentialActivation = .relu) throws -> Network {
    try LayerListFile.network(Source(path: "n.json", text: text), options: ModelOptions(activation: activation))
  }

  @Test("a network written by hand is read with its weights, note and window aside")
  func degenerate() throws {
    let layered = try LayeredNetwork(ModelFile.load("models/degenerate.json", from: Fixtures.workspace()))
    #expect(layered.widths == [2, 3, 2, 1])
    #expect(layered.layers[0].weights.elements == [1, 0, 0, 1, 1, 1])
    #expect(layered.layers[1].bias == [-0.25, 0.5])
    #expect(layered.evaluate([1, 0.5]) == [1.75])
  }

  @Test("numbers are rounded to the nearest double, and the bias may be left out")
  func numbers() throws {
    let text = #"{"layers":[{"w":[[0.1,-0,1e-400,9007199254740993,2.2250738585072011e-308,1.7976931348623157E+308]]}]}"#
    let elements = try #require(try network(text).constants["layers.1.w"]).elements
    #expect(elements == [0.1, 0, 0, 0x1p53, Double.leastNormalMagnitude.nextDown, .greatestFiniteMagnitude])
    #expect(elements[1].sign == .minus)
  }

  @Test("the option decides on the activation")
  func activation() throws {
    let text = #"{"layers":[{"w":[[-1]]},{"w":[[1]],"b":[0.5]}]}"#
    let rows = Matrix(rows: 1, columns: 1, elements: [2])
    #expect(try network(text, .none).evaluate(rows: rows).elements == [-1.5])
    #expect(try network(text).evaluate(rows: rows).elements == [0.5])
  }

  @Test("what is wrong is shown in the text", arguments: broken)
  func refusals(text: String, expected: String) {
    #expect(failure { _ = try network(text) } == expected)
  }

  static let broken: [(String, String)] = [
    (
      #"{"layers": [{"w": [[1, 2], [3]]}]}"#,
      """
      n.json:1:28: error: row 2 of 'w' of layer 1 has 1 number, but the first row has 2
          1 | {"layers": [{"w": [[1, 2], [3]]}]}
            |                            ^^^ fix: give each row 2 numbers, one for each value that the layer takes
      """
    ),
    (
      #"{"layers": [{"w": [[1, 2]], "b": [1, 2]}]}"#,
      """
      n.json:1:34: error: 'b' of layer 1 has shape [2], but 'w' of layer 1 of shape [1, 2] gives 1 values
          1 | {"layers": [{"w": [[1, 2]], "b": [1, 2]}]}
            |                                  ^^^^^^ fix: give 1 number, one for each output, or leave the bias out
      """
    ),
    (
      "{\"layers\": [{\"w\": [[1], [2]]},\n {\"w\": [[3]]}]}",
      """
      n.json:2:8: error: 'w' of layer 2 of shape [1, 1] takes 1 values, but 'w' of layer 1 of shape [2, 1] before it gives 2
          2 |  {"w": [[3]]}]}
            |        ^^^^^ fix: give each row 2 numbers, or the layer before 1 row
      """
    ),
    (
      #"{"layers": [{"w": [[1]], "bias": [1]}]}"#,
      """
      n.json:1:26: error: unknown key 'bias' of layer 1
          1 | {"layers": [{"w": [[1]], "bias": [1]}]}
            |                          ^^^^^^ fix: use one of: b, w
      """
    ),
    (
      #"{"layer": []}"#,
      """
      n.json:1:2: error: unknown key 'layer' of a network
          1 | {"layer": []}
            |  ^^^^^^^ fix: did you mean 'layers'?
      """
    ),
    (
      #"{"layers": []}"#,
      """
      n.json:1:12: error: 'layers' is empty; it should be an array of at least one layer
          1 | {"layers": []}
            |            ^^ fix: write {"layers": [{"w": [[1, 0], [0, 1]], "b": [0, 0]}, …]}
      """
    ),
    (
      #"{"note": "none"}"#,
      """
      n.json:1:1: error: the network has no 'layers'
          1 | {"note": "none"}
            | ^^^^^^^^^^^^^^^^ fix: write {"layers": [{"w": [[1, 0], [0, 1]], "b": [0, 0]}, …]}
      """
    ),
    (
      #"{"layers": [{"w": [[null]]}]}"#,
      """
      n.json:1:21: error: row 1 of 'w' of layer 1 holds null, not a number
          1 | {"layers": [{"w": [[null]]}]}
            |                     ^^^^ fix: write a decimal number such as -1.5e3
      """
    ),
    (
      #"{"layers": [{"w": []}]}"#,
      """
      n.json:1:19: error: 'w' of layer 1 has shape [0, 0]; a linear layer's is [outputs, inputs]
          1 | {"layers": [{"w": []}]}
            |                   ^^ fix: give it at least one output and one input
      """
    ),
    (
      #"{"layers": [{"w": [[1e999]]}]}"#,
      """
      n.json:1:21: error: the number is beyond the range of a double
          1 | {"layers": [{"w": [[1e999]]}]}
            |                     ^^^^^ fix: correct the JSON here; numbers are finite decimals such as -1.5e3
      """
    ),
    (
      #"{"layers": [{"w": [[NaN]]}]}"#,
      """
      n.json:1:21: error: found 'N' where a value should come
          1 | {"layers": [{"w": [[NaN]]}]}
            |                     ^ fix: correct the JSON here; numbers are finite decimals such as -1.5e3
      """
    ),
    (
      #"{"layers": [{"w": [[01]]}]}"#,
      """
      n.json:1:22: error: found '1' where ',' or ']' should come
          1 | {"layers": [{"w": [[01]]}]}
            |                      ^ fix: correct the JSON here; numbers are finite decimals such as -1.5e3
      """
    ),
    (
      #"{"layers": [{"w": [[1]], "w": [[2]]}]}"#,
      """
      n.json:1:26: error: the key 'w' appears twice in one object
          1 | {"layers": [{"w": [[1]], "w": [[2]]}]}
            |                          ^^^ fix: correct the JSON here; numbers are finite decimals such as -1.5e3
      """
    ),
    (
      #"{"layers": "#,
      """
      n.json:1:12: error: the text ends where a value should come
          1 | {"layers":\u{20}
            |            ^ fix: correct the JSON here; numbers are finite decimals such as -1.5e3
      """
    ),
  ]

  @Test("strings are read with their escapes, and refused where these are broken")
  func strings() {
    let cases: [(String, String)] = [
      (#""\ud83d\ude00""#, "unknown key '😀'"), (#""\u00e9\t\/""#, "unknown key 'é\t/'"),
      (#""\ud83d""#, "the escape is half of a surrogate pair"),
      (#""\ud83d\u0041""#, "the escape is half of a surrogate pair"), (#""\ude00""#, "the escape is half of a surrogate pair"),
      (#""\ud83dx""#, "the escape is half of a surrogate pair"),
      (#""\ud83d\n""#, "found 'n' where the other half of a surrogate pair should come"),
      (#""\x""#, #"found 'x' where an escape: one of " \ / b f n r t u should come"#),
      (#""\u12g4""#, "found 'g' where a hexadecimal digit should come"),
      ("\"\u{1}\"", "a string holds the control character 1"),
      ("\"", "the string has no closing quote"), ("1", "a key in double quotes"),
    ]
    for (key, expected) in cases {
      #expect(failure { _ = try network("{\(key): 1}") }.contains(expected), "\(key)")
    }
  }
}
