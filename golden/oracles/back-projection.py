"""Back-projection through a known degradation, from its definition in NumPy: for block means the projection
x + pinv(A) (y - A x) with A written out as a matrix and its pseudo-inverse by singular values; for a blur that keeps
the size, Landweber's iteration with SciPy's filter.

    python back-projection.py > back-projection.json

Inputs are those of degrade.py: x <- (1664525 x + 1013904223) mod 2^32, value (x >> 8) / 2^24, from the seed given
with each case, row by row; y is of seed + 1000.
"""

import json
import sys

import numpy as np
import scipy
from scipy import ndimage


def image(seed, height, width):
    values, x = [], seed
    for _ in range(height * width):
        x = (1664525 * x + 1013904223) % 2**32
        values.append((x >> 8) / 2.0**24)
    return np.array(values).reshape(height, width)


def means(h, w, f):
    """Block means of images [h, w] as a matrix."""
    rows = []
    for y in range(h // f):
        for x in range(w // f):
            row = np.zeros((h, w))
            row[y * f : (y + 1) * f, x * f : (x + 1) * f] = 1 / f**2
            rows.append(row.ravel())
    return np.array(rows)


def box_means():
    cases = []
    for seed, h, w, f in ((500, 4, 4, 2), (501, 8, 12, 4), (502, 9, 6, 3), (503, 8, 8, 1)):
        A = means(h, w, f)
        x, y = image(seed, h, w).ravel(), image(seed + 1000, h // f, w // f).ravel()
        out = x + np.linalg.pinv(A) @ (y - A @ x)
        cases.append({"seed": seed, "size": [h, w], "factor": f, "values": out.tolist()})
    return cases


def blurs():
    cases = []
    for seed, h, w, sigma, passes in ((510, 8, 8, 1.0, 1), (511, 12, 9, 1.0, 4), (512, 10, 16, 1.7, 7)):
        x, y = image(seed, h, w), image(seed + 1000, h, w)
        for _ in range(passes):
            x = x + (y - ndimage.gaussian_filter(x, sigma, mode="reflect", truncate=4.0))
        cases.append({"seed": seed, "size": [h, w], "sigma": sigma, "passes": passes, "values": x.ravel().tolist()})
    return cases


json.dump({
    "versions": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__},
    "boxMeans": box_means(), "blurs": blurs(),
}, sys.stdout, indent=1)
print()
