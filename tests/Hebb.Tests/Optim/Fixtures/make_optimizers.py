"""Writes optimizers.json: where PyTorch's optimizers and schedules go in double precision.

Run with any Python 3 that has PyTorch 1.12 or newer:  python3 make_optimizers.py
L-BFGS runs on Rosenbrock's valley and on a logistic regression; the others are held against constants in the tests.
"""
import json
import pathlib

import torch
from torch.optim.lr_scheduler import CyclicLR

torch.set_default_dtype(torch.float64)
torch.manual_seed(21)
POINTS = torch.randn(20, 3)
LABELS = (torch.randn(20) > 0).double()


def valley(x, y):
    return (1 - x).pow(2).sum() + 100 * (y - x.pow(2)).pow(2).sum()


def regression(w, b):
    return torch.nn.functional.binary_cross_entropy_with_logits(POINTS @ w + b, LABELS)


def lbfgs(function, starts, steps, **settings):
    parameters = [torch.tensor(s).requires_grad_() for s in starts]
    optimizer = torch.optim.LBFGS(parameters, **settings)

    def closure():
        optimizer.zero_grad()
        loss = function(*parameters)
        loss.backward()
        return loss

    track = []
    for _ in range(steps):
        loss = optimizer.step(closure).item()
        state = optimizer.state[parameters[0]]
        track.append({"loss": loss, "parameters": torch.cat([p.detach().reshape(-1) for p in parameters]).tolist(),
                      "n_iter": state["n_iter"], "func_evals": state["func_evals"]})
    return track


def radam(**settings):
    p = torch.tensor([1.0, -2.0, 0.5]).requires_grad_()
    optimizer = torch.optim.RAdam([p], **settings)
    track = []
    for t in range(8):
        p.grad = torch.tensor([0.1 * (t + 1), -0.2, 0.3 - (0.15 * t)])
        optimizer.step()
        track.append(p.detach().tolist())
    return track


def cyclic(**settings):
    p = torch.zeros(1).requires_grad_()
    optimizer = torch.optim.SGD([p], 0.5, momentum=0.9)
    schedule = CyclicLR(optimizer, 0.01, 0.2, **settings)
    track = []
    for _ in range(25):
        track.append([optimizer.param_groups[0]["lr"], optimizer.param_groups[0]["momentum"]])
        optimizer.step()
        schedule.step()
    return track


out = {
    "points": POINTS.reshape(-1).tolist(),
    "labels": LABELS.tolist(),
    "valley, searched": lbfgs(valley, ([-1.2], [1.0]), 4, max_iter=6, line_search_fn="strong_wolfe"),
    "valley, fixed": lbfgs(valley, ([-1.2], [1.0]), 4, lr=0.1, max_iter=5),
    "regression, searched, short memory": lbfgs(regression, ([0.1, -0.2, 0.3], [0.0]), 3, max_iter=4, history_size=2, line_search_fn="strong_wolfe"),
    "regression, fixed": lbfgs(regression, ([0.1, -0.2, 0.3], [0.0]), 3, lr=0.8, max_iter=4),
    "radam": radam(lr=0.02, weight_decay=0.1),
    "radam, short": radam(lr=0.02, betas=(0.8, 0.9), eps=1e-4),
    "triangular": cyclic(step_size_up=4, step_size_down=6),
    "triangular2": cyclic(step_size_up=5, mode="triangular2"),
    "exp_range": cyclic(step_size_up=3, mode="exp_range", gamma=0.9),
}
path = pathlib.Path(__file__).with_name("optimizers.json")
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
print(f"{path.name}: {len(out)} entries, {path.stat().st_size} bytes")
