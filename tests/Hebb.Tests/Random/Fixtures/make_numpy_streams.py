"""Writes numpy_streams.json: what NumPy's two random streams draw, for the tests to compare bit for bit.

Run with any Python 3 that has NumPy 1.22 or newer:  python3 make_numpy_streams.py
Short draws are written out (17 digits, so exactly); long ones, which reach the rare branches, as the SHA-256 of their
little-endian bytes. The calls of one seed share one stream, so their order is part of the fixture.
"""
import hashlib
import json
import math
import pathlib

import numpy as np

SEEDS = (231, 3, 42, 4803, 8803, 0)


def digest(values, kind):
    return hashlib.sha256(np.ascontiguousarray(values, dtype=kind).tobytes()).hexdigest()


def legacy(seed):
    r = np.random.RandomState(seed)
    out = {
        "rand": r.rand(4).tolist(),
        "randn": r.randn(3).tolist(),
        "randint_small": r.randint(0, 10, 8).tolist(),
        "normal_after_cache": r.normal(2.5, 0.01, 4).tolist(),
        "uniform": r.uniform(-3, 7, 4).tolist(),
        "permutation": r.permutation(12).tolist(),
        "randint_33_bits": [str(v) for v in r.randint(-5, 2**33, 4)],
        "randint_32_bits": [str(v) for v in r.randint(0, 2**32, 4)],
        "randint_64_bits": [str(v) for v in r.randint(-2**63, 2**63 - 1, 4)],
        "choice": r.choice(50, 6).tolist(),
        "choice_without": r.choice(50, 6, replace=False).tolist(),
    }
    letters = list("abcdefgh")
    r.shuffle(letters)
    out["shuffle"] = "".join(letters)
    out["randn_100000"] = digest(r.randn(100000), "<f8")
    out["rand_10000"] = digest(r.rand(10000), "<f8")
    out["permutation_60000"] = digest(r.permutation(60000), "<i4")
    out["array_seed"] = np.random.RandomState([seed, 7, 9]).rand(3).tolist()
    return out


def generator(seed):
    r = np.random.default_rng(seed)
    out = {
        "random": r.random(4).tolist(),
        "integers_small": r.integers(0, 10, 7).tolist(),
        "standard_normal": r.standard_normal(5).tolist(),
        "integers_half_word": r.integers(-3, 1000, 4).tolist(),
        "uniform": r.uniform(-3, 7, 4).tolist(),
        "normal": r.normal(2.5, 0.01, 4).tolist(),
        "permutation": r.permutation(12).tolist(),
        "integers_33_bits": [str(v) for v in r.integers(-5, 2**33, 4)],
        "integers_32_bits": [str(v) for v in r.integers(0, 2**32, 3)],
        "integers_64_bits": [str(v) for v in r.integers(-2**63, 2**63 - 1, 4)],
    }
    letters = list("abcdefgh")
    r.shuffle(letters)
    out["shuffle"] = "".join(letters)
    out["standard_normal_300000"] = digest(r.standard_normal(300000), "<f8")
    out["integers_3e9_20000"] = digest(r.integers(0, 3000000000, 20000), "<i8")
    out["integers_1.5e19_20000"] = digest(r.integers(-2**62, 2**63 - 1, 20000), "<i8")
    out["random_10000"] = digest(r.random(10000), "<f8")
    out["permutation_60000"] = digest(r.permutation(60000), "<i4")
    out["log1p_20000"] = digest([math.log1p(-u) for u in r.random(20000)], "<f8")
    return out


streams = {str(s): {"legacy": legacy(s), "generator": generator(s)} for s in SEEDS}
path = pathlib.Path(__file__).with_name("numpy_streams.json")
text = ",\n".join(f'"{s}": {json.dumps(v, separators=(",", ":"))}' for s, v in streams.items())
path.write_text("{\n" + text + "\n}\n")
