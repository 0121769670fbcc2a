/// What is said about each model in Tests/Fixtures/onnx/bad.
enum ONNXFailures {
  private static let operators =
    "Abs, Add, ArgMax, AveragePool, BatchNormalization, Cast, Clip, Concat, Constant, ConstantOfShape, Conv, ConvTranspose, Div, "
    + "Dropout, Equal, Expand, Flatten, Floor, Gather, Gemm, GlobalAveragePool, GlobalMaxPool, HardSigmoid, HardSwish, Identity, LeakyRelu, "
    + "LogSoftmax, MatMul, Max, MaxPool, Mean, Min, Mod, Mul, Neg, PRelu, Pad, Range, ReduceMax, ReduceMean, ReduceSum, Relu, Reshape, Resize, "
    + "Shape, Sigmoid, Slice, Softmax, Split, Squeeze, Sub, Sum, Tanh, Transpose, Unsqueeze, Upsample, Where"

  static let all: [(name: String, expected: String)] = [
    ("attribute", "node 'rectify' (Relu) has the attribute 'slope', which is not read here"),
    ("attribute-nan", "the attribute 'alpha' of node 'first' (Gemm) is not a finite number"),
    ("attribute-twice", "node 'first' (Gemm) has the attribute 'transB' twice"),
    ("attribute-type", "the attribute 'alpha' of node 'first' (Gemm) should be a float"),
    ("attribute-value", "the attribute 'transA' of node 'first' (Gemm) is 2; it should be 0 or 1"),
    ("axis", "node 'flat' (Flatten) has the axis -9223372036854775808"),
    ("boolean", "element 1 of initializer 'flag' can't be read: the integer 2 is no boolean"),
    ("both", "initializer 'w1' stores its elements in 2 ways at once"),
    (
      "computed-shape",
      """
      node 'reshape' (Reshape) takes its shape from 'x', which is computed
        fix: export the model with fixed shapes
      """
    ),
    ("constant", "node 'constant' (Constant) has 0 values; it should have one"),
    ("constant-nan", "the attribute 'value_float' of node 'constant' (Constant) is not a finite number"),
    (
      "constant-text",
      """
      node 'constant' (Constant) has the attribute 'value_string', which is not read here
        fix: use only: value, value_float, value_floats, value_int, value_ints
      """
    ),
    ("cycle", "node 'first' (Gemm) uses the value 'y' of node 'second' (Gemm), which itself depends on it: the graph has a cycle"),
    (
      "domain",
      """
      node 'rectify' (com.example.Relu) uses an operator that is not supported
        fix: use only: \(operators)
      """
    ),
    ("elsewhere", "initializer 'w1' names external data, but is not stored outside"),
    (
      "external-absolute",
      """
      initializer 'w1' is stored at '/etc/hostname', outside the model's folder
        fix: move the data file beside the model
      """
    ),
    (
      "external-escape",
      """
      initializer 'w1' is stored at '../../secret.bin', outside the model's folder
        fix: move the data file beside the model
      """
    ),
    ("external-far", "initializer 'w1' needs 24 bytes from byte 9223372036854775807 of 'few.bin', but the file has 24"),
    (
      "external-length",
      "initializer 'w1' needs 24 bytes from byte 0 of 'few.bin', but 8 are set aside for it and the file has 24"
    ),
    (
      "external-missing",
      """
      onnx/bad/none.bin: error: there is no such file
        fix: put the data file where the model names it
      onnx/bad/external-missing.onnx: note: initializer 'w1' is stored there
      """
    ),
    ("external-nowhere", "initializer 'w1' is stored outside the file, but does not say where: 'location' is missing"),
    ("external-number", "the 'offset' of the external data of initializer 'w1' is '1e3'; it should be a number of bytes"),
    (
      "external-offset",
      """
      initializer 'w1' is stored at '../good/x', outside the model's folder
        fix: move the data file beside the model
      """
    ),
    ("external-short", "initializer 'w1' needs 24 bytes from byte 4 of 'few.bin', but the file has 24"),
    ("folded-shape", "node 'reshape' (Reshape) can't turn shape [3, 2] into [5]"),
    ("half-range", "element 5 of initializer 'w1' can't be read: the integer 65536 is beyond the range of the type"),
    ("hole", "node 'first' (Gemm) leaves out an input that it needs"),
    ("inexact", "element 1 of initializer 'big' can't be read: the integer 9007199254740993 has no exact double"),
    ("input-huge", "input 'x' has the size 1099511627776 on axis 0; sizes from 0 are read, and up to 2²⁴ elements in all"),
    (
      "input-text",
      """
      input 'x' holds elements of the data type 8, which is not read
        fix: export the model with a float input
      """
    ),
    ("input-negative", "input 'x' has the size -1 on axis 0; sizes from 0 are read, and up to 2²⁴ elements in all"),
    (
      "input-open",
      """
      input 'x' has 4 axes, too many of them open
        fix: export the model with fixed sizes except the batch
      """
    ),
    ("input-twice", "input 'x' gives the name 'x' to a second value; every name should be given once"),
    ("input-untyped", "input 'x' is not a tensor"),
    ("inputs", "node 'rectify' (Relu) has 2 inputs; it takes 1"),
    ("lost-output", "the graph's output 'z' is made by no node"),
    ("made-twice", "node 'rectify' (Relu) gives the name 'h1' to a second value; every name should be given once"),
    ("mask", "node 'second' (Gemm) uses 'mask', the mask of node 'drop' (Dropout), which is not kept"),
    ("no-elements", "node 'first' (Gemm) uses 'w1', which has no elements"),
    (
      "no-graph",
      """
      the model has no graph
        fix: check that this is an ONNX model
      """
    ),
    ("no-inputs", "the graph has no inputs"),
    ("no-name", "an initializer has no name"),
    ("no-output", "node 'rectify' (Relu) has 0 outputs; it should have one"),
    ("no-outputs", "the graph has no outputs"),
    (
      "not-finite",
      """
      initializer 'w1' of shape [3, 2] holds a value that is not a finite number: element [1, 1] is NaN
        fix: train the model again or repair the file
      """
    ),
    ("opset-missing", "the model names 0 versions of ONNX's operator set; it should name one"),
    (
      "opset-new",
      """
      the model uses version 999 of ONNX's operator set; versions 7 to 28 are read
        fix: export it with opset_version=28
      """
    ),
    (
      "opset-old",
      """
      the model uses version 6 of ONNX's operator set; versions 7 to 28 are read
        fix: export it with opset_version=17
      """
    ),
    ("opset-two", "the model names 2 versions of ONNX's operator set; it should name one"),
    (
      "order",
      """
      node 'rectify' (Relu) uses the value 'h1', which node 'first' (Gemm) makes only later: the nodes are not in order
        fix: sort the nodes topologically
      """
    ),
    ("outputs", "node 'rectify' (Relu) has 2 outputs; it should have one"),
    ("overflow", "initializer 'w1' has the impossible shape [3, 2, 4611686018427387904, 4611686018427387904]"),
    ("place", "initializer 'w1' has the impossible shape [3, 2, -1]"),
    (
      "pointer",
      """
      this is a Git LFS pointer, not the file that it stands for
        fix: run 'git lfs pull'
      """
    ),
    ("self", "node 'rectify' (Relu) uses its own output 'h2'"),
    (
      "text",
      """
      this is not an ONNX model, or it is damaged: the protobuf data can't be read
        fix: export the model again
      """
    ),
    ("too-few-bytes", "initializer 'w1' needs 48 bytes, but has 24"),
    (
      "training",
      """
      node 'drop' (Dropout) is set to training
        fix: export the model in inference mode (model.eval())
      """
    ),
    ("twice", "initializer 'w1' gives the name 'w1' to a second value; every name should be given once"),
    (
      "type",
      """
      initializer 'w1' has the data type 8, which is not read
        fix: use one of: FLOAT, UINT8, INT8, UINT16, INT16, INT32, INT64, BOOL, FLOAT16, DOUBLE, UINT32, UINT64, BFLOAT16
      """
    ),
    ("unknown", "node 'rectify' (Relu) uses the value 'h3', which nothing makes"),
    (
      "unsupported",
      """
      node 'error' (Erf) uses an operator that is not supported
        fix: use only: \(operators)
      note: node 'smooth' (Gelu) is not supported either
      """
    ),
    ("wrong-field", "initializer 'w1' of shape [3, 2] should hold 6 elements of type FLOAT, not 0"),
  ]
}
