"""Writes torchvision_transforms.json: one small image and what torchvision makes of it. Run with torchvision 0.14, torch 1.13.

Each case names an operation and its numbers; values are rounded to five decimals."""
import json
import pathlib

import torch
import torchvision.transforms.functional as F
from torchvision.transforms import InterpolationMode

BILINEAR, BICUBIC, NEAREST = InterpolationMode.BILINEAR, InterpolationMode.BICUBIC, InterpolationMode.NEAREST
torch.manual_seed(5)
height, width = 9, 13
ys, xs = torch.meshgrid(torch.linspace(0, 1, height), torch.linspace(0, 1, width), indexing="ij")
image = torch.stack([0.5 + 0.4 * torch.sin(7 * xs + 3 * ys), xs * (1 - ys), torch.rand(height, width)])
image = (image.clamp(0, 1) * 255).round() / 255
byte_image = (image * 255).round().to(torch.uint8)
cases = []


def case(operation, result, **numbers):
    values = [int(v) if result.dtype == torch.uint8 else round(float(v), 5) for v in result.flatten()]
    cases.append({"operation": operation, "numbers": numbers, "shape": list(result.shape), "values": values})


for h, w in [(5, 7), (18, 26), (4, 20), (17, 6), (9, 5), (1, 1)]:
    case("resize", F.resize(image, [h, w], BILINEAR, antialias=True), height=h, width=w, interpolation=1)
    case("resize", F.resize(image, [h, w], BICUBIC, antialias=True), height=h, width=w, interpolation=2)
    case("resize-bytes", F.resize(byte_image, [h, w], BILINEAR, antialias=True), height=h, width=w, interpolation=1)
    case("resize-bytes", F.resize(byte_image, [h, w], BICUBIC, antialias=True), height=h, width=w, interpolation=2)
    case("resize", F.resize(image, [h, w], NEAREST), height=h, width=w, interpolation=0)
case("resize-shorter", F.resize(image, 6, BILINEAR, antialias=True), side=6)
for h, w in [(4, 4), (9, 13), (6, 9), (1, 2)]:
    case("center-crop", F.center_crop(image, [h, w]), height=h, width=w)
for mode in ["constant", "edge", "reflect"]:
    case("pad", F.pad(image, [2, 1, 3, 4], fill=0.25 if mode == "constant" else 0, padding_mode=mode), mode={"constant": 0, "reflect": 1, "edge": 2}[mode])
for sigma, size in [(0.6, 3), (1.7, 7)]:
    case("blur", F.gaussian_blur(image, [size, size], [sigma, sigma]), sigma=sigma, kernel=size)
for f in [0.0, 0.4, 1.7]:
    case("brightness", F.adjust_brightness(image, f), factor=f)
    case("contrast", F.adjust_contrast(image, f), factor=f)
    case("saturation", F.adjust_saturation(image, f), factor=f)
    case("sharpness", F.adjust_sharpness(image, f), factor=f)
for f in [-0.5, -0.13, 0.31]:
    case("hue", F.adjust_hue(image, f), factor=f)
case("grayscale", F.rgb_to_grayscale(image))
case("normalize", F.normalize(image, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]))
# With a fill and bilinear sampling torchvision weighs the pixels at the border twice, so a fill is compared where there are no weights.
for mode, i, fill in [(BILINEAR, 1, None), (NEAREST, 0, [0.25])]:
    for angle, tx, ty, scale, sx, sy in [(0, 0, 0, 1, 0, 0), (30, 0, 0, 1, 0, 0), (0, 2, -1, 1, 0, 0), (-17, 1, 2, 1.3, 12, 0), (75, -3, 1, 0.7, 8, -15)]:
        case("affine", F.affine(image, angle, [tx, ty], scale, [sx, sy], mode, fill), angle=angle, right=tx, down=ty, scale=scale, shear=sx, shearY=sy, interpolation=i)
    for angle in [20, 90, -135]:
        case("rotate", F.rotate(image, angle, mode, fill=fill), angle=angle, interpolation=i)
    corners = [[1, 2], [10, 0], [12, 7], [2, 8]]
    case("perspective", F.perspective(image, [[0, 0], [12, 0], [12, 8], [0, 8]], corners, mode, fill), interpolation=i, corners=sum(corners, []))
shift = torch.zeros(1, height, width, 2)
shift[..., 0], shift[..., 1] = 0.3 * torch.sin(5 * ys), 0.2 * torch.cos(4 * xs)
grid = torch.stack([((2 * torch.arange(width) + 1.0) / width - 1).expand(height, width), ((2 * torch.arange(height) + 1.0) / height - 1)[:, None].expand(height, width)], -1)
bent = torch.nn.functional.grid_sample(image[None], grid[None] + shift, mode="bilinear", padding_mode="zeros", align_corners=False)[0]
case("bend", bent, right=[round(float(v), 6) for v in (shift[0, ..., 0] * width / 2).flatten()], down=[round(float(v), 6) for v in (shift[0, ..., 1] * height / 2).flatten()])
bytes_of = lambda x: x.to(torch.float32) / 255
big = F.resize(byte_image, [40, 44], BILINEAR)  # equalising needs more pixels than bytes
case("equalize", bytes_of(F.equalize(big)), height=40, width=44, image=[int(v) for v in big.flatten()])
case("autocontrast", F.autocontrast(image))
for bits in [4, 7]:
    case("posterize", bytes_of(F.posterize(byte_image, bits)), bits=bits)
case("solarize", F.solarize(image, 0.6), threshold=0.6)
for name, sx, sy in [("shear-x", 0.21, 0), ("shear-y", 0, -0.3)]:
    angles = [float(torch.rad2deg(torch.atan(torch.tensor(v)))) for v in (sx, sy)]
    case(name, F.affine(image, 0.0, [0, 0], 1.0, angles, BILINEAR, None, center=[0, 0]), strength=sx + sy)
path = pathlib.Path(__file__).with_name("torchvision_transforms.json")
head = {"height": height, "width": width, "image": [int(v) for v in byte_image.flatten()]}
path.write_text("{\n\"image\": " + json.dumps(head, separators=(",", ":")) + ",\n\"cases\": [\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n}\n")
