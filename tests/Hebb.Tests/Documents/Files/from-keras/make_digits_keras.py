"""Writes digits.keras in the layout of Keras 3: a zip archive with config.json, metadata.json and model.weights.h5 (layers/NAME/vars/N), arrays channels last.

The network is Conv2D(4, 3, padding="same", relu), MaxPooling2D(2), Flatten, Dense(10), trained by 60 epochs of plain Adam in NumPy on the digits of Hebb.Vision
(digits.bin.gz), channels last throughout. Prints its accuracy on the test digits, which docs/from-keras.md quotes. Needs Debian's python3-numpy and python3-h5py.
"""
import gzip, io, json, pathlib, zipfile
import h5py
import numpy as np

here = pathlib.Path(__file__).resolve().parent
raw = np.frombuffer(gzip.decompress((here.parents[4] / "src/Hebb.Vision/Datasets/digits.bin.gz").read_bytes()), np.uint8)
labels, pixels = raw[:1797].astype(int), raw[1797:].reshape(1797, 8, 8, 1).astype(np.float32) / 16
x, y, tx, ty = pixels[:500], labels[:500], pixels[500:], labels[500:]

rng = np.random.default_rng(0)
params = [rng.uniform(-s, s, shape).astype(np.float32) for s, shape in ((0.33, (3, 3, 1, 4)), (0, (4,)), (0.2, (64, 10)), (0, (10,)))]


def forward(params, x):
    kernel, bias, dense, dense_bias = params
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), (1, 2))[:, :, :, 0]      # [n, 8, 8, 3, 3]
    conv = np.einsum("nyxij,ijo->nyxo", windows, kernel[:, :, 0]) + bias
    relu = np.maximum(conv, 0)
    blocks = relu.reshape(-1, 4, 2, 4, 2, 4)
    pooled = blocks.max((2, 4))                                                               # [n, 4, 4, channels]
    flat = pooled.reshape(len(x), 64)
    return flat @ dense + dense_bias, (windows, conv, blocks, pooled, flat)


def gradients(params, x, y):
    logits, (windows, conv, blocks, pooled, flat) = forward(params, x)
    p = np.exp(logits - logits.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    p /= len(y)
    dpooled = (p @ params[2].T).reshape(pooled.shape)
    dconv = ((blocks == pooled[:, :, None, :, None]) * dpooled[:, :, None, :, None]).reshape(conv.shape) * (conv > 0)
    return [np.einsum("nyxij,nyxo->ijo", windows, dconv)[:, :, None], dconv.sum((0, 1, 2)), flat.T @ p, p.sum(0)]


m, v = [np.zeros_like(p) for p in params], [np.zeros_like(p) for p in params]
step = 0
for epoch in range(60):
    order = rng.permutation(len(x))
    for at in range(0, len(x), 25):
        batch = order[at:at + 25]
        step += 1
        for i, g in enumerate(gradients(params, x[batch], y[batch])):
            m[i] += 0.1 * (g - m[i])
            v[i] += 0.001 * (g * g - v[i])
            params[i] -= (0.005 * (m[i] / (1 - 0.9 ** step)) / (np.sqrt(v[i] / (1 - 0.999 ** step)) + 1e-7)).astype(np.float32)

memory = io.BytesIO()
with h5py.File(memory, "w") as file:
    for name, values in (("conv2d", params[:2]), ("max_pooling2d", []), ("flatten", []), ("dense", params[2:])):
        group = file.create_group(f"layers/{name}/vars")
        for i, value in enumerate(values):
            group.create_dataset(str(i), data=value)
config = {"module": "keras", "class_name": "Sequential", "config": {"name": "digits", "layers": [
    {"class_name": "InputLayer", "config": {"batch_shape": [None, 8, 8, 1], "dtype": "float32", "name": "input_layer"}},
    {"class_name": "Conv2D", "config": {"name": "conv2d", "filters": 4, "kernel_size": [3, 3], "padding": "same", "activation": "relu"}},
    {"class_name": "MaxPooling2D", "config": {"name": "max_pooling2d", "pool_size": [2, 2]}},
    {"class_name": "Flatten", "config": {"name": "flatten"}},
    {"class_name": "Dense", "config": {"name": "dense", "units": 10, "activation": "linear"}}]}}
with zipfile.ZipFile(here / "digits.keras", "w") as archive:
    for name, content in (("metadata.json", json.dumps({"keras_version": "3.0.0"})), ("config.json", json.dumps(config)), ("model.weights.h5", memory.getvalue())):
        archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
print(f"{100 * (forward(params, tx)[0].argmax(1) == ty).mean():.2f} %")
