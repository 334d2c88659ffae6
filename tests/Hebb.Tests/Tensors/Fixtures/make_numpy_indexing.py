"""Writes numpy_indexing.json: index expressions and what NumPy takes and sets with them. Run with NumPy 1.24.

Each entry of an index is one letter and its numbers: i (integer), s (start:end:step, '' for none), n (new axis), e (ellipsis), t (integer tensor: shape, values),
m (mask: shape, values)."""
import json
import pathlib

import numpy as np

rng = np.random.default_rng(3)


def i(k):
    return (k, {"i": k})


def s(a=None, b=None, c=1):
    return (slice(a, b, c), {"s": [a, b, c]})


N = (None, {"n": 0})
E = (Ellipsis, {"e": 0})


def t(values):
    a = np.array(values, dtype=np.int64)
    return (a, {"t": [list(a.shape), a.ravel().tolist()]})


def m(values):
    a = np.array(values, dtype=bool)
    return (a, {"m": [list(a.shape), a.ravel().astype(int).tolist()]})


def rm(*shape):
    return m(rng.random(shape) < 0.5)


cases = [
    ((5,), [i(0)]), ((5,), [i(-1)]), ((5,), [s(1, 3)]), ((5,), [s(None, None, 2)]), ((5,), [s(None, None, -1)]), ((5,), [s(3, 0, -2)]), ((5,), [s(-100, 100)]), ((5,), [s(4, 2)]),
    ((5,), [s(10, 20)]), ((5,), [s(-2, None)]), ((5,), [s(None, -2)]), ((5,), [s(None, None, -7)]), ((5,), [N]), ((5,), [N, s(), N]), ((5,), [E]), ((5,), [t([0, 2, 2, -1])]), ((5,), [t([[0, 1], [2, 3]])]),
    ((5,), [m([1, 0, 0, 1, 1])]), ((5,), [m([0, 0, 0, 0, 0])]), ((5,), [t([])]), ((5,), []), ((5,), [t(3)]), ((0,), [s(1, 3)]), ((0, 3), [s(), i(1)]),
    ((3, 4), [i(1)]), ((3, 4), [i(1), i(-2)]), ((3, 4), [s(), i(0)]), ((3, 4), [E, i(0)]), ((3, 4), [s(None, None, -1), s(None, None, 2)]), ((3, 4), [t([0, 1, 2]), t([3, 0, 1])]),
    ((3, 4), [t([[0], [2]]), t([1, 3])]), ((3, 4), [s(), t([3, 0])]), ((3, 4), [s(), t([[3, 0], [1, 1]])]), ((3, 4), [i(1), t([3, 0])]), ((3, 4), [t([2, 0]), i(1)]), ((3, 4), [rm(3, 4)]), ((3, 4), [rm(3)]),
    ((3, 4), [s(), rm(4)]), ((3, 4), [m([1, 0, 1]), t([1, 2])]), ((3, 4), [m([1, 1, 1]), s(1, 3)]), ((3, 4), [N, t([2, 0])]), ((3, 4), [t([2, 0]), N, t([1, 1])]), ((3, 4), [t([2, 0]), N]),
    ((3, 4), [s(2, None), t([1, 2, 0])]), ((3, 4), [t([-1, -3]), s(None, None, -1)]),
    ((2, 3, 4), [s(), i(0), s(1, 3)]), ((2, 3, 4), [E, s(1, 3)]), ((2, 3, 4), [i(-1), E]), ((2, 3, 4), [i(0), s(), t([1, 2])]), ((2, 3, 4), [t([0, 1]), s(), t([1, 2])]), ((2, 3, 4), [t([0, 1]), s(), i(2)]),
    ((2, 3, 4), [s(), t([0, 2]), t([1, 2])]), ((2, 3, 4), [s(), i(1), t([1, 2, 0])]), ((2, 3, 4), [s(), t([[0, 2]]), t([[1], [2]])]), ((2, 3, 4), [rm(2, 3)]), ((2, 3, 4), [s(), rm(3, 4)]), ((2, 3, 4), [rm(2, 3), t(1)]),
    ((2, 3, 4), [E, t([3, 3, 0])]), ((2, 3, 4), [i(1), t([0, 2]), s(None, None, 2)]), ((2, 3, 4), [N, i(1), N, t([0, 2])]), ((2, 3, 4), [m([1, 0]), s(), t([1])]), ((2, 3, 4), [i(0), N, t([1, 2])]),
    ((2, 3, 4, 2), [s(), t([0, 1]), s(), t([1, 0])]), ((2, 3, 4, 2), [t([1]), E, i(0)]), ((2, 3, 4, 2), [s(), t([0, 1]), t([3, 3]), s()]), ((2, 3, 4, 2), [s(), rm(3, 4), i(1)]), ((2, 3, 4, 2), [s(), s(1, None), t([[0, 1]])]),
    ((), [E]), ((), [N]), ((), []), ((), [m(True)]), ((), [m(False)]), ((3,), [m(True)]),
]
out = []
for shape, index in cases:
    x = np.arange(int(np.prod(shape)), dtype=np.int64).reshape(shape)
    key = tuple(k for k, _ in index)
    y = np.asarray(x[key])
    one = x.copy()
    one[key] = -5
    many = x.copy()
    many[key] = 100 + np.arange(y.size).reshape(y.shape)
    out.append({"shape": list(shape), "index": [d for _, d in index], "resultShape": list(y.shape), "result": y.ravel().tolist(), "one": one.ravel().tolist(), "many": many.ravel().tolist()})
path = pathlib.Path(__file__).with_name("numpy_indexing.json")
path.write_text("[\n" + ",\n".join(json.dumps(c) for c in out) + "\n]\n")
