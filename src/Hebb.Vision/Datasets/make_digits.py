"""Packs the 8x8 handwritten digits into digits.bin.gz, the resource that Digits.cs reads.

    python3 make_digits.py digits_split_4803.npz digits.bin.gz

The archive holds X_train (500, 64), y_train (500), X_test (1297, 64) and y_test (1297), all unsigned bytes, pixels 0 to 16.
The resource is one gzip stream: the labels of all 1,797 digits, one byte each, training digits first, then their pixels,
64 bytes each, row by row. Needs nothing but Python's own library; the same input gives the same bytes.
"""
import ast
import gzip
import struct
import sys
import zipfile


def read_bytes_array(archive, name):
    """The shape and the raw bytes of one uint8 array of an .npz archive."""
    data = archive.read(name + ".npy")
    if data[:6] != b"\x93NUMPY" or data[6] != 1:
        raise SystemExit(f"{name}: not an .npy array of version 1")
    (length,) = struct.unpack("<H", data[8:10])
    header = ast.literal_eval(data[10:10 + length].decode("latin1"))
    if header["descr"] != "|u1" or header["fortran_order"]:
        raise SystemExit(f"{name}: expected unsigned bytes in C order, got {header}")
    return header["shape"], data[10 + length:]


def main():
    source, target = sys.argv[1:]
    labels, pixels = b"", b""
    with zipfile.ZipFile(source) as archive:
        for part, count in (("train", 500), ("test", 1297)):
            shape, values = read_bytes_array(archive, "X_" + part)
            if shape != (count, 64) or len(values) != count * 64 or max(values) > 16:
                raise SystemExit(f"X_{part}: expected {count} digits of 64 pixels from 0 to 16, got {shape}")
            shape, truth = read_bytes_array(archive, "y_" + part)
            if shape != (count,) or len(truth) != count or max(truth) > 9:
                raise SystemExit(f"y_{part}: expected {count} labels from 0 to 9, got {shape}")
            pixels += values
            labels += truth
    with open(target, "wb") as raw, gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as out:
        out.write(labels + pixels)


main()
