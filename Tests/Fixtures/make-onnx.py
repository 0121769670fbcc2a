"""Writes ONNX models with the onnx package: onnx/good/ holds one small network in many encodings, onnx/bad/ broken ones.

The network is y = W2 max(W1 x + b1, 0) + b2 with the numbers below, which every floating-point type holds exactly.
Run: python3 make-onnx.py
"""
import pathlib

import numpy as np
import onnx
from onnx import TensorProto as T, helper as h

OUT = pathlib.Path(__file__).parent / "onnx"
W1 = [[1, -2], [0.5, 1], [-1.5, 0.25]]
B1 = [0.5, -1, 2]
W2 = [[1, -1, 2]]
B2 = [0.25]
WEIGHTS = {"w1": np.array(W1), "b1": np.array(B1, dtype=float), "w2": np.array(W2, dtype=float), "b2": np.array(B2)}


def typed(name, array, kind):
    return h.make_tensor(name, kind, array.shape, array.flatten().tolist(), raw=False)


def raw(name, array, kind):
    dtype = h.tensor_dtype_to_np_dtype(kind)
    return h.make_tensor(name, kind, array.shape, array.astype(dtype).tobytes(), raw=True)


def weights(make=raw, kind=T.FLOAT):
    return [make(name, array, kind) for name, array in WEIGHTS.items()]


def gemms():
    return [
        h.make_node("Gemm", ["x", "w1", "b1"], ["h1"], "first", transB=1),
        h.make_node("Relu", ["h1"], ["h2"], "rectify"),
        h.make_node("Gemm", ["h2", "w2", "b2"], ["y"], "second", transB=1),
    ]


def value(name, shape=("batch", 2), kind=T.FLOAT):
    return h.make_tensor_value_info(name, kind, shape)


def save(name, nodes, initializers, inputs=None, outputs=None, opset=17, imports=None):
    graph = h.make_graph(
        nodes, "graph", inputs if inputs is not None else [value("x")],
        outputs if outputs is not None else [value("y", ("batch", 1))], initializers)
    imports = imports if imports is not None else [h.make_opsetid("", opset)]
    path = OUT / f"{name}.onnx"
    path.write_bytes(h.make_model(graph, opset_imports=imports, ir_version=8).SerializeToString())


def constant(output, name="constant", **attributes):
    return h.make_node("Constant", [], [output], name, **attributes)


def encodings():
    for name, kind in [("float", T.FLOAT), ("double", T.DOUBLE), ("float16", T.FLOAT16), ("bfloat16", T.BFLOAT16)]:
        save(f"good/raw-{name}", gemms(), weights(raw, kind), [value("x", kind=kind)])
        save(f"good/typed-{name}", gemms(), weights(typed, kind), [value("x", kind=kind)])
    save("good/listed-inputs", gemms(), weights(), [value("x")] + [value(n, a.shape) for n, a in WEIGHTS.items()])
    save("good/no-batch", gemms(), weights(), [value("x", (4, 2))])
    save("good/opset-7", gemms(), weights(), opset=7)
    save("good/default-domain", gemms(), weights(), imports=[h.make_opsetid("ai.onnx", 17), h.make_opsetid("com.example", 1)])


def operators():
    transposed = {name: array.T if array.ndim == 2 else array for name, array in WEIGHTS.items()}
    chain = [
        h.make_node("MatMul", ["x", "w1"], ["m1"]), h.make_node("Add", ["b1", "m1"], ["a1"]), h.make_node("Relu", ["a1"], ["h1"]),
        h.make_node("MatMul", ["h1", "w2"], ["m2"]), h.make_node("Add", ["m2", "b2"], ["y"]),
    ]
    save("good/matmul-add", chain, [raw(n, a, T.FLOAT) for n, a in transposed.items()])
    constants = [
        constant("w1", value=raw("inner", transposed["w1"], T.FLOAT)), constant("b1", value_floats=B1),
        constant("w2", value=typed("inner", transposed["w2"], T.DOUBLE)), constant("b2", value_float=0.25),
    ]
    save("good/constants", constants + chain, [])
    scaled = [raw("w1", WEIGHTS["w1"] * 2, T.FLOAT), raw("b1", WEIGHTS["b1"] * 4, T.FLOAT)] + weights()[2:]
    factors = [h.make_node("Gemm", ["x", "w1", "b1"], ["h1"], "first", transB=1, alpha=0.5, beta=0.25)] + gemms()[1:]
    save("good/factors", factors, scaled)
    unbiased = [h.make_node("Gemm", ["x", "w1", ""], ["m1"], transB=1), h.make_node("Add", ["m1", "b1"], ["h1"])] + gemms()[1:]
    save("good/left-out-bias", unbiased, weights())
    shaped(weights)


