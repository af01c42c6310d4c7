"""Truncation of k-space, zero-filling and Rice's distribution, by programs that are not ours.

    python k-space.py > k-space.json

Truncation: NumPy's fft2, centred by fftshift, moved by SciPy's fourier_shift so that the edges of both images lie on
each other, cropped to its central part, and the magnitude of the inverse. Zero-filling: SciPy's signal.resample along
both axes, which puts the first pixels' centres on each other, moved by fourier_shift likewise. Noise: moments and
distribution function of scipy.stats.rice.

Inputs are those of degrade.py: x <- (1664525 x + 1013904223) mod 2^32, value (x >> 8) / 2^24, from the seed given
with each case, row by row; with `signed`, less 1/2.
"""

import json
import sys

import numpy as np
import scipy
from scipy import ndimage, signal, stats

# Which program each catalogued entry is held to, and the part of the document that has its values.
COVERS = {
    "degradations": {
        "k-space-truncation": {"numpy": "truncation", "scipy": "truncation"},
        "rician-noise": {"scipy": "rice"}
    }
}


def image(seed, height, width):
    values, x = [], seed
    for _ in range(height * width):
        x = (1664525 * x + 1013904223) % 2**32
        values.append((x >> 8) / 2.0**24)
    return np.array(values).reshape(height, width)


def truncation():
    cases = []
    sizes = [(8, 8, 2), (8, 8, 4), (12, 8, 4), (12, 20, 4), (9, 15, 3), (15, 9, 3), (10, 14, 2), (7, 5, 1), (6, 6, 6),
             (12, 6, 1.5), (4, 1, 1), (74, 37, 37), (16, 24, 8)]
    for i, (h, w, factor) in enumerate(sizes):
        for signed in (False, True):
            x = image(600 + i, h, w) - (0.5 if signed else 0)
            moved = ndimage.fourier_shift(np.fft.fft2(x), -(factor - 1) / 2)
            th, tw = round(h / factor), round(w / factor)
            top, left = h // 2 - th // 2, w // 2 - tw // 2
            central = np.fft.fftshift(moved)[top : top + th, left : left + tw]
            out = np.abs(np.fft.ifft2(np.fft.ifftshift(central))) * (th * tw) / (h * w)
            cases.append({"seed": 600 + i, "signed": signed, "size": [h, w], "factor": factor, "values": out.ravel().tolist()})
    return cases


def enlarged(x, size, axis):
    n = x.shape[axis]
    if n == size:
        return x
    shift = [0.0, 0.0]
    shift[axis] = -(n / size - 1) / 2 * size / n
    return np.fft.ifft2(ndimage.fourier_shift(np.fft.fft2(signal.resample(x, size, axis=axis)), shift)).real


def zero_filling():
    cases = []
    sizes = [(4, 4, 16, 16), (5, 3, 15, 9), (6, 8, 12, 8), (7, 6, 10, 11), (1, 5, 4, 20), (2, 2, 3, 8), (1, 1, 3, 2), (8, 8, 8, 8)]
    for i, (h, w, th, tw) in enumerate(sizes):
        out = enlarged(enlarged(image(700 + i, h, w), th, 0), tw, 1)
        cases.append({"seed": 700 + i, "from": [h, w], "to": [th, tw], "values": out.ravel().tolist()})
    return cases


def rice():
    cases = []
    for value, sigma in ((0.0, 0.1), (0.05, 0.1), (0.2, 0.1), (0.5, 0.02), (1.0, 0.3), (-0.2, 0.1)):
        law = stats.rice(abs(value) / sigma, scale=sigma)
        deciles = [float(law.ppf(p / 10)) for p in range(1, 10)]
        cases.append({"value": value, "sigma": sigma, "mean": float(law.mean()), "variance": float(law.var()), "deciles": deciles})
    return cases


document = {
    "versions": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__},
    "covers": COVERS,
    "truncation": truncation(),
    "zeroFilling": zero_filling(),
    "rice": rice(),
}
print("{" + ",\n".join(f"{json.dumps(n)}:" + json.dumps(v, separators=(",", ":")) for n, v in document.items()) + "}")
