"""Exports small networks by PyTorch to torch/, each with inputs and the outputs that PyTorch computes in float64 (reference.json).

The weights are drawn by PyTorch with fixed seeds and rounded to float32, so that a file holds them exactly. Networks ending in -script
come from the exporter by tracing, the others from that by torch.export. Run: python3 make-torch.py (torch, onnx, onnxscript)
"""
import json
import pathlib

import onnx
import torch
from torch import nn
from torch.nn import functional as F

OUT = pathlib.Path(__file__).parent / "torch"


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 3, 3), nn.Conv2d(3, 4, 3, padding=1)
        self.fc1, self.fc2 = nn.Linear(4 * 2 * 2, 8), nn.Linear(8, 3)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.view(x.size(0), -1)
        return F.log_softmax(self.fc2(F.relu(self.fc1(x))), dim=1)


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs)
        self.conv2, self.bn2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs)
        self.shortcut = nn.Sequential()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        return F.relu(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x))))) + self.shortcut(x))


def resnet():
    return nn.Sequential(
        nn.Conv2d(2, 3, 3, padding=1, bias=False), nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(3, 2, 1), Block(3, 3, 1), Block(3, 4, 2),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 3), nn.Softmax(1))


class Mixed(nn.Module):
    """One of nearly everything that a piecewise-linear network may hold."""

    def __init__(self):
        super().__init__()
        self.deep, self.up = nn.Conv2d(2, 4, 3, padding=2, dilation=2, groups=2), nn.ConvTranspose2d(4, 2, 3, 2, 1, output_padding=1)
        self.prelu, self.line = nn.PReLU(2), nn.Linear(12, 5)
        self.wave = nn.Conv1d(2, 3, 2, stride=2)

    def forward(self, x):
        a = F.leaky_relu(self.deep(x), 0.1)
        a = self.prelu(self.up(F.avg_pool2d(a, 2)))
        b = F.interpolate(F.relu6(x[:, :, ::2, ::2]), scale_factor=2, mode="nearest")
        c = torch.cat([F.hardtanh(a), torch.abs(b) / 3, torch.max(a, b), torch.minimum(a, x)], 1)
        c = F.pad(c, (1, 1, 0, 0), mode="reflect")[:, :, :, 1:-1]
        d, e = torch.split(c.permute(0, 2, 1, 3).reshape(x.size(0), 2, -1), 128, 2)
        d = F.hardsigmoid(self.wave(d)).amax(2) + self.wave(e).mean(2)
        g = F.interpolate(x, size=(3, 3), mode="bilinear", align_corners=False).sum(1).flatten(1)
        return self.line(torch.cat([d, g], 1)).clamp(min=-0.25)


class Older(nn.Module):
    """What operator sets before 11 and 13 write in another way: pads, bounds, axes, parts and scales as attributes."""

    def __init__(self):
        super().__init__()
        self.conv, self.bn, self.line = nn.Conv2d(2, 4, 3, padding=1), nn.BatchNorm2d(4), nn.Linear(64, 3)

    def forward(self, x):
        a = F.relu6(self.bn(self.conv(x)))
        a = F.pad(a, (1, 1, 1, 1), mode="reflect")[:, :, 1:-1, 1:-1]
        a = F.pad(F.interpolate(a[:, :, 2:6, :4], scale_factor=2, mode="nearest"), (0, 1, 0, 1), value=0.5)
        p, q = torch.split(a, 2, 1)
        a = torch.cat([F.avg_pool2d(p, 2, ceil_mode=True)[:, :, :4, :4], q[:, :, :4, :4]], 1)
        a = a.mean((2,), keepdim=True).unsqueeze(-1).squeeze(-1)
        return torch.softmax(self.line(a.expand(-1, -1, 4, -1).reshape(x.size(0), -1)), 1)


def save(name, make, shape, dynamo, dynamic=True, **more):
    torch.manual_seed(1)
    model = make()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            for tensor in (module.weight.data, module.bias.data, module.running_mean, module.running_var):
                tensor.copy_(torch.rand(tensor.shape) + (0.25 if tensor is module.running_var else -0.125))
    model.eval()
    folder = OUT / name
    folder.mkdir(parents=True, exist_ok=True)
    example = torch.randn(2, *shape)
    if dynamo:
        sizes = {"dynamic_shapes": ({0: torch.export.Dim("batch")},)} if dynamic else {}
        torch.onnx.export(model, (example,), folder / "model.onnx", dynamo=True, external_data=False, **sizes, **more)
    else:
        axes = {"dynamic_axes": {"input": {0: "batch"}}} if dynamic else {}
        torch.onnx.export(model, (example,), str(folder / "model.onnx"), dynamo=False, input_names=["input"], **axes, **more)
    strip(folder / "model.onnx")
    model.double()
    inputs = torch.randn(6, *shape, dtype=torch.float64)
    with torch.no_grad():
        outputs = model(inputs)
    reference = {"shape": list(shape), "input": inputs.flatten(1).tolist(), "output": outputs.flatten(1).tolist()}
    (folder / "reference.json").write_text(json.dumps(reference))


def strip(path):
    """Takes out what the exporter notes about this machine: stack traces with paths, above all."""
    model = onnx.load(path)
    del model.metadata_props[:]
    for part in [model.graph, *model.graph.node, *model.graph.value_info, *model.graph.input, *model.graph.output, *model.graph.initializer]:
        del part.metadata_props[:]
        part.doc_string = ""
    path.write_bytes(model.SerializeToString())


def mlp():
    return nn.Sequential(nn.Linear(3, 6), nn.ReLU(), nn.Dropout(0.5), nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 2))


for name, make, shape in [("mlp", mlp, (3,)), ("lenet", LeNet, (1, 10, 10)), ("resnet", resnet, (2, 8, 8)), ("mixed", Mixed, (2, 8, 8))]:
    save(name, make, shape, dynamo=True)
    save(f"{name}-script", make, shape, dynamo=False, opset_version=17)
for version in (9, 10, 12, 18):
    save(f"older-{version}-script", Older, (2, 8, 8), dynamo=False, opset_version=version, do_constant_folding=False,
         training=torch.onnx.TrainingMode.PRESERVE)
save("resnet-batchnorm-script", resnet, (2, 8, 8), dynamo=False, opset_version=13, do_constant_folding=False,
     training=torch.onnx.TrainingMode.PRESERVE)
save("mixed-11-script", Mixed, (2, 8, 8), dynamo=False, opset_version=11)