def shaped(weights):
    around = [
        h.make_node("Flatten", ["x"], ["f"]),
        h.make_node("Reshape", ["f", "shape"], ["r"], allowzero=0),
        h.make_node("Identity", ["w1"], ["w1copy"]),
        constant("pair", value_ints=[3, 2]),
        h.make_node("Reshape", ["w1copy", "pair"], ["w1again"]),
        h.make_node("Gemm", ["r", "w1again", "b1"], ["h1"], "first", transB=1),
    ] + gemms()[1:]
    for kind, name in [(T.INT64, "int64"), (T.INT32, "int32")]:
        save(f"good/shapes-{name}", around, weights() + [typed("shape", np.array([-1, 2]), kind)])
    drop = lambda inputs, outputs, **more: [
        gemms()[0], gemms()[1], h.make_node("Dropout", ["h2"] + inputs, ["d"] + outputs, "drop", **more),
        h.make_node("Gemm", ["d", "w2", "b2"], ["y"], "second", transB=1)]
    save("good/dropout-7", drop([], ["mask"], ratio=0.5), weights(), opset=10)
    ratio = typed("ratio", np.array(0.5), T.FLOAT)
    save("good/dropout-13", drop(["ratio", "training"], ["mask"]), weights() + [ratio, typed("training", np.array(False), T.BOOL)])
    save("bad/training", drop(["ratio", "training"], []), weights() + [ratio, typed("training", np.array(True), T.BOOL)])
    masked = drop([], ["mask"])
    masked[3] = h.make_node("Gemm", ["mask", "w2", "b2"], ["y"], "second", transB=1)
    save("bad/mask", masked, weights())


def outside(tensor, **entries):
    tensor.ClearField("raw_data")
    tensor.data_location = T.EXTERNAL
    for key, text in entries.items():
        tensor.external_data.add(key=key, value=text)
    return tensor


def external():
    data = b"".join(array.astype("<f4").tobytes() for array in WEIGHTS.values())
    (OUT / "good" / "weights").mkdir(exist_ok=True)
    (OUT / "good" / "weights" / "all.bin").write_bytes(data)
    (OUT / "good" / "weights" / "b2.bin").write_bytes(WEIGHTS["b2"].astype("<f4").tobytes())
    offset, tensors = 0, []
    for tensor in weights()[:3]:
        length = len(tensor.raw_data)
        tensors.append(outside(tensor, location="weights/all.bin", offset=str(offset), length=str(length), checksum="0"))
        offset += length
    save("good/external", gemms(), tensors + [outside(weights()[3], location="weights/b2.bin")])
    for name, entries in {
        "external-escape": {"location": "../../secret.bin"}, "external-absolute": {"location": "/etc/hostname"},
        "external-nowhere": {"offset": "0"}, "external-missing": {"location": "none.bin"},
        "external-offset": {"location": "../good/x", "offset": "-4"}, "external-number": {"location": "few.bin", "offset": "1e3"},
        "external-short": {"location": "few.bin", "offset": "4"}, "external-length": {"location": "few.bin", "length": "8"},
        "external-far": {"location": "few.bin", "offset": "9223372036854775807"},
    }.items():
        save(f"bad/{name}", gemms(), [outside(weights()[0], **entries)] + weights()[1:])
    (OUT / "bad" / "few.bin").write_bytes(bytes(24))


def edit(name, change, **more):
    """The plain network with its initialisers or nodes changed."""
    nodes, tensors = gemms(), weights()
    result = change(nodes, tensors)
    nodes, tensors = result if isinstance(result, tuple) and isinstance(result[0], list) else (nodes, tensors)
    save(f"bad/{name}", nodes, tensors, **more)


def set_field(name, text):
    return lambda nodes, tensors: setattr(tensors[0], name, text)


def wrong_boolean():
    tensor = typed("flag", np.array([0, 2]), T.INT32)
    tensor.data_type = T.BOOL
    return tensor


def broken_tensors():
    edit("type", set_field("data_type", T.STRING))
    edit("no-name", set_field("name", ""))
    edit("place", lambda n, t: t[0].dims.append(-1))
    edit("overflow", lambda n, t: t[0].dims.extend([1 << 62, 1 << 62]))
    edit("too-few-bytes", lambda n, t: t[0].dims.append(2))
    edit("both", lambda n, t: t[0].float_data.append(1))
    edit("elsewhere", lambda n, t: t[0].external_data.add(key="location", value="x"))
    edit("wrong-field", lambda n, t: (t[0].ClearField("raw_data"), t[0].double_data.extend([1] * 6)))
    edit("not-finite", lambda n, t: (n, [raw("w1", np.array([[1, 2], [3, np.nan], [4, np.inf]]), T.FLOAT)] + t[1:]))
    edit("half-range", lambda n, t: (t[0].ClearField("raw_data"), setattr(t[0], "data_type", T.FLOAT16),
                                     t[0].int32_data.extend([0, 1, 2, 3, 4, 65536])))
    edit("inexact", lambda n, t: (n, t + [typed("big", np.array([1, 2**53 + 1]), T.INT64)]))
    edit("boolean", lambda n, t: (n, t + [wrong_boolean()]))
    edit("twice", lambda n, t: (n, t + [t[0]]))
    edit("no-elements", lambda n, t: (n, [raw("w1", np.zeros((0, 2)), T.FLOAT)] + t[1:]))


