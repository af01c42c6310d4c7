"""Values of Pillow, SciPy and PyTorch that the degradations must give. Writes degrade.json beside itself.

Inputs come from a generator that the specification repeats: x <- (1664525 x + 1013904223) mod 2^32, value
x >> 24 for 8-bit images, (x >> 8) / 2^24 for floats, from the seed given with each case, row by row.

Pillow 13 changed the order of the two passes of a resize. Run with `--resize-uint8-only` under Pillow 12, it
writes degrade-pillow12.json, with the cases alone that depend on the order.
"""

import hashlib
import json
import pathlib
import sys

import numpy as np
import PIL
import scipy
import torch
from PIL import Image
from scipy import ndimage

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "degradations": {
        "resize": {"pillow": "resizeUint8"},
        "gaussian-blur": {"scipy": "gaussian"}
    },
    "kernels": {
        "nearest": {"pillow": "resizeUint8"},
        "box": {"pillow": "resizeUint8"},
        "bilinear": {"pillow": "resizeUint8"},
        "hamming": {"pillow": "resizeUint8"},
        "bicubic": {"pillow": "resizeUint8"},
        "lanczos": {"pillow": "resizeUint8"}
    }
}

FILTERS = {name: getattr(Image.Resampling, name.upper()) for name in ("nearest", "box", "bilinear", "hamming", "bicubic", "lanczos")}


def draws(seed, count):
    values, x = np.empty(count, dtype=np.uint64), seed
    for i in range(count):
        x = (1664525 * x + 1013904223) % 2**32
        values[i] = x
    return values


def image8(seed, height, width):
    return (draws(seed, height * width) >> np.uint64(24)).astype(np.uint8).reshape(height, width)


def image_float(seed, height, width):
    return ((draws(seed, height * width) >> np.uint64(8)) / 2.0**24).reshape(height, width)


def digits(array):
    return [float(f"{v:.12g}") for v in np.asarray(array, dtype=np.float64).ravel()]


def resize_cases():
    rng = np.random.default_rng(20240601)
    named = [(256, 256, 64, 64), (256, 256, 32, 32), (64, 64, 256, 256), (1, 1, 5, 7), (7, 5, 1, 1), (1, 40, 1, 13),
             (40, 1, 13, 1), (33, 21, 33, 9), (33, 21, 8, 21), (16, 16, 16, 16), (200, 3, 3, 200), (240, 155, 256, 256)]
    sizes = named + [tuple(int(v) for v in rng.integers(1, 70, 4)) for _ in range(60)]
    for seed, (height, width, to_height, to_width) in enumerate(sizes, 1):
        for kernel in FILTERS:
            yield seed, height, width, to_height, to_width, kernel


def order_matters(h, w, th, tw, kernel):
    return kernel != "nearest" and h - th > max(0, 2 * (w - tw)) and w != tw


def resize_uint8(wanted=lambda *case: True):
    cases = []
    for seed, h, w, th, tw, kernel in resize_cases():
        if not wanted(h, w, th, tw, kernel):
            continue
        out = np.asarray(Image.fromarray(image8(seed, h, w)).resize((tw, th), FILTERS[kernel]))
        case = {"seed": seed, "from": [h, w], "to": [th, tw], "kernel": kernel, "sha256": hashlib.sha256(out.tobytes()).hexdigest()[:16]}
        if out.size <= 36:
            case["values"] = out.ravel().tolist()
        cases.append(case)
    return cases


def resize_float():
    cases = []
    for seed, h, w, th, tw, kernel in resize_cases():
        if th * tw > 400 or seed % 2:
            continue
        out = np.asarray(Image.fromarray(image_float(seed, h, w).astype(np.float32)).resize((tw, th), FILTERS[kernel]))
        cases.append({"seed": seed, "from": [h, w], "to": [th, tw], "kernel": kernel, "values": [float(f"{v:.8g}") for v in out.ravel()]})
    return cases


def gaussian():
    cases = []
    for i, (h, w, sigma, truncate) in enumerate([(9, 7, 1.0, 4.0), (6, 11, 0.5, 4.0), (4, 3, 2.3, 3.0), (1, 8, 1.0, 4.0), (5, 5, 7.0, 4.0)]):
        for mode in ("reflect", "mirror", "nearest", "wrap", "constant"):
            out = ndimage.gaussian_filter(image_float(100 + i, h, w), sigma, mode=mode, truncate=truncate)
            cases.append({"seed": 100 + i, "size": [h, w], "sigma": sigma, "truncate": truncate, "boundary": mode, "values": out.ravel().tolist()})
    return cases


def interpolate():
    cases = []
    for i, (h, w, th, tw) in enumerate([(4, 4, 16, 16), (8, 8, 3, 5), (1, 5, 4, 2), (7, 3, 7, 3), (6, 1, 9, 4), (16, 16, 4, 4)]):
        source = torch.from_numpy(image_float(200 + i, h, w))[None, None]
        out = torch.nn.functional.interpolate(source, size=(th, tw), mode="bilinear", align_corners=False)
        cases.append({"seed": 200 + i, "from": [h, w], "to": [th, tw], "values": digits(out.numpy())})
    return cases


def write(name, document):
    lines = [f"{json.dumps(key)}: " + (json.dumps(value) if isinstance(value, dict) else "[\n" + ",\n".join(json.dumps(v, separators=(",", ":")) for v in value) + "\n]") for key, value in document.items()]
    pathlib.Path(__file__).with_name(name).write_text("{\n" + ",\n".join(lines) + "\n}\n")


if "--resize-uint8-only" in sys.argv:
    write("degrade-pillow12.json", {"versions": {"pillow": PIL.__version__, "numpy": np.__version__}, "resizeUint8": resize_uint8(order_matters)})
else:
    write("degrade.json", {
        "versions": {"pillow": PIL.__version__, "numpy": np.__version__, "scipy": scipy.__version__, "torch": torch.__version__},
        "covers": COVERS,
        "resizeUint8": resize_uint8(),
        "resizeFloat": resize_float(),
        "gaussian": gaussian(),
        "interpolate": interpolate(),
    })
