"""Writes recurrent.json: outputs and gradients of PyTorch's recurrent layers and cells, in Float64.

Parameters, inputs and states are no random numbers but sines, so that a test can make them again without storing them: the value at place i of the k-th tensor
is 0.6 sin(0.9 i + 1.7 k + 0.3). The tensors are counted in this order: x, the first states, the parameters in PyTorch's order. The loss is the sum of all outputs,
each element of the j-th output times cos(0.4 i + j).

Run with PyTorch 1.13: python3 make_recurrent.py > recurrent.json
"""

import json

import torch

torch.set_default_dtype(torch.float64)
STEPS, BATCH, INPUT, HIDDEN = 4, 2, 2, 3


def wave(k, shape):
    count = 1
    for length in shape:
        count *= length
    return (0.6 * torch.sin(0.9 * torch.arange(count) + 1.7 * k + 0.3)).reshape(shape)


def loss_of(outputs):
    return sum((y.reshape(-1) * torch.cos(0.4 * torch.arange(y.numel()) + j)).sum() for j, y in enumerate(outputs))


def flat(results):
    for result in results:
        if isinstance(result, tuple):
            yield from result
        else:
            yield result


def numbers(x):
    return [float(f"{v:.13g}") for v in x.detach().reshape(-1).tolist()]


def run(name, module, x_shape, state_shape, with_state):
    is_lstm = "LSTM" in name
    count = (2 if is_lstm else 1) if with_state else 0
    leaves = [wave(k, x_shape if k == 0 else state_shape) for k in range(1 + count)]
    with torch.no_grad():
        for k, p in enumerate(module.parameters()):
            p.copy_(wave(1 + count + k, p.shape))
    for leaf in leaves:
        leaf.requires_grad_()
    state = (tuple(leaves[1:]) if is_lstm else leaves[1]) if with_state else None
    result = module(leaves[0], state)
    outputs = list(flat(result)) if isinstance(result, tuple) else [result]
    loss_of(outputs).backward()
    gradients = {("x" if k == 0 else f"state{k - 1}"): numbers(leaf.grad) for k, leaf in enumerate(leaves)}
    gradients.update({n: numbers(p.grad) for n, p in module.named_parameters()})
    return {
        "name": name,
        "print": str(module),
        "outputs": [{"shape": list(y.shape), "values": numbers(y)} for y in outputs],
        "gradients": gradients,
    }


def main():
    layers = []
    for kind in ("RNN", "GRU", "LSTM"):
        make = getattr(torch.nn, kind)
        layers.append(run(f"{kind}", make(INPUT, HIDDEN), (STEPS, BATCH, INPUT), None, False))
        layers.append(run(f"{kind} with state", make(INPUT, HIDDEN, batch_first=True), (BATCH, STEPS, INPUT), (1, BATCH, HIDDEN), True))
        layers.append(run(f"{kind} deep", make(INPUT, HIDDEN, 2, bidirectional=True), (STEPS, BATCH, INPUT), (4, BATCH, HIDDEN), True))
        layers.append(run(f"{kind} single", make(INPUT, HIDDEN, 1, bias=False, bidirectional=True), (STEPS, INPUT), (2, HIDDEN), True))
    layers.append(run("RNN relu", torch.nn.RNN(INPUT, HIDDEN, nonlinearity="relu"), (STEPS, BATCH, INPUT), (1, BATCH, HIDDEN), True))
    for kind in ("RNNCell", "GRUCell", "LSTMCell"):
        make = getattr(torch.nn, kind)
        layers.append(run(f"{kind}", make(INPUT, HIDDEN), (BATCH, INPUT), (BATCH, HIDDEN), True))
        layers.append(run(f"{kind} without state", make(INPUT, HIDDEN, bias=False), (BATCH, INPUT), None, False))
    print("[\n" + ",\n".join(json.dumps(one) for one in layers) + "\n]")


if __name__ == "__main__":
    main()