def broken_graphs():
    edit("order", lambda n, t: ([n[1], n[0], n[2]], t))
    edit("unknown", lambda n, t: n[1].input.__setitem__(0, "h3"))
    edit("made-twice", lambda n, t: n[1].output.__setitem__(0, "h1"))
    edit("self", lambda n, t: n[1].input.__setitem__(0, "h2"))
    edit("attribute", lambda n, t: n[1].attribute.append(h.make_attribute("slope", 0.5)))
    edit("attribute-twice", lambda n, t: n[0].attribute.append(h.make_attribute("transB", 1)))
    edit("attribute-type", lambda n, t: n[0].attribute.append(h.make_attribute("alpha", 1)))
    edit("attribute-value", lambda n, t: n[0].attribute.append(h.make_attribute("transA", 2)))
    edit("attribute-nan", lambda n, t: n[0].attribute.append(h.make_attribute("alpha", float("nan"))))
    edit("inputs", lambda n, t: n[1].input.append("x"))
    edit("hole", lambda n, t: n[0].input.__setitem__(1, ""))
    edit("outputs", lambda n, t: n[1].output.append("more"))
    edit("no-output", lambda n, t: n[1].output.pop())
    edit("constant", lambda n, t: ([constant("c")] + n, t))
    edit("constant-text", lambda n, t: ([constant("c", value_string="text")] + n, t))
    edit("constant-nan", lambda n, t: ([constant("c", value_float=float("nan"))] + n, t))
    edit("computed-shape", lambda n, t: ([h.make_node("Reshape", ["x", "x"], ["r"], "reshape")] + n, t))
    edit("folded-shape", lambda n, t: ([constant("s", value_ints=[5]), h.make_node("Reshape", ["w1", "s"], ["r"], "reshape")] + n, t))
    edit("axis", lambda n, t: ([h.make_node("Flatten", ["x"], ["f"], "flat", axis=-(2**63))] + n, t))
    edit("domain", lambda n, t: setattr(n[1], "domain", "com.example"))
    unsupported = [h.make_node("Erf", ["x"], ["c"], "error"), h.make_node("Tanh", ["c"], ["t"])]
    edit("unsupported", lambda n, t: (unsupported + n + [h.make_node("Gelu", ["y"], ["z"], "smooth")], t))
    edit("cycle", lambda n, t: n[0].input.__setitem__(2, "y"))


def broken_models():
    edit("opset-missing", lambda n, t: None, imports=[h.make_opsetid("com.example", 1)])
    edit("opset-two", lambda n, t: None, imports=[h.make_opsetid("", 13), h.make_opsetid("ai.onnx", 17)])
    edit("opset-old", lambda n, t: None, opset=6)
    edit("opset-new", lambda n, t: None, opset=999)
    edit("no-inputs", lambda n, t: (n[1:], t + [raw("h1", np.zeros((1, 3)), T.FLOAT)]), inputs=[])
    edit("no-outputs", lambda n, t: None, outputs=[])
    edit("lost-output", lambda n, t: None, outputs=[value("z")])
    edit("input-text", lambda n, t: None, inputs=[value("x", kind=T.STRING)])
    edit("input-huge", lambda n, t: None, inputs=[value("x", (1 << 40, 2))])
    edit("input-negative", lambda n, t: None, inputs=[value("x", (-1, 2))])
    edit("input-open", lambda n, t: None, inputs=[value("x", ("a", "b", "c", "d"))])
    edit("input-twice", lambda n, t: None, inputs=[value("x"), value("x")])
    edit("input-untyped", lambda n, t: None, inputs=[onnx.ValueInfoProto(name="x")])
    (OUT / "bad" / "no-graph.onnx").write_bytes(onnx.ModelProto(ir_version=8).SerializeToString())
    (OUT / "bad" / "text.onnx").write_bytes(b"this is no model")
    (OUT / "bad" / "pointer.onnx").write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n")


def runs():
    """Inputs for `facet model --run`, right and wrong; y.npz is what facet wrote for x.npz, checked by NumPy."""
    np.savez(OUT / "run" / "x.npz", x=np.array([[1, 2], [-1, 0.5], [0, 0], [3, -1]], dtype=np.float32))
    np.savez(OUT / "run" / "wide.npz", x=np.zeros((4, 3)))
    np.savez(OUT / "run" / "names.npz", a=np.zeros((4, 2)), b=np.zeros(1))


for folder in ["good", "bad", "run"]:
    (OUT / folder).mkdir(parents=True, exist_ok=True)
encodings()
operators()
external()
broken_tensors()
broken_graphs()
broken_models()
runs()
