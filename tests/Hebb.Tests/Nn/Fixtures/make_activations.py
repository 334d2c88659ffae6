"""Writes activations.json: values and gradients of PyTorch's activation modules in Float64, at places that include their kinks.

Run with PyTorch 1.13: python3 make_activations.py > activations.json
"""

import json

import torch
from torch import nn

torch.set_default_dtype(torch.float64)
PLACES = [-30.0, -4.0, -3.0, -2.0, -1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 30.0]
MODULES = {
    "CELU": nn.CELU(), "CELU 0.5": nn.CELU(0.5), "ELU": nn.ELU(), "GELU": nn.GELU(), "GELU tanh": nn.GELU("tanh"), "GLU": nn.GLU(), "Hardshrink": nn.Hardshrink(), "Hardsigmoid": nn.Hardsigmoid(),
    "Hardswish": nn.Hardswish(), "Hardtanh": nn.Hardtanh(), "Hardtanh 2": nn.Hardtanh(-2, 0.5), "LeakyReLU": nn.LeakyReLU(), "LogSigmoid": nn.LogSigmoid(),
    "LogSoftmax": nn.LogSoftmax(-1), "Mish": nn.Mish(), "PReLU": nn.PReLU(), "ReLU": nn.ReLU(), "ReLU6": nn.ReLU6(), "RReLU": nn.RReLU().eval(), "SELU": nn.SELU(), "SiLU": nn.SiLU(), "Sigmoid": nn.Sigmoid(),
    "Softmax": nn.Softmax(-1), "Softmin": nn.Softmin(-1), "Softplus": nn.Softplus(), "Softplus 2": nn.Softplus(2, 3), "Softshrink": nn.Softshrink(), "Softsign": nn.Softsign(), "Tanh": nn.Tanh(),
    "Tanhshrink": nn.Tanhshrink(), "Threshold": nn.Threshold(0.5, -7.0),
}


def numbers(x):
    return [float(f"{v:.14g}") for v in x.detach().reshape(-1).tolist()]


def main():
    lines = []
    for name, module in MODULES.items():
        x = torch.tensor([PLACES, PLACES[::-1]]).requires_grad_()
        # At 3, Hardswish's slope is 1.5 in PyTorch's scalar code and 1 in its vector code; Hebb follows the former, so it is asked one by one.
        y = torch.stack([module(v) for v in x.reshape(-1)]).reshape(x.shape) if name == "Hardswish" else module(x)
        (y.reshape(-1) * torch.cos(torch.arange(float(y.numel())))).sum().backward()
        lines.append(json.dumps({"name": name, "values": numbers(y), "gradient": numbers(x.grad)}))
    print('{"places": ' + json.dumps(PLACES) + ', "cases": [\n' + ",\n".join(lines) + "\n]}")


if __name__ == "__main__":
    main()
