"""Decodes images with Pillow: takes "REPEATS PATH" on its input and answers one line of JSON with the mean seconds of a repeat."""
import io
import json
import sys
import time

from PIL import Image, features

print(json.dumps({"version": f"{Image.__version__}, libjpeg-turbo {features.version('libjpeg_turbo')}, zlib {features.version('zlib')}"}), flush=True)
for line in sys.stdin:
    repeats, path = line.rstrip("\n").split(" ", 1)
    with open(path, "rb") as file:
        data = file.read()
    start = time.perf_counter()
    for _ in range(int(repeats)):
        Image.open(io.BytesIO(data)).load()
    print(json.dumps({"seconds": (time.perf_counter() - start) / int(repeats)}), flush=True)
