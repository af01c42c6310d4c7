"""Means over blocks by scikit-image, and blur, shrinking and enlarging in turn by SciPy and Pillow.

    python degrade-composed.py > degrade-composed.json

Inputs are those of degrade.py: x <- (1664525 x + 1013904223) mod 2^32, value (x >> 8) / 2^24, from the seed given
with each case, row by row. Pillow holds floats in single precision.
"""

import json
import sys

import numpy as np
import PIL
import scipy
import skimage
from PIL import Image
from scipy import ndimage
from skimage.transform import downscale_local_mean

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "degradations": {
        "box-mean": {"skimage": "boxMean"},
        "refinement": {"scipy": "refinement", "pillow": "refinement"}
    }
}


def image(seed, height, width):
    values, x = [], seed
    for _ in range(height * width):
        x = (1664525 * x + 1013904223) % 2**32
        values.append((x >> 8) / 2.0**24)
    return np.array(values).reshape(height, width)


def box_mean():
    cases = []
    for i, (h, w, factor) in enumerate([(4, 4, 2), (12, 8, 4), (9, 15, 3), (5, 5, 5), (7, 3, 1), (16, 24, 8)]):
        out = downscale_local_mean(image(300 + i, h, w), (factor, factor))
        cases.append({"seed": 300 + i, "size": [h, w], "factor": factor, "values": out.ravel().tolist()})
    return cases


def resized(array, height, width, kernel):
    return np.asarray(Image.fromarray(array.astype(np.float32)).resize((width, height), Image.Resampling[kernel.upper()]))


def refinement():
    cases = []
    kernels = [("bicubic", "bicubic"), ("lanczos", "bicubic"), ("box", "bilinear"), ("bilinear", "lanczos")]
    for i, (h, w, sigma, boundary, factor) in enumerate(
        [(16, 12, 1.0, "reflect", 2), (8, 8, 0.6, "nearest", 4), (15, 9, 1.7, "mirror", 3), (10, 20, 0.3, "wrap", 2)]
    ):
        for down, up in kernels:
            blurred = ndimage.gaussian_filter(image(400 + i, h, w), sigma, mode=boundary, truncate=4.0)
            out = resized(resized(blurred, h // factor, w // factor, down), h, w, up)
            setting = {"sigma": sigma, "truncate": 4, "boundary": boundary, "factor": factor, "down": down, "up": up, "mode": "float"}
            cases.append({"seed": 400 + i, "size": [h, w], "setting": setting, "values": [float(f"{v:.8g}") for v in out.ravel()]})
    return cases


document = {
    "versions": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__,
                 "skimage": skimage.__version__, "pillow": PIL.__version__},
    "covers": COVERS,
    "boxMean": box_mean(),
    "refinement": refinement(),
}
print("{" + ",\n".join(f"{json.dumps(n)}:" + json.dumps(v, separators=(",", ":")) for n, v in document.items()) + "}")
