"""Writes losses.json: values and gradients of losses as PyTorch computes them in double precision.

Run with any Python 3 that has PyTorch 1.12 or newer:  python3 make_losses.py
A case holds its inputs with their shapes, what the loss came to (null where it is infinite), and the gradient of its sum with respect to the first input.
"""
import json
import math
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(20)
torch.set_default_dtype(torch.float64)


def packed(x):
    return {"shape": list(x.shape), "values": [v if math.isfinite(v) else None for v in x.detach().reshape(-1).tolist()]}


def case(function, first, *others):
    x = first.clone().requires_grad_()
    y = function(x, *others)
    y.sum().backward()
    return {"inputs": [packed(t) for t in (first, *others)], "loss": packed(y), "gradient": packed(x.grad)}


def ctc():
    """Four rows: one with repeated labels, one without labels, one whose labels do not fit."""
    logits = torch.randn(12, 4, 6) * 1.5
    targets = torch.tensor([[1, 3, 3, 5, 2], [4, 1, 5, 0, 0], [0, 0, 0, 0, 0], [2, 2, 2, 1, 4]])
    frames, lengths = [12, 10, 7, 6], [5, 3, 0, 5]
    row = {"inputs": [packed(logits), packed(targets.double())], "frames": frames, "lengths": lengths}
    for reduction in ("none", "mean", "sum"):
        row[reduction] = packed(F.ctc_loss(logits.log_softmax(2), targets, frames, lengths, reduction=reduction))
        row["zero " + reduction] = packed(F.ctc_loss(logits.log_softmax(2), targets, frames, lengths, reduction=reduction, zero_infinity=True))
    x = logits.clone().requires_grad_()
    F.ctc_loss(x.log_softmax(2), targets, frames, lengths, zero_infinity=True).backward()
    row["gradient"] = packed(x.grad)
    other = torch.tensor([[0, 3, 1], [4, 1, 0]])
    row["blank 5"] = packed(F.ctc_loss(logits[:, :2].log_softmax(2), other, [12, 9], [3, 2], blank=5, reduction="none"))
    return row


a, b, c = torch.randn(4, 3), torch.randn(4, 3), torch.randn(4, 3)
signs = torch.tensor([[1.0, -1, 1], [-1, -1, 1], [1, 1, -1], [-1, 1, 1]])
row_signs = torch.tensor([1.0, -1, 1, -1])
counts = torch.tensor([[0.0, 1, 4], [2, 7, 1], [3, 0, 2], [5, 1, 1]])
spread = torch.rand(4, 3) + 0.1
rows_spread = torch.rand(4, 1) + 0.1
out = {
    "hinge embedding": case(lambda x, t: F.hinge_embedding_loss(x, t, margin=0.7, reduction="none"), a, signs),
    "margin ranking": case(lambda x, y, t: F.margin_ranking_loss(x, y, t, margin=0.3, reduction="none"), a, b, signs),
    "cosine embedding": case(lambda x, y, t: F.cosine_embedding_loss(x, y, t, margin=0.2, reduction="none"), a, b, row_signs),
    "triplet margin": case(lambda x, y, z: F.triplet_margin_loss(x, y, z, margin=1.5, reduction="none"), a, b, c),
    "triplet margin, swapped, p 3": case(lambda x, y, z: F.triplet_margin_loss(x, y, z, p=3, swap=True, reduction="none"), a, b, c),
    "poisson": case(lambda x, t: F.poisson_nll_loss(x, t, reduction="none"), a, counts),
    "poisson, full": case(lambda x, t: F.poisson_nll_loss(x, t, full=True, reduction="none"), a, counts),
    "poisson, rate": case(lambda x, t: F.poisson_nll_loss(x, t, log_input=False, reduction="none"), spread, counts),
    "gaussian": case(lambda x, t, v: F.gaussian_nll_loss(x, t, v, reduction="none"), a, b, spread),
    "gaussian, full, a variance a row": case(lambda x, t, v: F.gaussian_nll_loss(x, t, v, full=True, reduction="none"), a, b, rows_spread),
    "soft margin": case(lambda x, t: F.soft_margin_loss(x, t, reduction="none"), a, signs),
    "smoothed, weighted, ignored": case(
        lambda x, t, w: F.cross_entropy(x, t.long(), w, ignore_index=1, label_smoothing=0.15), a, torch.tensor([0.0, 1, 2, 0]), torch.tensor([0.5, 2, 1.25])),
    "soft targets, smoothed, weighted": case(
        lambda x, t, w: F.cross_entropy(x, t, w, label_smoothing=0.15), a, b.softmax(1), torch.tensor([0.5, 2, 1.25])),
    "ctc": ctc(),
}
path = pathlib.Path(__file__).with_name("losses.json")
path.write_text(json.dumps(out, indent=None, separators=(",", ":")) + "\n")
print(f"{path.name}: {len(out)} cases, {path.stat().st_size} bytes")
