"""Writes schedules.json: the learning rate and momentum that PyTorch's schedules set at each step, up to and beyond their ends; and which numbers its
optimizers leave when a gradient is NaN or infinite.

Run with any Python 3 that has PyTorch 1.13 or newer:  python3 make_schedules.py
"""
import json
import math
import pathlib
import warnings

import torch
from torch.optim import lr_scheduler as s

torch.set_default_dtype(torch.float64)
warnings.simplefilter("ignore")


def sgd():
    return torch.optim.SGD([torch.zeros(1).requires_grad_()], 0.5, momentum=0.9)


def track(make, steps):
    """The numbers of every step until the schedule refuses; NaN and infinity are written as text."""
    optimizer = sgd()
    schedule = make(optimizer)
    rows = []
    for _ in range(steps + 1):
        group = optimizer.param_groups[0]
        rows.append([group["lr"], group["momentum"]])
        optimizer.step()
        try:
            schedule.step()
        except ValueError:
            break
    return rows


def plateau(metrics, **settings):
    optimizer = sgd()
    schedule = s.ReduceLROnPlateau(optimizer, **settings)
    rates = []
    for metric in metrics:
        schedule.step(metric)
        rates.append(optimizer.param_groups[0]["lr"])
    return {"metrics": [number(m) for m in metrics], "rates": rates}


def number(value):
    return value if math.isfinite(value) else str(value)


def bad(make, gradient):
    torch.set_default_dtype(torch.float32)  # that of the optimizers' own numbers
    p = torch.tensor([1.0, -2.0, 0.5], dtype=torch.float64).requires_grad_()
    optimizer = make([p])
    rows = []
    for g in (0.1, gradient, 0.1):
        p.grad = torch.tensor([0.1, g, -0.2], dtype=torch.float64)
        optimizer.step()
        rows.append([number(v) for v in p.detach().tolist()])
    return rows


def one_cycle(total, **settings):
    return track(lambda o: s.OneCycleLR(o, 1.0, total_steps=total, **settings), total + 3)


def sequence(o):
    return s.SequentialLR(o, [s.LinearLR(o, 0.25, total_iters=4), s.CosineAnnealingLR(o, 4)], [4])


schedules = {
    **{f"one cycle, {total}, {anneal}, {phases}, {share}": one_cycle(total, anneal_strategy=anneal, three_phase=phases == 3, pct_start=share)
       for total in (1, 3, 10, 20) for anneal in ("cos", "linear") for phases in (2, 3) for share in (0.0, 0.3, 0.5)},
    "one cycle, high end": one_cycle(10, anneal_strategy="linear", final_div_factor=0.2, div_factor=4),
    "one cycle, high momentum": one_cycle(3, anneal_strategy="linear", base_momentum=0.5, max_momentum=0.99),
    "linear": track(lambda o: s.LinearLR(o, 0.25, total_iters=4), 9),
    "linear, 1": track(lambda o: s.LinearLR(o, 0.25, 0.5, total_iters=1), 4),
    "constant": track(lambda o: s.ConstantLR(o, 0.25, total_iters=3), 7),
    "constant, 1": track(lambda o: s.ConstantLR(o, 0.25, total_iters=1), 3),
    "polynomial": track(lambda o: s.PolynomialLR(o, 4, power=2.0), 9),
    "polynomial, 1": track(lambda o: s.PolynomialLR(o, 1, power=0.5), 4),
    "polynomial, flat": track(lambda o: s.PolynomialLR(o, 3, power=0.0), 6),
    "cosine": track(lambda o: s.CosineAnnealingLR(o, 5, eta_min=0.01), 23),
    "cosine, 1": track(lambda o: s.CosineAnnealingLR(o, 1), 6),
    "restarts, 1": track(lambda o: s.CosineAnnealingWarmRestarts(o, 1), 5),
    "restarts, 1, twice": track(lambda o: s.CosineAnnealingWarmRestarts(o, 1, T_mult=2), 20),
    "restarts, 3, thrice": track(lambda o: s.CosineAnnealingWarmRestarts(o, 3, T_mult=3, eta_min=0.02), 45),
    "step, 1": track(lambda o: s.StepLR(o, 1, 0.5), 6),
    "steps, none": track(lambda o: s.MultiStepLR(o, [], 0.5), 3),
    "steps": track(lambda o: s.MultiStepLR(o, [4, 0, 2, 4, -3], 0.5), 7),
    "exponential": track(lambda o: s.ExponentialLR(o, 0.5), 6),
    "cyclic, 1": track(lambda o: s.CyclicLR(o, 0.1, 1.0, step_size_up=1), 7),
    "cyclic, 1, 3": track(lambda o: s.CyclicLR(o, 0.1, 1.0, step_size_up=1, step_size_down=3, mode="triangular2"), 13),
    "lambda": track(lambda o: s.LambdaLR(o, lambda t: 1 / (1 + t)), 6),
    "sequence": track(sequence, 14),
}

plateaus = {
    "nan": plateau([1.0, float("nan"), float("nan"), 0.9, float("nan"), float("nan"), float("nan"), 0.8], patience=1),
    "nan first": plateau([float("nan"), float("nan"), float("nan"), 1.0, 2.0, 0.5], patience=0, factor=0.5),
    "max, nan": plateau([0.1, float("nan"), 0.2, float("nan"), float("inf"), 0.3, 0.4], mode="max", patience=0, factor=0.5),
    "infinite": plateau([float("inf"), float("inf"), 3.0, float("-inf"), 2.0, 1.0], patience=0, factor=0.5),
    "cooldown": plateau([1.0] * 12, patience=1, cooldown=2, factor=0.5),
    "least": plateau([1.0] * 8, patience=0, factor=0.1, min_lr=0.02),
    "no patience": plateau([1.0, 0.5, 0.5, 0.49999, 0.4], patience=0, factor=0.5),
    "absolute": plateau([1.0, 0.95, 0.85, 0.80, 0.74], patience=0, factor=0.5, threshold=0.1, threshold_mode="abs"),
    "tiny": plateau([1.0] * 12, patience=0, factor=0.1),
}

optimizers = {
    "SGD": lambda p: torch.optim.SGD(p, 0.1),
    "SGD, momentum": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, nesterov=True),
    "Adam": lambda p: torch.optim.Adam(p, 0.1),
    "AdamW": lambda p: torch.optim.AdamW(p, 0.1, weight_decay=0.1),
    "NAdam": lambda p: torch.optim.NAdam(p, 0.1),
    "RAdam": lambda p: torch.optim.RAdam(p, 0.1),
    "Adamax": lambda p: torch.optim.Adamax(p, 0.1),
    "Adagrad": lambda p: torch.optim.Adagrad(p, 0.1),
    "Adadelta": lambda p: torch.optim.Adadelta(p, 0.1),
    "RMSprop": lambda p: torch.optim.RMSprop(p, 0.1, momentum=0.5),
}
gradients = {f"{name}, {g}": bad(make, g) for name, make in optimizers.items() for g in (float("nan"), float("inf"), float("-inf"))}

out = {"schedules": schedules, "plateaus": plateaus, "gradients": gradients}
path = pathlib.Path(__file__).with_name("schedules.json")
path.write_text(json.dumps(out, separators=(",", ":"), allow_nan=False) + "\n")
print(f"{path.name}: {path.stat().st_size} bytes")
