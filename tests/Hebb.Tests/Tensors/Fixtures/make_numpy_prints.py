"""Writes numpy_prints.json: arrays and what NumPy's str() makes of them. Run with NumPy 1.24."""
import json
import pathlib

import numpy as np

rng = np.random.default_rng(7)
f4, f8, f2 = np.float32, np.float64, np.float16
arrays = [
    np.array(1.5, f4), np.array(-0.0, f8), np.array(1e-5, f4), np.array(1e16, f8), np.array(0.1, f4), np.array(0.1, f8), np.array(123456.789, f4),
    np.array(np.nan, f4), np.array(-np.inf, f8), np.array(1e100, f8), np.array(7, np.int64), np.array(True), np.array(1 / 3, f2),
    np.array([1.5, -2.0, 3.25], f4), np.array([0.1, 0.2, 0.30000001], f4), np.array([0.1, 0.2, 1 / 3], f8), np.array([1e-5, 1.0], f8), np.array([1e8, 1.0], f4),
    np.array([1.0, 1001.0], f4), np.array([1.0, 1000.0], f4), np.array([0.0001, 0.05], f4), np.array([1e10, -1e-10, 0.0], f8), np.array([1e200, 1.5], f8),
    np.array([np.inf, -np.inf, np.nan, 1.0], f4), np.array([np.nan, np.nan], f8), np.array([-np.inf, 0.5, 1e9], f8), np.array([np.inf, 123.456], f4), np.array([-0.0, 0.0], f8),
    np.array([2.0 ** -9, 1.0], f8), np.array([3 * 2.0 ** -9, 1.0], f8), np.array([99999999.0, 99999998.5], f8), np.array([0.999999999, 0.5], f8), np.array([1 + 2.0 ** -9, 2.5e9], f8),
    np.array([], f4), np.zeros((2, 0, 3), f8), np.zeros((3, 1), f4), np.array([[1, -20], [300, 4]], np.int64), np.array([2 ** 62, -1], np.int64), np.array([255, 0], np.uint8),
    np.array([-5, 12], np.int32), np.array([True, False]), np.array([[True], [False]]), np.array([1 / 3, 2 / 3, 1000.0], f2), np.array([65504.0, 0.001], f2),
    np.arange(40, dtype=f4), np.arange(40, dtype=np.int64) * 1000, np.arange(60, dtype=np.int64).reshape(2, 30), rng.standard_normal((3, 4)).astype(f4), rng.standard_normal((3, 4)),
    rng.standard_normal((2, 3, 4)).astype(f4), rng.standard_normal((2, 2, 2, 2)).astype(f4), rng.standard_normal((2, 20)).astype(f4), rng.standard_normal(17) * 1e-6, rng.standard_normal((3, 15)) * 1e6,
    np.arange(1000, dtype=np.int64), np.arange(1001, dtype=np.int64), np.arange(1200, dtype=f4), np.arange(1200, dtype=f4).reshape(30, 40), np.arange(1200, dtype=f4).reshape(2, 600),
    np.arange(1200, dtype=f4).reshape(600, 2), np.arange(2400, dtype=f8).reshape(20, 6, 20), np.arange(4096, dtype=np.int64).reshape(8, 8, 8, 8), (np.arange(1200) % 7 == 0), rng.standard_normal((40, 50)),
    rng.standard_normal((1, 1, 1, 1)).astype(f4), np.full(12, -123456789, np.int64), np.full((2, 13), True), np.full(8, 1e-300, f8), np.array([123456.7, 0.1234567], f4), np.arange(16, dtype=f4) / 7,
]
cases = []
for a in arrays:
    flat = a.ravel()
    values = [str(int(v)) if a.dtype.kind in "iub" else repr(float(v)) for v in flat]
    cases.append({"dtype": str(a.dtype), "shape": list(a.shape), "values": values, "text": str(a)})
path = pathlib.Path(__file__).with_name("numpy_prints.json")
path.write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
