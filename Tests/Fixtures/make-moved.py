"""Writes networks that are others with hidden channels permuted and rescaled, with the onnx package and NumPy.

content/models/resnet-moved: scaled by powers of two, so that it computes exactly the same function.
content/models/digits-cnn-rounded: scaled by other numbers, and rounded to single precision.
Run: python3 make-moved.py
"""
import pathlib

import numpy as np
import onnx
from onnx import numpy_helper

MODELS = pathlib.Path(__file__).parent.parent.parent / "content" / "models"


def move(source, target, classes, seed, factor):
    """classes: for each class of channels its size, the layers that make it, and (layer, block) for those that take it in.

    A block is the number of columns that a channel has in the layer.
    """
    model = onnx.load(MODELS / source / "model.onnx")
    tensors = {t.name: t for t in model.graph.initializer}
    arrays = {name: numpy_helper.to_array(t).astype(np.float64) for name, t in tensors.items()}
    random = np.random.default_rng(seed)
    for size, makers, takers in classes:
        order, scale = random.permutation(size), factor(random, size)
        for name in makers:
            bias = name.replace(".weight", ".bias") if name.replace(".weight", ".bias") in arrays else name + "_bias"
            shape = (size,) + (1,) * (arrays[name].ndim - 1)
            arrays[name] = arrays[name][order] * scale.reshape(shape)
            arrays[bias] = arrays[bias][order] * scale
        for name, block in takers:
            columns = (order[:, None] * block + np.arange(block)).ravel()
            shape = (1, size * block) + (1,) * (arrays[name].ndim - 2)
            arrays[name] = arrays[name][:, columns] / np.repeat(scale, block).reshape(shape)
    for name, tensor in tensors.items():
        dtype = numpy_helper.to_array(tensor).dtype
        tensor.CopyFrom(numpy_helper.from_array(arrays[name].astype(dtype), name))
    folder = MODELS / target
    folder.mkdir(exist_ok=True)
    (folder / "model.onnx").write_bytes(model.SerializeToString())


def powers_of_two(random, size):
    return 2.0 ** random.integers(-3, 4, size)


def any_factors(random, size):
    return random.uniform(0.25, 4, size)


CNN = [(16, ["1.weight"], [("4.weight", 1)]), (32, ["4.weight"], [("8.weight", 4)])]
RESNET = [
    (3, ["0.weight", "4.conv2.weight"], [("4.conv1.weight", 1), ("5.conv1.weight", 1), ("5.shortcut.0.weight", 1)]),
    (3, ["4.conv1.weight"], [("4.conv2.weight", 1)]),
    (4, ["5.conv1.weight"], [("5.conv2.weight", 1)]),
    (4, ["5.conv2.weight", "5.shortcut.0.weight"], [("8.weight", 1)]),
]
move("digits-cnn", "digits-cnn-rounded", CNN, 2, any_factors)
move("resnet", "resnet-moved", RESNET, 3, powers_of_two)
